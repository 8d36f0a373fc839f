import mongoose from "mongoose";
import { expect, it } from "vitest";
import { openInbox } from "../../../channels/inbox.ts";
import { channelInbox } from "../../../src/platform/store/migrations/0003-channel-inbox.ts";
import { useDatabase } from "../../support/database.ts";

useDatabase();

it("P5 C2: what Telegram left waiting is found in the inbox of all channels, and who saw the notice is known, once or twice", async () => {
	const { db } = mongoose.connection;
	if (!db) throw new Error("not connected");
	const at = new Date("2026-11-01T10:00:00Z");
	const update = (id: number) => ({ update_id: id, message: { text: "hola" } });
	const waiting = (id: number) => ({ _id: `main.${id}`, account: "main", place: id, update: update(id), at });
	await db.collection<{ _id: string }>("telegram-inbox").insertMany([waiting(8), waiting(7)]);
	await db.collection<{ _id: string; version: string }>("telegram-notices").insertOne({ _id: "c", version: "1" });

	await channelInbox.up(db);
	await channelInbox.up(db);
	const inbox = openInbox("telegram.main");
	expect(await inbox.left(at)).toEqual([
		{ id: "7", item: update(7) },
		{ id: "8", item: update(8) },
	]);
	expect(await db.collection("telegram-inbox").countDocuments()).toBe(0);
	expect(await db.collection("privacy-notices").find().toArray()).toEqual([{ _id: "c", version: "1" }]);

	// What comes now stands behind.
	await inbox.keep("9", update(9), new Date("2026-11-01T10:00:01Z"));
	await inbox.keep("9", update(9), new Date("2026-11-01T10:00:02Z"));
	expect((await inbox.left(new Date("2026-11-02"))).map(({ id }) => id)).toEqual(["7", "8", "9"]);
	expect(await openInbox("telegram.other").left(new Date("2026-11-02"))).toEqual([]);
});
