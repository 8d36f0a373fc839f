import {
	type Conversation,
	Conversations,
	type Interaction,
	Interactions,
	type Message,
	Messages,
} from "../../src/conversations/index.ts";
import { newConversation } from "../../src/conversations/new-conversation.ts";
import { Events } from "../../src/events/index.ts";

const start = Date.parse("2026-11-02T14:00:00Z");
/** Five at the same moment, so that the order among them is the id's to settle. */
const at = (index: number) => new Date(start + Math.floor(index / 5) * 1_000);
const queues = ["general", "soporte", "quejas"] as const;
const agents = ["ana", "luis"] as const;

/** A store as a busy office has it: what is over outnumbers what is open. */
export async function fillOffice(): Promise<Conversation[]> {
	const conversations = Array.from({ length: 800 }, (_, index) => conversationAt(index));
	await Conversations.insertMany(conversations);
	await Messages.insertMany(conversations.slice(0, 4).flatMap((conversation) => transcriptOf(conversation._id, 200)));
	await Interactions.insertMany(conversations.map(({ interaction }) => interaction));
	await Events.insertMany(
		Array.from({ length: 600 }, (_, index) => ({
			_id: `e${index}`,
			type: index % 2 ? "conversation.opened" : "conversation.closed",
			at: at(index),
			actor: { kind: "citizen", id: null },
			conversation: conversations[index % 100]?._id ?? null,
		})),
	);
	return conversations;
}

function conversationAt(index: number): Conversation {
	const blank = newConversation(
		{ channel: index % 2 ? "webchat" : "telegram", account: "main", address: `a${index}` },
		{ name: null, language: "es" },
		new Date(start),
	);
	const common = {
		...blank,
		block: index % 7 === 0 ? blockAt(index) : null,
		away: index % 4 === 0 ? awayAt(index) : null,
		interaction: interactionOf(blank, index),
		changedAt: at((index * 7) % 800),
		changedBy: "hub",
	};
	const queue = queues[index % 3] ?? null;
	const called = index % 5 === 0;
	const callback = called
		? {
				at: at(index),
				contact: "7777 8888",
				when: "mañana",
				topic: null,
				summary: "",
				waitingSince: index % 25 === 0 ? null : at(index),
				doneBy: index % 25 === 0 ? "ana" : null,
			}
		: null;
	switch (index % 8) {
		case 0:
			return {
				...common,
				stage: "queued",
				queue,
				lastQueue: queue,
				queuedSince: at(index),
				queueRank: rankOf(index),
			};
		case 1: {
			const assignee = agents[Math.floor(index / 8) % 2] ?? null;
			return { ...common, stage: "agent", queue, lastQueue: queue, assignee, assigneeName: assignee };
		}
		case 2:
			return { ...common, stage: "bot", dueAt: at(index) };
		case 3:
			return { ...common, stage: "survey", lastQueue: queue, dueAt: at(index), callback };
		default:
			// Some never were in a queue.
			return { ...common, stage: "closed", lastQueue: index % 2 ? queue : null, callback };
	}
}

function blockAt(index: number): Conversation["block"] {
	const common = { at: at(index), by: "ana", byName: "Ana", reason: "spam", comment: "" } as const;
	return { ...common, until: null, liftedAt: null };
}

/** Most have their mail, or none to get. */
function awayAt(index: number): Conversation["away"] {
	const address = index % 200 === 0 ? "ana@cliente.example" : `a${index}@cliente.example`;
	return { address, at: at(index), after: 0, dueAt: index % 40 === 0 ? at(index) : null, byMail: false };
}

function transcriptOf(conversation: string, length: number): Message[] {
	return Array.from({ length }, (_, index) => {
		const seq = index + 1;
		const direction = seq % 10 === 0 ? "note" : seq % 2 ? "in" : "out";
		return {
			_id: `${conversation}.${seq}`,
			conversation,
			interaction: null,
			seq,
			after: index,
			author: { kind: direction === "in" ? "citizen" : "agent" },
			direction,
			parts: [{ type: "text", text: `mensaje ${seq}` }],
			at: at(index),
			...(direction === "in" && { handled: seq < length - 20, ...(seq % 7 === 0 && { withheld: true }) }),
			...(direction === "out" && { delivery: deliveryAt(seq, length) }),
		};
	});
}

/** Most are through; the last ones wait, a few failed. */
function deliveryAt(seq: number, length: number): Message["delivery"] {
	if (seq % 50 === 2) return { state: "failed", attempts: 12, dueAt: null, error: "403" };
	if (seq > length - 20) return { state: "queued", attempts: 0, dueAt: at(seq) };
	return { state: "sent", attempts: 1, dueAt: null };
}

function interactionOf({ _id, channel }: Conversation, index: number): Interaction {
	return {
		_id: `i${index}`,
		conversation: _id,
		channel,
		language: "es",
		openedAt: at(index),
		queuedAt: null,
		handoffs: 0,
		offeredAt: null,
		answeredAt: index % 2 ? at(index) : null,
		endedAt: index % 3 ? at(index + 20) : null,
		outcome: null,
		queue: queues[index % 3] ?? null,
		agent: null,
		agentName: null,
		topic: null,
		survey: null,
		revision: 0,
	};
}

/** One in six waits first, and of these one in four in danger. */
function rankOf(index: number): Conversation["queueRank"] {
	if (index % 48 !== 0) return 1;
	return index % 192 === 0 ? -1 : 0;
}
