import type { ConversationRow, View } from "../../src/desk/wire.ts";

/** Which of two rows stands first in a view (the hub sorts its pages the same way). Ties go by id, so order is total. */
export function compareRows(view: View, a: ConversationRow, b: ConversationRow): number {
	if (view === "queue" && a.queueRank !== b.queueRank) return a.queueRank - b.queueRank;
	const [x, y] = [sortKey(view, a), sortKey(view, b)];
	const rising = view === "queue" || view === "callbacks";
	if (x !== y) return (x < y ? -1 : 1) * (rising ? 1 : -1);
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function sortKey(view: View, row: ConversationRow): number {
	if (view === "queue") return Date.parse(row.queuedSince ?? row.changedAt);
	if (view === "callbacks") return Date.parse(row.callback?.at ?? row.changedAt);
	return Date.parse(row.changedAt);
}
