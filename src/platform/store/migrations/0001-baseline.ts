import { randomUUID } from "node:crypto";
import type { Migration } from "./migration.ts";

/** Gives the store an identity, which backups carry, and the time since which it keeps records. */
export const baseline: Migration = {
	version: 1,
	name: "baseline",
	up: async (db) => {
		await db
			.collection<{ _id: string }>("store")
			.updateOne({ _id: "identity" }, { $setOnInsert: { id: randomUUID(), since: new Date() } }, { upsert: true });
	},
};
