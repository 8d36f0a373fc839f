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
	/** Where a conversation stands in the order. */
	place(conversation: Conversation): (string | number)[];
	/** What comes after a place. */
	after(place: (string | number)[]): Filter;
}

/**
 * A page of a list, in its order: those who wait by rank and time, calls oldest first, the rest newest first. Each is
 * answered by an index (see the test with `explain`).
 *
 * @throws DomainError `forbidden` for a list that one may not see; `invalid` (`cursor`) for a cursor that is none.
 */
export async function listConversations(staff: DeskStaff, view: View, cursor: string | undefined): Promise<Page> {
	const { filter, sort, place, after } = orderOf(staff, view);
	const rest = cursor === undefined ? {} : after(readCursor(cursor));
	const found = await Conversations.find({ $and: [filter, rest] })
		.sort({ ...sort, _id: 1 })
		.limit(pageSize + 1)
		.lean();
	const rows = found.slice(0, pageSize);
	const last = rows.at(-1);
	const more = found.length > pageSize && last !== undefined;
	return {
		rows: rows.map(rowOf),
		cursor: more ? Buffer.from(JSON.stringify([...place(last), last._id])).toString("base64url") : null,
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
	switch (view) {
		case "queue": {
			const limited = staff.queues.length > 0 && !may("conversations.see-all");
			return {
				filter: { stage: "queued", ...(limited && { queue: { $in: staff.queues } }) },
				sort: { queueRank: 1, queuedSince: 1 },
				place: ({ queueRank, queuedSince }) => [queueRank, queuedSince?.getTime() ?? 0],
				after: ([rank, since, id]) => {
					const at = new Date(Number(since));
					return {
						$or: [
							{ queueRank: { $gt: rank } },
							{ queueRank: rank, queuedSince: { $gt: at } },
							{ queueRank: rank, queuedSince: at, _id: { $gt: id } },
						],
					};
				},
			};
		}
		case "callbacks":
			return {
				filter: { "callback.waitingSince": { $type: "date" } },
				sort: { "callback.waitingSince": 1 },
				place: ({ callback }) => [callback?.waitingSince?.getTime() ?? 0],
				after: ([since, id]) => afterTime("callback.waitingSince", "$gt", since, id),
			};
		case "mine":
			return newestFirst({ stage: "agent", assignee: staff.id });
		case "all":
			return newestFirst({ stage: { $in: ["bot", "queued", "agent", "survey"] } });
		case "past":
			return newestFirst({ stage: { $in: ["survey", "closed"] } });
	}
}

function newestFirst(filter: Filter): ListOrder {
	return {
		filter,
		sort: { changedAt: -1 },
		place: ({ changedAt }) => [changedAt.getTime()],
		after: ([changed, id]) => afterTime("changedAt", "$lt", changed, id),
	};
}

function afterTime(field: string, operator: "$gt" | "$lt", time: unknown, id: unknown): Filter {
	const at = new Date(Number(time));
	return { $or: [{ [field]: { [operator]: at } }, { [field]: at, _id: { $gt: id } }] };
}

const Cursor = z
	.array(z.union([z.string().max(64), z.number()]))
	.min(2)
	.max(3);

function readCursor(cursor: string): (string | number)[] {
	try {
		return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
	} catch {
		throw new DomainError("invalid", "Not a cursor of this list", { field: "cursor" });
	}
}
