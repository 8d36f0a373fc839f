import { beforeEach, describe, expect, it } from "vitest";
import { Events, eventDocument, record } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";

useDatabase();
const at = new Date("2026-11-02T08:00:00Z");
const claimed = {
	id: "m1.e1",
	type: "conversation.claimed",
	at,
	actor: { kind: "staff", id: "ana" },
	subject: { kind: "queue", id: "firma" },
	conversation: "c1",
	data: { waitedMs: 12_000 },
} as const;

beforeEach(async () => {
	await Events.collection.deleteMany({});
});

it("C4: an event is on record once, however often it is recorded", async () => {
	await Promise.all([record(claimed), record(claimed), record({ ...claimed, data: { waitedMs: 99 } })]);
	await record(claimed);
	const events = await Events.find().lean();
	expect(events).toHaveLength(1);
	expect(events[0]).toMatchObject({ _id: "m1.e1", type: "conversation.claimed", conversation: "c1" });
});

it("what is left out is null or empty", () => {
	expect(eventDocument({ id: "1", type: "signed-out", at, actor: { kind: "staff", id: "ana" } })).toEqual({
		_id: "1",
		type: "signed-out",
		at,
		actor: { kind: "staff", id: "ana" },
		subject: null,
		conversation: null,
		data: {},
	});
});

describe("P2: ids, numbers and codes only, never content", () => {
	it.each([
		["a sentence", "no puedo entrar"],
		["an address", "ana@oficina.example"],
		["markup", "<b>"],
		["a long code", "x".repeat(121)],
	])("refuses %s", (_what, value) => {
		expect(() => eventDocument({ ...claimed, data: { value } })).toThrow(TypeError);
	});

	it.each(["resolved-by-bot", "agent,editor", "telegram:12345", "2026-11", ""])("takes %j", (value) => {
		expect(eventDocument({ ...claimed, data: { value } }).data.value).toBe(value);
	});
});

describe("P1: what is on record can be neither changed nor removed", () => {
	const change = { $set: { type: "signed-out" } };
	it.each<[string, () => Promise<unknown>]>([
		["updateOne", async () => Events.updateOne({ _id: "m1.e1" }, change)],
		["updateMany", async () => Events.updateMany({}, change)],
		["an upsert", async () => Events.updateOne({ _id: "new" }, change, { upsert: true })],
		["replaceOne", async () => Events.replaceOne({ _id: "m1.e1" }, { type: "signed-out" })],
		["findOneAndUpdate", async () => Events.findOneAndUpdate({ _id: "m1.e1" }, change)],
		["findByIdAndUpdate", async () => Events.findByIdAndUpdate("m1.e1", change)],
		["findOneAndReplace", async () => Events.findOneAndReplace({ _id: "m1.e1" }, { type: "signed-out" })],
		["deleteOne", async () => Events.deleteOne({ _id: "m1.e1" })],
		["deleteMany", async () => Events.deleteMany({})],
		["findOneAndDelete", async () => Events.findOneAndDelete({ _id: "m1.e1" })],
		["findByIdAndDelete", async () => Events.findByIdAndDelete("m1.e1")],
		["bulkWrite", async () => Events.bulkWrite([{ deleteMany: { filter: {} } }])],
		["save", async () => (await Events.findById("m1.e1").orFail()).set("type", "signed-out").save()],
		["a document's deleteOne", async () => (await Events.findById("m1.e1").orFail()).deleteOne()],
		["a document's updateOne", async () => (await Events.findById("m1.e1").orFail()).updateOne(change)],
	])("%s is refused", async (_how, write) => {
		await record(claimed);
		await expect(write()).rejects.toThrow("append-only");
		const left = await Events.find().lean();
		expect(left).toMatchObject([{ _id: "m1.e1", type: "conversation.claimed" }]);
	});
});
