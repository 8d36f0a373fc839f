import { randomUUID } from "node:crypto";
import mongoose, { type mongo } from "mongoose";
import { isDuplicateKey } from "./store/duplicate-key.ts";

interface LeaseRecord {
	_id: string;
	owner: string;
	until: Date;
}
type Leases = Pick<mongo.Collection<LeaseRecord>, "findOneAndUpdate" | "updateOne" | "deleteOne">;

/** Whose time counts: the caller's, or the database's, where the clocks of the hubs may differ. */
type Now = Date | "$$NOW";

const collection = "leases";

/**
 * Takes, or keeps, what only one process may hold at a time, for `ms` milliseconds from `now`. A lease that ran out is
 * anybody's.
 *
 * @returns false while another owner holds it.
 */
export async function takeLease(name: string, owner: string, ms: number, now: Date): Promise<boolean> {
	return take(ownLeases(), { name, owner, ms, now });
}

/** Gives a lease back early; nothing happens when somebody else has it by now. */
export async function releaseLease(name: string, owner: string): Promise<void> {
	await ownLeases().deleteOne({ _id: name, owner });
}

/** The right to do something alone, as long as its owner gives a sign of life. */
export interface HeldLease {
	/** @throws Error when another has taken it since. */
	ensureHeld(): Promise<void>;
	release(): Promise<void>;
}

/**
 * Takes a lease in any store, by its own clock, and prolongs it until it is released.
 *
 * @returns undefined while another holds it.
 */
export async function holdLease(db: mongo.Db, name: string, ms: number): Promise<HeldLease | undefined> {
	const leases = db.collection<LeaseRecord>(collection);
	const owner = randomUUID();
	if (!(await take(leases, { name, owner, ms, now: "$$NOW" }))) return undefined;
	// Unlike taking it again, this fails also when another has had it meanwhile and is done.
	const prolong = async () => {
		const prolonged = await leases.updateOne({ _id: name, owner }, [{ $set: { until: after(ms, "$$NOW") } }]);
		return prolonged.matchedCount === 1;
	};
	// A failure to prolong shows in `ensureHeld`.
	const heart = setInterval(() => prolong().catch(() => {}), ms / 3);
	return {
		async ensureHeld() {
			if (!(await prolong())) throw new Error(`the lease "${name}" was lost to another process`);
		},
		async release() {
			clearInterval(heart);
			await leases.deleteOne({ _id: name, owner });
		},
	};
}

async function take(
	leases: Leases,
	{ name, owner, ms, now }: { name: string; owner: string; ms: number; now: Now },
): Promise<boolean> {
	// A lease that nobody has is missing, and what is missing is less than any date.
	const isOurs = { $or: [{ $lte: ["$until", now] }, { $eq: ["$owner", { $literal: owner }] }] };
	try {
		const lease = await leases.findOneAndUpdate(
			{ _id: name },
			[
				{
					$set: {
						owner: { $cond: [isOurs, { $literal: owner }, "$owner"] },
						until: { $cond: [isOurs, after(ms, now), "$until"] },
					},
				},
			],
			{ upsert: true, returnDocument: "after" },
		);
		return lease?.owner === owner;
	} catch (error) {
		// Another made the document in between.
		if (isDuplicateKey(error)) return false;
		throw error;
	}
}

function ownLeases(): Leases {
	return mongoose.connection.collection<LeaseRecord>(collection);
}

function after(ms: number, now: Now) {
	return { $dateAdd: { startDate: now, unit: "millisecond", amount: ms } };
}
