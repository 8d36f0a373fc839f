import { z } from "zod";
import { type Conversation, Conversations } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import type { DeskStaff } from "./access.ts";
import { rowOf } from "./rows.ts";
import { type Page, pageSize, type View } from "./wire.ts";

type Filter = Record<string, unknown>;

interface ListOrder {
	filter: Filter;
	/** Field → direction; the id settles ties. */
	sort: Record<string, 1 | -1>;
	/** Where a conversation stands in the order: a number for each field of `sort`. */
	place(conversation: Conversation): number[];
	/** What comes after a place; `id` is that of the conversation there. */
	after(place: number[], id: string): Filter;
	/** The index that answers it, where the planner may take one that reads past more than is shown. */
	hint?: string;
}

/**
 * A page of a list, in its order: those who wait by rank and time, calls oldest first, the rest newest first. Each is
 * answered by an index (see the test with `explain`).
 *
 * @throws DomainError `forbidden` for a list that one may not see; `invalid` (`cursor`) for a cursor that is none.
 */
export async function listConversations(staff: DeskStaff, view: View, cursor: string | undefined): Promise<Page> {
	const { filter, sort, place, after, hint } = orderOf(staff, view);
	const rest = cursor === undefined ? {} : after(...readCursor(cursor, Object.keys(sort).length));
	const found = await Conversations.find({ $and: [filter, rest] }, null, hint === undefined ? {} : { hint })
		.sort({ ...sort, _id: 1 })
		.limit(pageSize + 1)
		.lean();
	const rows = found.slice(0, pageSize);
	const last = rows.at(-1);
	const more = found.length > pageSize && last !== undefined;
	return {
		rows: rows.map(rowOf),
		cursor: more ? Buffer.from(JSON.stringify([last._id, ...place(last)])).toString("base64url") : null,
	};
}

/** The list's filter and order, for the one who asks. */
export function orderOf(staff: DeskStaff, view: View): ListOrder {
	const may = (permission: string) => staff.permissions.has(permission);
	const allowed = {
		queue: may("conversations.attend"),
		mine: may("conversations.attend"),
		callbacks: may("conversations.attend"),
		all: may("conversations.see-all"),
		past: may("transcripts.read"),
	}[view];
	if (!allowed) throw new DomainError("forbidden", "Not a list of yours", { field: "view" });
	const within = withinSight(staff);
	switch (view) {
		case "queue": {
			const queues = waitingIn(staff);
			return {
				filter: { stage: "queued", ...(queues && { queue: { $in: queues } }) },
				sort: { queueRank: 1, queuedSince: 1 },
				place: ({ queueRank, queuedSince }) => [queueRank, queuedSince?.getTime() ?? 0],
				after: ([rank = 0, since = 0], id) => {
					const behind = { queueRank: rank, ...afterTime("queuedSince", "$gt", since, id) };
					return rank < 1 ? { $or: [behind, { queueRank: { $gt: rank } }] } : behind;
				},
			};
		}
		case "callbacks":
			return {
				filter: { "callback.waitingSince": { $type: "date" }, ...within },
				sort: { "callback.waitingSince": 1 },
				place: ({ callback }) => [callback?.waitingSince?.getTime() ?? 0],
				after: ([since = 0], id) => afterTime("callback.waitingSince", "$gt", since, id),
				...(staff.sight !== null && { hint: "calls-by-queue" }),
			};
		case "mine":
			return newestFirst({ stage: "agent", assignee: staff.id });
		case "all":
			return newestFirst({ stage: { $in: ["bot", "queued", "agent", "survey"] }, ...within });
		case "past":
			return newestFirst({ stage: { $in: ["survey", "closed"] }, ...within });
	}
}

/** The condition that it is of somebody's units, or never was in a queue (T13). */
export function withinSight({ sight }: Pick<DeskStaff, "sight">): Filter {
	return sight === null ? {} : { lastQueue: { $in: [...sight, null] } };
}

/** The queues in whose waiting line somebody sees; null: all. */
function waitingIn({ permissions, queues, sight }: DeskStaff): string[] | null {
	if (!permissions.has("conversations.see-all")) return queues.length > 0 ? [...queues] : null;
	return sight && [...new Set([...sight, ...queues])];
}

function newestFirst(filter: Filter): ListOrder {
	return {
		filter,
		sort: { changedAt: -1 },
		place: ({ changedAt }) => [changedAt.getTime()],
		after: ([changed = 0], id) => afterTime("changedAt", "$lt", changed, id),
	};
}

/** The first condition alone bounds the scan of the index; the rest leaves out what the page before showed. */
function afterTime(field: string, operator: "$gt" | "$lt", time: number, id: string): Filter {
	const at = new Date(time);
	return { [field]: { [`${operator}e`]: at }, $or: [{ [field]: { [operator]: at } }, { _id: { $gt: id } }] };
}

/** Milliseconds that are a date. */
const Time = z.number().int().min(-8.64e15).max(8.64e15);

/** The place at which a page ended, and the id there. */
function readCursor(cursor: string, fields: number): [number[], string] {
	try {
		const [id, ...place] = z
			.tuple([z.string().max(64)], Time)
			.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
		if (place.length === fields) return [place, id];
	} catch {
		// Refused below, as every other that is none.
	}
	throw new DomainError("invalid", "Not a cursor of this list", { field: "cursor" });
}
