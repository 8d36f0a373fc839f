import { createHash } from "node:crypto";
import { type Lockout, Lockouts } from "./model.ts";

const patience = 5;
const firstLockMs = 60_000;
const longestLockMs = 3_600_000;
const forgottenAfterMs = 86_400_000;

type Tally = Omit<Lockout, "_id">;

/**
 * How long the sign-in is locked after so many wrong passwords in a row, in milliseconds: not at all for the first four,
 * then a minute, doubling up to an hour. Pure.
 */
export function lockMs(failures: number): number {
	if (failures < patience) return 0;
	return Math.min(firstLockMs * 2 ** (failures - patience), longestLockMs);
}

/** The tally with one more attempt in it, or null while it is locked. A day without an attempt forgets all. Pure. */
export function withAttempt(tally: Tally | null, now: Date): Tally | null {
	if (tally?.lockedUntil && now < tally.lockedUntil) return null;
	const fresh = tally === null || now.getTime() - tally.lastAt.getTime() > forgottenAfterMs;
	const failures = fresh ? 1 : tally.failures + 1;
	const lock = lockMs(failures);
	return { failures, lastAt: now, lockedUntil: lock === 0 ? null : new Date(now.getTime() + lock) };
}

export interface Attempt {
	/** Milliseconds until an attempt is allowed; 0: this one is. */
	waitMs: number;
	/** If this attempt fails, the address is locked for so many milliseconds. */
	locksForMs: number;
}

/**
 * Counts an attempt before its password is looked at, so that many at the same time do not all get through; success
 * takes it back (`forgive`).
 */
export async function countAttempt(email: string, now: Date): Promise<Attempt> {
	const _id = lockoutKey(email);
	for (;;) {
		const held = await Lockouts.findById(_id).lean();
		const next = withAttempt(held, now);
		if (next === null) return { waitMs: (held?.lockedUntil?.getTime() ?? 0) - now.getTime(), locksForMs: 0 };
		if (await replaceTally(_id, held, next)) return { waitMs: 0, locksForMs: lockMs(next.failures) };
		// Another attempt on the same address came between: look again. Five at most get through before it locks.
	}
}

/** The right password was given: nothing is held against the address any more. */
export async function forgive(email: string): Promise<void> {
	await Lockouts.deleteOne({ _id: lockoutKey(email) });
}

/** Removes what is older than a day; for the sweep. */
export async function forgetOldFailures(now: Date): Promise<number> {
	const { deletedCount } = await Lockouts.deleteMany({ lastAt: { $lt: new Date(now.getTime() - forgottenAfterMs) } });
	return deletedCount;
}

/** A name for an address that may not be one of ours: for the record, which holds no addresses. */
export function lockoutKey(email: string): string {
	return createHash("sha256").update(email).digest("hex");
}

/** False when it is not (any more) as it was read. */
async function replaceTally(_id: string, held: Tally | null, next: Tally): Promise<boolean> {
	if (held) {
		const { failures, lastAt } = held;
		return (await Lockouts.updateOne({ _id, failures, lastAt }, { $set: next })).matchedCount === 1;
	}
	const { upsertedCount } = await Lockouts.updateOne({ _id }, { $setOnInsert: next }, { upsert: true });
	return upsertedCount === 1;
}
