import { createHash } from "node:crypto";
import { Tallies } from "./model.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firstLockMs = 15 * 60_000;

/** May it be done now? If not, from when on. */
export type Allowed = { yes: true } | { yes: false; until: Date };

/**
 * Counts one use of what may be done so often an hour; in one step, so that many at once do not all get through. The
 * same cause counts once.
 *
 * @param who whatever is counted for; it is kept as a digest only.
 */
export async function countUse(who: string, mostAnHour: number, cause: string, now: Date): Promise<Allowed> {
	const lately = {
		$filter: { input: { $ifNull: ["$uses", []] }, cond: { $gt: ["$$this.at", new Date(now.getTime() - hourMs)] } },
	};
	const known = { $in: [cause, "$uses.cause"] };
	const locked = { $gt: [{ $ifNull: ["$lockedUntil", null] }, now] };
	const full = { $gte: [{ $size: "$uses" }, mostAnHour] };
	const tally = await Tallies.findOneAndUpdate(
		{ _id: digest(who) },
		[
			{
				$set: {
					uses: lately,
					failures: { $ifNull: ["$failures", []] },
					lockedUntil: { $ifNull: ["$lockedUntil", null] },
					until: { $max: [new Date(now.getTime() + dayMs), "$lockedUntil"] },
				},
			},
			{
				$set: {
					uses: {
						$cond: [{ $or: [known, locked, full] }, "$uses", { $concatArrays: ["$uses", [{ cause, at: now }]] }],
					},
				},
			},
		],
		{ upsert: true, returnDocument: "after", updatePipeline: true },
	).lean();
	if (!tally || tally.uses.some((use) => use.cause === cause)) return { yes: true };
	if (tally.lockedUntil && tally.lockedUntil > now) return { yes: false, until: tally.lockedUntil };
	const [oldest] = tally.uses;
	return { yes: false, until: new Date((oldest?.at ?? now).getTime() + hourMs) };
}

/**
 * Somebody used up their tries. From the failure `patience` on they are locked: for a quarter of an hour, then twice as
 * long each time, up to a day. A day without forgets it. The same cause counts once.
 *
 * @returns until when; null: not locked.
 */
export async function countFailure(who: string, patience: number, cause: string, now: Date): Promise<Date | null> {
	const before = { $cond: [{ $gt: ["$until", now] }, { $ifNull: ["$failures", []] }, []] };
	const beyond = { $subtract: [{ $size: "$failures" }, patience] };
	const lockMs = { $min: [{ $multiply: [firstLockMs, { $pow: [2, beyond] }] }, dayMs] };
	const locked = { $cond: [{ $gte: [beyond, 0] }, { $add: [now, lockMs] }, null] };
	const tally = await Tallies.findOneAndUpdate(
		{ _id: digest(who) },
		[
			{ $set: { uses: { $ifNull: ["$uses", []] }, known: { $in: [cause, before] } } },
			{ $set: { failures: { $setUnion: [before, [cause]] } } },
			{ $set: { lockedUntil: { $cond: ["$known", "$lockedUntil", locked] } } },
			{ $set: { until: { $add: [{ $ifNull: ["$lockedUntil", now] }, dayMs] } } },
			{ $unset: "known" },
		],
		{ upsert: true, returnDocument: "after", updatePipeline: true },
	).lean();
	return tally?.lockedUntil ?? null;
}

/** Who it is held against gave proof: the failures are forgotten. */
export async function forgiveFailures(who: string): Promise<void> {
	await Tallies.updateOne({ _id: digest(who) }, { $set: { failures: [], lockedUntil: null } });
}

export async function removeOldTallies(now: Date): Promise<number> {
	const { deletedCount } = await Tallies.deleteMany({ until: { $lt: now } });
	return deletedCount;
}

function digest(who: string): string {
	return createHash("sha256").update(who).digest("base64url");
}
