import { beforeAll, describe, expect, it } from "vitest";
import { refuseTooMany } from "../../channels/webchat/refuse-too-many.ts";
import {
	type Conversation,
	type ConversationEngine,
	Conversations,
	interactionsOf,
	messagesAfter,
	messagesBefore,
	timeLineOf,
} from "../../src/conversations/index.ts";
import { takeBackFromTheGone } from "../../src/desk/agent-gone.ts";
import { assignWaiting } from "../../src/desk/assign-waiting.ts";
import { listBlocks } from "../../src/desk/blocks.ts";
import { countsFor, readBoard } from "../../src/desk/board.ts";
import { listConversations } from "../../src/desk/lists.ts";
import { Presences, Queues } from "../../src/desk/model.ts";
import { outlook, placesIn } from "../../src/desk/outlook.ts";
import { createPresence } from "../../src/desk/presence.ts";
import { pageSize, type View } from "../../src/desk/wire.ts";
import { audit } from "../../src/events/audit.ts";
import { seedDemo } from "../../src/seed/demo.ts";
import { courier, startEngine } from "../conversations/engine-support.ts";
import { useDatabase } from "../support/database.ts";
import { type Plan, plansOf, watchCommands } from "../support/queries.ts";
import { fillOffice } from "./office.ts";
import { person } from "./people.ts";

const database = useDatabase();
const now = new Date("2026-11-02T14:01:00Z");
let conversations: Conversation[] = [];
let engine: ConversationEngine;
beforeAll(async () => {
	await watchCommands(database.uri());
	await seedDemo(now);
	conversations = await fillOffice();
	({ engine } = startEngine({
		clock: { now: () => now },
		courier: courier(async () => ({ externalId: "x" })),
		// One of many, as when most are looked at elsewhere.
		audience: { said: () => {}, follows: (id) => id === conversations[0]?._id, delivered: () => {} },
	}));
});

/** Read as a whole by design: as many documents as the office has people and queues. */
const small = [Queues, Presences].map(({ collection }) => collection.name).concat("staff");

function unindexed(found: Plan[]): Plan[] {
	return found.filter(({ collection, stages }) => stages.includes("COLLSCAN") && !small.includes(collection));
}

/** No scan, nothing sorted in memory, and no more looked at than is shown. */
function expectPaged(found: Plan[], shown: number): void {
	expect(found.length).toBeGreaterThan(0);
	for (const plan of found) {
		expect(plan.stages).toContain("IXSCAN");
		expect(plan.stages).not.toContain("COLLSCAN");
		expect(plan.stages).not.toContain("SORT");
		expect(plan.docsExamined).toBeLessThanOrEqual(shown + 10);
		expect(plan.keysExamined).toBeLessThanOrEqual(2 * shown + 20);
	}
}

describe("A1: every page of a list is read from an index, in its order", () => {
	const ana = person("ana", "agent");
	const marta = person("marta", "supervisor");
	const limited = person("luis", "agent", ["soporte", "quejas"]);
	const ofUnits = { ...marta, sight: ["soporte", "quejas"] };
	it.each<[View, string, typeof ana]>([
		["queue", "of some units", ofUnits],
		["all", "of some units", ofUnits],
		["callbacks", "of some units", ofUnits],
		["past", "of some units", ofUnits],
		["queue", "of all queues", marta],
		["queue", "of all queues, for an agent", ana],
		["queue", "of some queues", limited],
		["mine", "of an agent", ana],
		["all", "of a supervisor", marta],
		["callbacks", "of an agent", ana],
		["past", "of a supervisor", marta],
	])("%s, %s", async (view, _whose, staff) => {
		let cursor: string | null | undefined;
		do {
			const page = await plansOf(async () => {
				({ cursor } = await listConversations(staff, view, cursor ?? undefined));
			});
			expectPaged(page, pageSize + 1);
		} while (cursor !== null);
	});
});

