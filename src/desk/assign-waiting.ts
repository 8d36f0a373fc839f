import { type ConversationEngine, Conversations } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { serves } from "./access.ts";
import { assign } from "./claim.ts";
import { allQueues } from "./model.ts";
import type { PresenceBook } from "./presence.ts";
import { chooseAgent } from "./routing.ts";

const batch = 100;

/**
 * Gives those who wait, in the order of their queues, to the least loaded available agents (A2). Runs in one hub process
 * at a time, so that no agent gets more than their capacity.
 *
 * @returns how many were given
 */
export async function assignWaiting(engine: ConversationEngine, presence: PresenceBook): Promise<number> {
	if (!(await Conversations.exists({ stage: "queued" }))) return 0;
	const [queues, board] = await Promise.all([allQueues(), presence.board()]);
	const free = board.filter(({ available, chats, capacity }) => available && chats < capacity);
	// Only queues in which somebody is free: however many wait in another, they hold up nobody here.
	const served = queues.filter(({ _id, assignment }) => assignment === "auto" && free.some((one) => serves(one, _id)));
	if (served.length === 0) return 0;
	const waiting = await Conversations.find(
		{ stage: "queued", queue: { $in: served.map(({ _id }) => _id) } },
		{ queue: 1, contact: 1 },
	)
		.sort({ queueRank: 1, queuedSince: 1, _id: 1 })
		.limit(batch)
		.lean();
	let given = 0;
	for (const { _id, queue, contact } of waiting) {
		const agent = chooseAgent({ queue, language: contact.language }, board);
		if (!agent) continue;
		try {
			await assign(engine, _id, agent, null);
			agent.chats += 1;
			given += 1;
		} catch (error) {
			// Somebody picked it first.
			if (!(error instanceof DomainError && error.kind === "conflict")) throw error;
		}
	}
	return given;
}
