import type { Language } from "../conversations/index.ts";
import type { Queue } from "./model.ts";

export interface Candidate {
	id: string;
	name: string;
	available: boolean;
	/** Chats now, and at most. */
	chats: number;
	capacity: number;
	/** None named means all. */
	queues: readonly string[];
	languages: readonly string[];
}

export interface Waiting {
	queue: string | null;
	language: Language;
}

/**
 * Who gets a waiting conversation: the least loaded of those who are available, serve its queue, speak its language and
 * have room; by share of their capacity, then by number of chats, then by id, so that every hub process chooses alike (A2).
 */
export function chooseAgent(waiting: Waiting, candidates: readonly Candidate[]): Candidate | null {
	const fit = candidates.filter(
		({ available, chats, capacity, queues, languages }) =>
			available &&
			chats < capacity &&
			waiting.queue !== null &&
			(queues.length === 0 || queues.includes(waiting.queue)) &&
			languages.includes(waiting.language),
	);
	const [best] = fit.sort(
		(a, b) => a.chats / a.capacity - b.chats / b.capacity || a.chats - b.chats || (a.id < b.id ? -1 : 1),
	);
	return best ?? null;
}

/** The queue for a handoff: the first that names the topic and speaks the language, else the one for everything else. */
export function chooseQueue(queues: readonly Queue[], topic: string | null, language: Language): Queue | null {
	const speaking = queues.filter(({ languages }) => languages.includes(language));
	const pool = speaking.length > 0 ? speaking : queues;
	return (
		pool.find(({ topics }) => topic !== null && topics.includes(topic)) ??
		pool.find(({ topics }) => topics.length === 0) ??
		pool[0] ??
		null
	);
}

/** With nothing to reckon from yet, a conversation is taken to last so long. */
export const assumedHandlingMs = 6 * 60_000;

/**
 * Minutes that somebody at `position` (from 1) may expect to wait: those before and oneself, each taking the mean of the
 * queue's recent handling times (answered → ended), shared by the people on duty; at least 1. Null with nobody on (B7).
 *
 * `ceil(position × mean ÷ people)`
 */
export function expectedWait(position: number, handlingMs: readonly number[], people: number): number | null {
	if (people === 0) return null;
	const mean =
		handlingMs.length === 0 ? assumedHandlingMs : handlingMs.reduce((sum, ms) => sum + ms, 0) / handlingMs.length;
	return Math.max(1, Math.ceil((position * mean) / people / 60_000));
}
