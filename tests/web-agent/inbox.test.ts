import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationRow, Page, View } from "../../src/desk/wire.ts";
import { compareRows } from "../../web-agent/inbox/order.ts";
import { placeRow, rowsOf } from "../../web-agent/inbox/pages.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 8, minute)).toISOString();

function row(id: string, minute: number, more: Partial<ConversationRow> = {}): ConversationRow {
	return {
		id,
		channel: "webchat",
		name: null,
		address: "v-1",
		language: "es",
		stage: "queued",
		queue: "firma",
		assignee: null,
		queuedSince: at(minute),
		queueRank: 1,
		danger: null,
		lastMessage: null,
		unread: 0,
		callback: null,
		identity: null,
		repliesUntil: null,
		block: null,
		changedAt: at(minute),
		...more,
	};
}

const page = (rows: ConversationRow[], cursor: string | null): Page => ({ rows, cursor });
const ids = (pages: readonly Page[]) => pages.map(({ rows }) => rows.map(({ id }) => id));

describe("A1: the order of a list", () => {
	it.each<[View, string[]]>([
		["queue", ["a", "b", "c"]],
		["mine", ["c", "b", "a"]],
		["all", ["c", "b", "a"]],
		["past", ["c", "b", "a"]],
	])("%s", (view, expected) => {
		const rows = [row("b", 2), row("c", 3), row("a", 1)];
		expect(rows.sort((x, y) => compareRows(view, x, y)).map(({ id }) => id)).toEqual(expected);
	});

	it("A2: who was given back stands before who came earlier", () => {
		const rows = [row("early", 1), row("given-back", 9, { queueRank: 0 })];
		expect(rows.sort((x, y) => compareRows("queue", x, y))[0]?.id).toBe("given-back");
	});
});

describe("A1: a row that comes or changes", () => {
	const loaded = [page([row("a", 1), row("b", 3)], "2"), page([row("c", 5), row("d", 7)], null)];

	it.each([
		[
			"at the start",
			row("x", 0),
			[
				["x", "a", "b"],
				["c", "d"],
			],
		],
		[
			"between",
			row("x", 2),
			[
				["a", "x", "b"],
				["c", "d"],
			],
		],
		[
			"between pages",
			row("x", 4),
			[
				["a", "b"],
				["x", "c", "d"],
			],
		],
		[
			"at the end of the last page",
			row("x", 9),
			[
				["a", "b"],
				["c", "d", "x"],
			],
		],
		["moved from one page to another", row("a", 6), [["b"], ["c", "a", "d"]]],
	])("stands %s", (_, changed, expected) => {
		expect(ids(placeRow("queue", loaded, changed, true))).toEqual(expected);
	});

	it("leaves the list", () => {
		expect(ids(placeRow("queue", loaded, row("c", 5), false))).toEqual([["a", "b"], ["d"]]);
	});

	it("is left to a page that is not loaded yet", () => {
		const more = [page([row("a", 1), row("b", 3)], "2")];
		expect(ids(placeRow("queue", more, row("x", 9), true))).toEqual([["a", "b"]]);
	});

	it("stands once and in order, whatever comes (fast-check)", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 50 }), fc.boolean()), {
					maxLength: 60,
				}),
				(changes) => {
					let pages: Page[] = [page([], null)];
					const expected = new Map<string, ConversationRow>();
					for (const [id, minute, stands] of changes) {
						const changed = row(`c${id}`, minute);
						pages = placeRow("queue", pages, changed, stands);
						if (stands) expected.set(changed.id, changed);
						else expected.delete(changed.id);
					}
					const sorted = [...expected.values()].sort((a, b) => compareRows("queue", a, b));
					expect(rowsOf("queue", pages)).toEqual(sorted);
					expect(pages.flatMap(({ rows }) => rows)).toEqual(sorted);
				},
			),
		);
	});
});
