import type { Capabilities } from "../capabilities.ts";

/** How long a sending waits for its turn in this process; one that would wait longer goes back to the outbox, in ms. */
export const longestWaitMs = 10_000;

export interface Pace {
	/**
	 * Takes the next place to send.
	 *
	 * @returns ms to wait for it; null: the line is too long, nothing was taken.
	 */
	take(now: number): number | null;
	/** When to come again, in ms, for one that found the line too long: each at its own time, so that few come in vain. */
	later(now: number): number;
	/** The service asked to send nothing for so long. */
	rest(now: number, ms: number): void;
}

/** Sends as fast as the service takes it, with a burst after a rest (a bucket of tokens, as one line of places). Pure. */
export function createPace({ perSecond, burst }: Capabilities["rate"]): Pace {
	const everyMs = 1_000 / perSecond;
	/** When the bucket is full again. */
	let full = 0;
	let restsUntil = 0;
	/** The time that was named last. */
	let named = 0;

	function ahead(now: number): number {
		return Math.max(0, full - now - (burst - 1) * everyMs, restsUntil - now);
	}

	return {
		later(now) {
			named = Math.max(named, now + ahead(now)) + everyMs;
			return named - now;
		},
		take(now) {
			const wait = ahead(now);
			if (wait > longestWaitMs) return null;
			full = Math.max(full, now) + everyMs;
			return wait;
		},
		rest(now, ms) {
			restsUntil = Math.max(restsUntil, now + ms);
		},
	};
}
