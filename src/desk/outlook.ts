import { isOpen, nextOpening } from "../calendars/index.ts";
import { Conversations, Interactions, type Language } from "../conversations/index.ts";
import { allQueues } from "./model.ts";
import type { PresenceBook } from "./presence.ts";
import { chooseQueue, expectedWait } from "./routing.ts";

/** What the bot can promise before it hands over (B7). */
export interface Outlook {
	queue: string;
	queueName: Record<Language, string>;
	open: boolean;
	/** Somebody who serves the queue is at the desk, free or not. */
	peopleOn: boolean;
	/** Place that a newcomer gets, from 1. */
	position: number;
	waitMinutes: number | null;
	opensAt: Date | null;
	zone: string;
}

export interface Place {
	position: number;
	waitMinutes: number | null;
	/** They told of danger: nobody offers them to be called back (B12). */
	urgent?: true;
}

const recentCount = 20;

/** How things stand for a handoff on a topic now. */
export async function outlook(
	presence: PresenceBook,
	input: { topic: string | null; language: Language; now: Date },
): Promise<Outlook> {
	const [queues, board] = await Promise.all([allQueues(), presence.board()]);
	const queue = chooseQueue(queues, input.topic, input.language);
	if (!queue) throw new Error("There is no queue");
	const [waiting, handling] = await Promise.all([
		Conversations.countDocuments({ stage: "queued", queue: queue._id }),
		recentHandling(queue._id),
	]);
	const people = onDuty(board, queue._id).length;
	const open = isOpen(queue.calendar, input.now);
	return {
		queue: queue._id,
		queueName: queue.name,
		open,
		peopleOn: people > 0,
		position: waiting + 1,
		waitMinutes: expectedWait(waiting + 1, handling, people),
		opensAt: open ? null : nextOpening(queue.calendar, input.now),
		zone: queue.calendar.zone,
	};
}

/** Places of all who wait in a queue, in its order. */
export async function placesIn(presence: PresenceBook, queue: string): Promise<Map<string, Place>> {
	const [waiting, handling, board] = await Promise.all([
		Conversations.find({ stage: "queued", queue }, { _id: 1, queueRank: 1 })
			.sort({ queueRank: 1, queuedSince: 1 })
			.lean(),
		recentHandling(queue),
		presence.board(),
	]);
	const people = onDuty(board, queue).length;
	return new Map(
		waiting.map(({ _id, queueRank }, index) => [
			_id,
			{
				position: index + 1,
				waitMinutes: expectedWait(index + 1, handling, people),
				...(queueRank === -1 && { urgent: true }),
			},
		]),
	);
}

type Board = Awaited<ReturnType<PresenceBook["board"]>>;

/** Who attends now, free or busy but not away; of those who serve a queue, where one is named. */
export function onDuty(board: Board, queue?: string): Board {
	return board.filter(
		({ state, queues }) =>
			(state === "available" || state === "busy") &&
			(queue === undefined || queues.length === 0 || queues.includes(queue)),
	);
}

/** Milliseconds from the first human answer to the end, of the queue's last interactions. */
async function recentHandling(queue: string): Promise<number[]> {
	const ended = await Interactions.find(
		{ queue, endedAt: { $type: "date" }, answeredAt: { $type: "date" } },
		{ answeredAt: 1, endedAt: 1 },
	)
		.sort({ endedAt: -1 })
		.limit(recentCount)
		.lean();
	return ended.flatMap(({ answeredAt, endedAt }) =>
		answeredAt && endedAt ? [endedAt.getTime() - answeredAt.getTime()] : [],
	);
}
