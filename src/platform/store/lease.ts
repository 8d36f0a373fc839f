import { randomUUID } from "node:crypto";
import { mongo } from "mongoose";

/** The right to do something alone, as long as its owner gives a sign of life. */
export interface Lease {
	/** @throws Error when another has taken it since. */
	ensureHeld(): Promise<void>;
	release(): Promise<void>;
}

interface LeaseRecord {
	_id: string;
	owner: string;
	until: Date;
}

const DUPLICATE_KEY = 11_000;

/**
 * Takes the lease `name` for `leaseMs` and prolongs it until it is released. The database's clock counts, so those of
 * the hubs may differ.
 *
 * @returns undefined while another holds it.
 */
export async function takeLease(db: mongo.Db, name: string, leaseMs: number): Promise<Lease | undefined> {
	const leases = db.collection<LeaseRecord>("leases");
	const owner = randomUUID();
	const until = { $dateAdd: { startDate: "$$NOW", unit: "millisecond", amount: leaseMs } };
	// A lease that nobody has is missing, and what is missing is less than any date.
	const isFree = { $lte: ["$until", "$$NOW"] };
	try {
		const lease = await leases.findOneAndUpdate(
			{ _id: name },
			[
				{
					$set: {
						owner: { $cond: [isFree, { $literal: owner }, "$owner"] },
						until: { $cond: [isFree, until, "$until"] },
					},
				},
			],
			{ upsert: true, returnDocument: "after" },
		);
		if (lease?.owner !== owner) return undefined;
	} catch (cause) {
		// Another made the document in between.
		if (cause instanceof mongo.MongoServerError && cause.code === DUPLICATE_KEY) return undefined;
		throw cause;
	}
	const prolong = async () => {
		const prolonged = await leases.updateOne({ _id: name, owner }, [{ $set: { until } }]);
		return prolonged.matchedCount === 1;
	};
	// A failure to prolong shows in `ensureHeld`.
	const heart = setInterval(() => prolong().catch(() => {}), leaseMs / 3);
	return {
		ensureHeld: async () => {
			if (!(await prolong())) throw new Error(`the lease "${name}" was lost to another process`);
		},
		release: async () => {
			clearInterval(heart);
			await leases.deleteOne({ _id: name, owner });
		},
	};
}
