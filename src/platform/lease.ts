import { model, Schema } from "mongoose";

interface Lease {
	_id: string;
	owner: string;
	until: Date;
}

const leaseSchema = new Schema<Lease>(
	{
		_id: { type: String, required: true },
		owner: { type: String, required: true },
		until: { type: Date, required: true },
	},
	{ collection: "leases", versionKey: false },
);

const Leases = model("Lease", leaseSchema);

/**
 * Takes, or keeps, what only one process may hold at a time, for `ms` milliseconds from `now`. A lease that ran out is
 * anybody's.
 *
 * @returns false while another owner holds it.
 */
export async function takeLease(name: string, owner: string, ms: number, now: Date): Promise<boolean> {
	const until = new Date(now.getTime() + ms);
	try {
		// Held by another, the filter matches nothing and the insert meets the existing id.
		await Leases.updateOne(
			{ _id: name, $or: [{ owner }, { until: { $lte: now } }] },
			{ $set: { owner, until } },
			{ upsert: true },
		);
		return true;
	} catch (error) {
		if (isDuplicate(error)) return false;
		throw error;
	}
}

/** Gives a lease back early; nothing happens when somebody else has it by now. */
export async function releaseLease(name: string, owner: string): Promise<void> {
	await Leases.deleteOne({ _id: name, owner });
}

function isDuplicate(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === 11_000;
}