describe("design: what is asked again and again is answered by an index", () => {
	const presence = createPresence({ hub: "hub", clock: { now: () => now } });

	it("the board, places and outlook", async () => {
		const found = await plansOf(async () => {
			const board = await readBoard(presence);
			await countsFor({ ...person("marta", "supervisor"), sight: ["soporte"] }, board);
			await placesIn(presence, "general");
			await outlook(presence, { topic: null, language: "es", now });
		});
		expect(found.length).toBeGreaterThan(8);
		expect(unindexed(found)).toEqual([]);
		const sorted = found.filter(({ stages, collection }) => stages.includes("SORT") && !small.includes(collection));
		expect(sorted).toEqual([]);
	});

	it("auto-assignment and the search for agents who are gone", async () => {
		await presence.arrive(person("demo-agent-1", "agent"));
		const found = await plansOf(async () => {
			await assignWaiting(engine, presence);
			await takeBackFromTheGone(engine, now, 60_000);
		});
		expect(unindexed(found)).toEqual([]);
		const sorted = found.filter(({ stages, collection }) => stages.includes("SORT") && !small.includes(collection));
		expect(sorted).toEqual([]);
	});

	const repeated = ["tidy", "tail", "outbox", "unsaid", "unhandled", "lapse", "missed"].map(
		(name) => `conversations.${name}`,
	);
	it.each(repeated)("C2: %s", async (name) => {
		expect(engine.upkeep.map((upkeep) => upkeep.name)).toContain(name);
		const found = await plansOf(async () => {
			await engine.upkeep.find((upkeep) => upkeep.name === name)?.run(now);
			await engine.drain();
		});
		expect(unindexed(found)).toEqual([]);
		for (const { stages } of found) expect(stages).not.toContain("SORT");
	});

	it("C2: what waits to be sent of one conversation, and what could not be sent", async () => {
		expectPaged(await plansOf(() => engine.outbox.deadLetters(new Date(now.getTime() + 1), 10)), 10);
	});

	it("C2: in how many conversations an address was left lately", async () => {
		const found = await plansOf(() => refuseTooMany("ana@cliente.example", "none", now));
		expectPaged(found, 0);
	});

	it("C4: slices of a transcript, in both directions, with and without notes", async () => {
		const id = conversations[1]?._id ?? "";
		for (const notes of [true, false]) {
			expectPaged(await plansOf(() => messagesAfter(id, 50, { limit: 20, notes })), 24);
			expectPaged(await plansOf(() => messagesBefore(id, 150, { limit: 20, notes })), 24);
		}
	});

	it("C7: who is blocked, and how much of them was withheld", async () => {
		const found = await plansOf(() => listBlocks(person("marta", "supervisor"), now, new Date(now.getTime() + 1)));
		expect(found.map(({ collection }) => collection)).toEqual(["conversations", "messages"]);
		expectPaged(found, 50);
	});

	it("C4: the past episodes of a conversation", async () => {
		expectPaged(await plansOf(() => interactionsOf(conversations[1]?._id ?? "", 10)), 10);
	});

	it("C5: the past episodes of a citizen, on every channel", async () => {
		const of = conversations.slice(0, 4).map(({ _id }) => _id);
		await Conversations.updateMany({ _id: { $in: of } }, { $set: { identity: { citizen: "c1" } } });
		const [first] = await Conversations.find({ _id: of[0] }).lean();
		if (!first) throw new Error("Nobody is there");
		const found = await plansOf(() => timeLineOf(first, 10));
		expect(found.map(({ collection }) => collection)).toEqual(["conversations", "interactions"]);
		expectPaged(found.slice(0, 1), of.length);
		expect(found[1]?.stages).toContain("SORT_MERGE");
		expect(found[1]?.docsExamined).toBeLessThanOrEqual(20);
	});

	it("P1: the audit view, of everything and of one type", async () => {
		for (const type of [undefined, "conversation.closed"] as const) {
			let before: string | undefined;
			for (let page = 0; page < 3; page += 1) {
				const found = await plansOf(async () => {
					before = (await audit({ before, type })).before ?? undefined;
				});
				expectPaged(found, 51);
			}
		}
	});

	it("C2: an unhandled message of one conversation", async () => {
		const id = conversations[2]?._id ?? "";
		const found = await plansOf(() => engine.resume({ conversation: id }));
		await engine.drain();
		expect(found.length).toBeGreaterThan(0);
		expect(unindexed(found)).toEqual([]);
	});
});
