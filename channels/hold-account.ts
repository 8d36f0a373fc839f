import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../src/platform/clock.ts";
import { releaseLease, takeLease } from "../src/platform/lease.ts";
import type { Log } from "../src/platform/log.ts";

/** In ms. */
export interface HoldTiming {
	/** A process that gives no sign of life for so long is taken over from. */
	leaseMs: number;
	/** How often the lease is renewed, or asked for. */
	renewMs: number;
}

/** A fallen process is taken over from within 25 s. */
export const holdTiming: HoldTiming = { leaseMs: 20_000, renewMs: 5_000 };

export interface Hold {
	/** This process has the account now. */
	isHeld(): boolean;
	/** Resolves when the work is over and the account given back. */
	stop(): Promise<void>;
}

/**
 * Does the work of an account that one hub process does for all, for as long as this one may: a lease says which does.
 *
 * @param work until the signal comes: the end, or another process has taken over. Ends it earlier, it is begun again.
 */
export function holdAccount(
	parts: { lease: string; owner: string; clock: Clock; log: Log; timing: HoldTiming },
	work: (signal: AbortSignal) => Promise<void>,
): Hold {
	const { lease, owner, clock, log, timing } = parts;
	const stopping = new AbortController();
	let held = false;

	async function take(): Promise<boolean> {
		held = await takeLease(lease, owner, timing.leaseMs, clock.now()).catch((error: unknown) => {
			log.warn({ err: error, lease }, "channel lease not renewed");
			return false;
		});
		return held;
	}

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			try {
				if (await take()) await workWhileHeld();
			} catch (error) {
				log.error({ err: error, lease }, "channel account's work failed");
			}
			// Not held, or the work came to its end before its time.
			await pause(timing.renewMs, stopping.signal);
		}
		held = false;
		await releaseLease(lease, owner).catch(() => {});
	}

	async function workWhileHeld(): Promise<void> {
		const lost = new AbortController();
		let renewing: Promise<void> = Promise.resolve();
		const renewal = setInterval(() => {
			renewing = take().then((isOurs) => {
				if (!isOurs) lost.abort();
			});
		}, timing.renewMs);
		try {
			const signal = AbortSignal.any([stopping.signal, lost.signal]);
			// Whatever waits in this work listens: each message that is tried again.
			setMaxListeners(0, signal);
			await work(signal);
		} finally {
			clearInterval(renewal);
			// One under way would take the account again after it was given back.
			await renewing;
		}
	}

	const running = run();
	return {
		isHeld: () => held,
		async stop() {
			stopping.abort();
			await running;
		},
	};
}

/** Waits, or goes on at once when the signal comes. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await delay(ms, undefined, { signal }).catch(() => {});
}
