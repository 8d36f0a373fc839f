import type { Migration } from "./migration.ts";

/**
 * A channel may have several transports: an account names its own; until now each channel had one, of the same name.
 * Who was shown the privacy notice is known for every channel in one place.
 */
export const channels: Migration = {
	version: 2,
	name: "channels",
	up: async (db) => {
		await db
			.collection("channel-accounts")
			.updateMany({ transport: { $exists: false } }, [
				{ $set: { transport: "$channel", link: null, "health.longestGapMs": null } },
			]);
		const [before] = await db.listCollections({ name: "telegram-notices" }).toArray();
		if (before)
			await db
				.collection("telegram-notices")
				.aggregate([{ $merge: "privacy-notices" }])
				.toArray();
	},
};
