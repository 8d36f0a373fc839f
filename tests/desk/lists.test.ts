import { beforeAll, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/conversations/index.ts";
import { viewsOf } from "../../src/desk/access.ts";
import { listConversations } from "../../src/desk/lists.ts";
import { pageSize, type View, views } from "../../src/desk/wire.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { useDatabase } from "../support/database.ts";
import { fillOffice } from "./office.ts";
import { person } from "./people.ts";

useDatabase();
let conversations: Conversation[] = [];
beforeAll(async () => {
	conversations = await fillOffice();
});

const people = {
	ana: person("ana", "agent"),
	"an agent of two queues": person("luis", "agent", ["soporte", "quejas"]),
	marta: person("marta", "supervisor"),
	"a supervisor of units": { ...person("sol", "supervisor"), sight: ["soporte"] },
};
type Who = keyof typeof people;

/** Where a conversation stands in each list: what is less comes first, then the id decides. */
const places: Record<View, (conversation: Conversation) => number[]> = {
	queue: ({ queueRank, queuedSince }) => [queueRank, queuedSince?.getTime() ?? 0],
	mine: ({ changedAt }) => [-changedAt.getTime()],
	all: ({ changedAt }) => [-changedAt.getTime()],
	callbacks: ({ callback }) => [callback?.waitingSince?.getTime() ?? 0],
	past: ({ changedAt }) => [-changedAt.getTime()],
};

function inOrder(who: Who, view: View): string[] {
	const compare = (one: Conversation, other: Conversation) => {
		const [a, b] = [places[view](one), places[view](other)];
		const differs = a.findIndex((value, index) => value !== b[index]);
		return differs < 0 ? (one._id < other._id ? -1 : 1) : (a[differs] ?? 0) - (b[differs] ?? 0);
	};
	const standing = conversations.filter((conversation) => viewsOf(people[who], conversation).includes(view));
	return standing.sort(compare).map(({ _id }) => _id);
}

async function pages(who: Who, view: View): Promise<string[][]> {
	const read: string[][] = [];
	let cursor: string | null | undefined;
	do {
		const page = await listConversations(people[who], view, cursor ?? undefined);
		read.push(page.rows.map(({ id }) => id));
		cursor = page.cursor;
	} while (cursor !== null);
	return read;
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => "passed",
		(error: unknown) => (error instanceof DomainError ? { kind: error.kind, ...error.details } : error),
	);
}

describe("A1: lists in pages", () => {
	it.each<[Who, View, number]>([
		["ana", "queue", 2],
		["an agent of two queues", "queue", 2],
		["marta", "queue", 2],
		["ana", "mine", 1],
		["marta", "all", 8],
		["ana", "callbacks", 1],
		["marta", "past", 10],
		["a supervisor of units", "queue", 1],
		["a supervisor of units", "all", 3],
		["a supervisor of units", "callbacks", 1],
		["a supervisor of units", "past", 5],
	])("%s, %s: in its order, without gaps or repeats", async (who, view, atLeast) => {
		const read = await pages(who, view);
		expect(read.length).toBeGreaterThanOrEqual(atLeast);
		expect(read.slice(0, -1).every((page) => page.length === pageSize)).toBe(true);
		expect(read.flat()).toEqual(inOrder(who, view));
	});

	it("B12: who is in danger stands first, then who was already being attended", async () => {
		const { rows } = await listConversations(people.marta, "queue", undefined);
		const ranks = rows.map(({ queueRank }) => queueRank);
		expect(ranks[0]).toBe(-1);
		expect(ranks).toContain(0);
		expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
	});

	it("an empty list ends at once", async () => {
		expect(await listConversations(person("nadie", "agent"), "mine", undefined)).toEqual({ rows: [], cursor: null });
	});

	it("P1: a list that is not one's own is refused", async () => {
		const lists = { agent: ["all", "past"], editor: views, admin: views, supervisor: [] } as const;
		for (const role of ["agent", "editor", "admin", "supervisor"] as const) {
			const refused: string[] = [];
			for (const view of views) {
				const answer = await refusal(listConversations(person("x", role), view, undefined));
				if (answer !== "passed") {
					expect(answer).toEqual({ kind: "forbidden", field: "view" });
					refused.push(view);
				}
			}
			expect(refused).toEqual(lists[role]);
		}
	});

	const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
	it.each([
		["no cursor at all", "x"],
		["nothing", ""],
		["not a list", cursor({ _id: 1 })],
		["an operator for the id", cursor([{ $gt: "" }, 0])],
		["a word for a time", cursor(["id", "x"])],
		["no number", cursor(["id", null])],
		["a time beyond all dates", cursor(["id", 1e300])],
		["one of another list", cursor(["id", 1, 0])],
		["half a one", cursor(["id"])],
	])("a cursor that is none names the field: %s", async (_what, given) => {
		for (const view of ["mine", "all", "callbacks", "past"] as const) {
			const answer = await refusal(listConversations(people.marta, view, given));
			expect(answer).toEqual({ kind: "invalid", field: "cursor" });
		}
	});
});
