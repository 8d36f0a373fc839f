import type { Migration } from "./migration.ts";

/** Files that came before there was a scanner are to be scanned as well (P9). */
export const scans: Migration = {
	version: 4,
	name: "scans",
	up: async (db) => {
		const scan = { state: "unscanned", at: "$metadata.at", tries: { $literal: 0 }, dueAt: "$metadata.at" };
		await db
			.collection("attachments.files")
			.updateMany({ "metadata.scan": { $exists: false } }, [{ $set: { "metadata.scan": scan } }]);
	},
};
