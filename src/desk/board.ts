import { Conversations } from "../conversations/index.ts";
import { type DeskStaff, serves } from "./access.ts";
import { allQueues } from "./model.ts";
import type { PresenceBook } from "./presence.ts";
import type { AgentRow, Counts, QueueRow } from "./wire.ts";

/** How the whole desk stands now: queues, people, open conversations. */
export interface Board {
	queues: QueueRow[];
	agents: AgentRow[];
	callbacks: number;
	open: number;
}

/** Counts stop here; a screen then says "more than". */
export const countLimit = 1_000;

/** Five indexed reads, for everybody at the desk together. */
export async function readBoard(presence: PresenceBook): Promise<Board> {
	const [queues, waiting, agents, callbacks, open] = await Promise.all([
		allQueues(),
		Conversations.aggregate<{ _id: string; waiting: number; oldest: Date }>([
			{ $match: { stage: "queued" } },
			{ $group: { _id: "$queue", waiting: { $sum: 1 }, oldest: { $min: "$queuedSince" } } },
		]),
		presence.board(),
		Conversations.countDocuments({ "callback.waitingSince": { $type: "date" } }).limit(countLimit),
		Conversations.countDocuments({ stage: { $in: ["bot", "queued", "agent", "survey"] } }).limit(countLimit),
	]);
	const waitingIn = new Map(waiting.map((row) => [row._id, row]));
	return {
		queues: queues.map(({ _id, name }) => ({
			id: _id,
			name,
			waiting: waitingIn.get(_id)?.waiting ?? 0,
			oldest: waitingIn.get(_id)?.oldest.toISOString() ?? null,
		})),
		agents: agents.map(({ id, name, state, chats, capacity }) => ({ id, name, presence: state, chats, capacity })),
		callbacks,
		open,
	};
}

export function countsFor(staff: DeskStaff, board: Board): Counts {
	const seesAll = staff.permissions.has("conversations.see-all");
	return {
		queue: board.queues.filter(({ id }) => seesAll || serves(staff, id)).reduce((sum, { waiting }) => sum + waiting, 0),
		mine: board.agents.find(({ id }) => id === staff.id)?.chats ?? 0,
		callbacks: board.callbacks,
		all: seesAll ? board.open : null,
	};
}
