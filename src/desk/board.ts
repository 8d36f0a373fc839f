import { Conversations } from "../conversations/index.ts";
import { type DeskStaff, inSight, viewsOf } from "./access.ts";
import { orderOf } from "./lists.ts";
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

/** The board's figures as somebody sees them; of some units, counted anew (T13). */
export async function countsFor(staff: DeskStaff, board: Board): Promise<Counts> {
	const waits = ({ id }: QueueRow) =>
		viewsOf(staff, { stage: "queued", assignee: null, queue: id, lastQueue: id, callback: null }).includes("queue");
	const limited = staff.sight !== null;
	const seesAll = staff.permissions.has("conversations.see-all");
	const [callbacks, open] = await Promise.all([
		limited && staff.permissions.has("conversations.attend") ? countOf(staff, "callbacks") : board.callbacks,
		limited && seesAll ? countOf(staff, "all") : board.open,
	]);
	return {
		queue: board.queues.filter(waits).reduce((sum, { waiting }) => sum + (waiting ?? 0), 0),
		mine: board.agents.find(({ id }) => id === staff.id)?.chats ?? 0,
		callbacks,
		all: seesAll ? open : null,
	};
}

/** The queues as somebody sees them: of those of other units the names alone, to pass conversations on to (T13). */
export function queuesFor(staff: DeskStaff, { queues }: Board): QueueRow[] {
	return queues.map((row) => (inSight(staff, row.id) ? row : { ...row, waiting: null, oldest: null }));
}

function countOf(staff: DeskStaff, view: "callbacks" | "all"): Promise<number> {
	return Conversations.countDocuments(orderOf(staff, view).filter).limit(countLimit).exec();
}
