import type { QueryFilter } from "mongoose";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { audit } from "../../src/events/audit.ts";
import { type EventRecord, Events, type EventType, eventDocument } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";

useDatabase();
const start = Date.parse("2026-11-02T08:00:00Z");
const total = 130;

beforeAll(async () => {
	await Events.insertMany(
		Array.from({ length: total }, (_, index) =>
			eventDocument({
				id: `e${String(index).padStart(3, "0")}`,
				type: index % 10 === 0 ? "sign-in.failed" : "presence.changed",
				// Five of each millisecond, so that pages end in the middle of one.
				at: new Date(start + Math.floor(index / 5)),
				actor: { kind: "staff", id: "ana" },
			}),
		),
	);
});

async function all(type?: EventType): Promise<string[]> {
	const ids: string[] = [];
	let before: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof audit>> = await audit({ type, before: before ?? undefined });
		ids.push(...page.events.map(({ _id }) => _id));
		before = page.before;
	} while (before !== null);
	return ids;
}

describe("P1: the audit view", () => {
	it("shows every event once, newest first, in pages of fifty", async () => {
		const ids = await all();
		expect(ids).toHaveLength(total);
		expect(ids).toEqual([...new Set(ids)].sort().reverse());
		expect((await audit({})).events).toHaveLength(50);
	});

	it("shows one type alone", async () => {
		expect(await all("sign-in.failed")).toHaveLength(total / 10);
		expect(await all("staff.disabled")).toEqual([]);
	});

	it("what is added meanwhile moves no page", async () => {
		const first = await audit({});
		await Events.create(
			eventDocument({
				id: "later",
				type: "signed-out",
				at: new Date(start + 1e6),
				actor: { kind: "staff", id: "ana" },
			}),
		);
		const second = await audit({ before: first.before ?? undefined });
		const seen = new Set(first.events.map(({ _id }) => _id));
		expect(second.events.filter(({ _id }) => seen.has(_id))).toEqual([]);
		expect(second.events[0]?._id).toBe("e079");
	});

	it.each(["x", "", "e30", Buffer.from('["never","e1"]').toString("base64url")])(
		"refuses the cursor %j",
		async (before) => {
			await expect(audit({ before })).rejects.toMatchObject({ kind: "invalid", details: { field: "before" } });
		},
	);
});

describe("is answered from an index, without sorting", () => {
	const Plan = z.object({
		queryPlanner: z.object({ winningPlan: z.unknown() }),
		executionStats: z.object({ totalDocsExamined: z.number() }),
	});

	it.each<[string, QueryFilter<EventRecord>, Record<string, 1 | -1>]>([
		["the newest", {}, { at: -1, _id: -1 }],
		["those of a type", { type: "sign-in.failed" }, { at: -1, _id: -1 }],
		["a later page", { at: { $lte: new Date(start + 10) } }, { at: -1, _id: -1 }],
		["what happened in a conversation", { conversation: "c1" }, { at: 1 }],
	])("%s", async (_what, filter, order) => {
		const explained = await Events.find(filter).sort(order).limit(51).explain("executionStats");
		const plan = Plan.parse(explained);
		const stages = JSON.stringify(plan.queryPlanner.winningPlan);
		expect(stages).toContain("IXSCAN");
		expect(stages).not.toContain("COLLSCAN");
		expect(stages).not.toContain('"SORT"');
		expect(plan.executionStats.totalDocsExamined).toBeLessThanOrEqual(60);
	});
});
