import type { Migration } from "./migration.ts";

interface OldConversation {
	_id: string;
	queue: string | null;
	interaction: { queue: string | null } | null;
}

const batch = 1_000;

/** Queues and staff can belong to units, and a conversation tells its last queue, by which it is seen (T13). */
export const units: Migration = {
	version: 5,
	name: "units",
	up: async (db) => {
		await db.collection("queues").updateMany({ unit: { $exists: false } }, { $set: { unit: null } });
		await db.collection("staff").updateMany({ units: { $exists: false } }, { $set: { units: [] } });
		const conversations = db.collection<OldConversation>("conversations");
		const interactions = db.collection<{ conversation: string; queue: string | null }>("interactions");
		while (true) {
			const old = await conversations
				.find({ lastQueue: { $exists: false } }, { projection: { queue: 1, "interaction.queue": 1 } })
				.limit(batch)
				.toArray();
			if (old.length === 0) return;
			const past = await interactions
				.aggregate<{ _id: string; queue: string }>([
					{ $match: { conversation: { $in: old.map(({ _id }) => _id) }, queue: { $type: "string" } } },
					{ $sort: { openedAt: 1 } },
					{ $group: { _id: "$conversation", queue: { $last: "$queue" } } },
				])
				.toArray();
			const before = new Map(past.map(({ _id, queue }) => [_id, queue]));
			await conversations.bulkWrite(
				old.map(({ _id, queue, interaction }) => ({
					updateOne: {
						filter: { _id },
						update: { $set: { lastQueue: queue ?? interaction?.queue ?? before.get(_id) ?? null } },
					},
				})),
			);
		}
	},
};
