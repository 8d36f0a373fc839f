import type { Migration } from "./migration.ts";

/** An account names its transport, since a channel may have several; until now each had one, of the same name. */
export const accountTransport: Migration = {
	version: 2,
	name: "account-transport",
	up: async (db) => {
		await db
			.collection("channel-accounts")
			.updateMany({ transport: { $exists: false } }, [
				{ $set: { transport: "$channel", link: null, "health.longestGapMs": null } },
			]);
	},
};
