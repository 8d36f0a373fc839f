import type { Pace } from "./events.ts";

/** Ordinary use of a socket: forty events at once, then twenty a second. */
const ordinaryPace: Pace = { burst: 40, perSecond: 20 };

const abuse = { refusals: 1_000, windowMs: 10_000 };

/** May this event of a socket pass now? */
export interface SocketLimiter {
	take(event: string, own: Pace | undefined, now: Date): Verdict;
}

type Verdict =
	| { allowed: true }
	/** `abusive`: over a thousand refusals in ten seconds; the socket is to be closed. */
	| { allowed: false; retryAfterMs: number; abusive: boolean };

/**
 * A bucket per socket, and one per event that has a pace of its own. It holds two numbers a bucket and no timer, since
 * thousands of idle sockets each have one.
 */
export function createSocketLimiter(pace: Pace = ordinaryPace): SocketLimiter {
	const all = bucket(pace);
	const own = new Map<string, Bucket>();
	let refusals = 0;
	let windowStart = 0;

	function refused(retryAfterMs: number, at: number): Verdict {
		if (at - windowStart > abuse.windowMs) {
			windowStart = at;
			refusals = 0;
		}
		refusals += 1;
		return { allowed: false, retryAfterMs, abusive: refusals > abuse.refusals };
	}

	return {
		take(event, eventPace, now) {
			const at = now.getTime();
			const wait = all.take(at);
			if (wait > 0) return refused(wait, at);
			if (!eventPace) return { allowed: true };
			const ownBucket = own.get(event) ?? bucket(eventPace);
			own.set(event, ownBucket);
			const ownWait = ownBucket.take(at);
			return ownWait > 0 ? refused(ownWait, at) : { allowed: true };
		},
	};
}

interface Bucket {
	/** Takes one; 0 when there was one, else the milliseconds until there is. */
	take(at: number): number;
}

function bucket(pace: Pace): Bucket {
	let tokens = pace.burst;
	let filledAt: number | null = null;
	return {
		take(at) {
			// A clock that steps back fills nothing.
			const passed = Math.max(0, at - (filledAt ?? at));
			filledAt = Math.max(at, filledAt ?? at);
			tokens = Math.min(pace.burst, tokens + (passed * pace.perSecond) / 1_000);
			if (tokens < 1) return Math.ceil(((1 - tokens) * 1_000) / pace.perSecond);
			tokens -= 1;
			return 0;
		},
	};
}
