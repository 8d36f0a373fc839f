import type { ConversationRow, Page, View } from "../../src/desk/wire.ts";
import { compareRows } from "./order.ts";

/**
 * The loaded pages of a view after a row came, changed, or left (`stands` false). A row that belongs beyond what is
 * loaded is left to the next page. Pages keep their cursors, so loading on still works.
 */
export function placeRow(view: View, pages: readonly Page[], row: ConversationRow, stands: boolean): Page[] {
	const without = pages.map((page) => ({ ...page, rows: page.rows.filter((other) => other.id !== row.id) }));
	if (!stands) return without;
	const last = without.length - 1;
	let placed = false;
	return without.map((page, index) => {
		if (placed) return page;
		const at = page.rows.findIndex((other) => compareRows(view, row, other) < 0);
		const end = index === last && page.cursor === null;
		if (at === -1 && !end) return page;
		placed = true;
		const place = at === -1 ? page.rows.length : at;
		return { ...page, rows: [...page.rows.slice(0, place), row, ...page.rows.slice(place)] };
	});
}

/** All loaded rows in the view's order, each once (a row may stand on two pages after it moved on the hub). */
export function rowsOf(view: View, pages: readonly Page[]): ConversationRow[] {
	const seen = new Map<string, ConversationRow>();
	for (const row of pages.flatMap((page) => page.rows)) seen.set(row.id, row);
	return [...seen.values()].sort((a, b) => compareRows(view, a, b));
}
