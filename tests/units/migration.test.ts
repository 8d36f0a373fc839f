import mongoose from "mongoose";
import { expect, it } from "vitest";
import { units } from "../../src/platform/store/migrations/0005-units.ts";
import { useDatabase } from "../support/database.ts";

useDatabase();

it("P5 T13: what was before there were units has none, and each conversation the queue that it was in last", async () => {
	const { db } = mongoose.connection;
	if (!db) throw new Error("No database");
	const old = db.collection<{ _id: string; queue?: string | null; interaction?: object | null; lastQueue?: string }>(
		"conversations",
	);
	const [waits, rests] = [{ queue: "general" }, { queue: null, interaction: null }];
	await old.insertMany([
		{ _id: "waits", ...waits },
		{ _id: "ended", queue: null, interaction: { queue: "soporte" } },
		{ _id: "later", queue: null, interaction: { queue: null } },
		{ _id: "bot", ...rests },
		{ _id: "known", ...rests, lastQueue: "general" },
	]);
	await db.collection("interactions").insertMany([
		{ conversation: "later", queue: "quejas", openedAt: new Date(2) },
		{ conversation: "later", queue: "general", openedAt: new Date(1) },
		{ conversation: "later", queue: null, openedAt: new Date(3) },
	]);
	await db.collection("queues").insertMany([{ name: "old" }, { name: "new", unit: "u1" }]);
	await db.collection("staff").insertOne({ email: "a@b.example" });

	await units.up(db);
	await units.up(db);

	const found = await old.find().sort({ _id: 1 }).toArray();
	expect(found.map(({ _id, lastQueue }) => [_id, lastQueue])).toEqual([
		["bot", null],
		["ended", "soporte"],
		["known", "general"],
		["later", "quejas"],
		["waits", "general"],
	]);
	expect(await db.collection("queues").find().toArray()).toMatchObject([{ unit: null }, { unit: "u1" }]);
	expect(await db.collection("staff").findOne()).toMatchObject({ units: [] });
});
