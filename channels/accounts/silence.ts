import type { AccountHealth } from "./model.ts";

/** Of a longer silence, so much is remembered with each message after it: habits change. */
const remembered = 0.995;
/** Silences shorter than this are nothing, however busy the account is; in ms. */
const nothingMs = 60 * 60_000;
/** So many times as long as any lately is unusual. */
const unusual = 2;

/** The longest silence of an account lately, in ms, now that a message came; null: it is the first. Pure. */
export function newGap(
	{ lastIn, longestGapMs }: Pick<AccountHealth, "lastIn" | "longestGapMs">,
	now: Date,
): number | null {
	if (lastIn === null) return null;
	return Math.max(now.getTime() - lastIn.getTime(), Math.round((longestGapMs ?? 0) * remembered));
}

/**
 * Whether nobody has written for unusually long: twice as long as ever lately, and over an hour. It may be a broken
 * account that gives no error. Pure.
 */
export function isSilent({ lastIn, longestGapMs }: Pick<AccountHealth, "lastIn" | "longestGapMs">, now: Date): boolean {
	if (lastIn === null || longestGapMs === null) return false;
	return now.getTime() - lastIn.getTime() > Math.max(nothingMs, unusual * longestGapMs);
}
