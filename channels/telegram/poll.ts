import { setTimeout as delay } from "node:timers/promises";
import { ChannelError } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { releaseLease, takeLease } from "../../src/platform/lease.ts";
import type { Log } from "../../src/platform/log.ts";
import type { TelegramApi } from "./api.ts";
import type { Update } from "./update.ts";

/** How polling spends its time, in ms unless it says otherwise. */
export interface PollTiming {
	/** How long one request waits for something to come. */
	waitSeconds: number;
	/** A process that gives no sign of life for so long is taken over from. */
	leaseMs: number;
	/** How often the lease is renewed, or asked for. */
	renewMs: number;
	/** First wait after a failure; it doubles up to `longestRetryMs`. */
	retryMs: number;
	longestRetryMs: number;
	/** Longest wait for what was left behind to be caught up with. */
	catchUpMs: number;
}

/** A fallen process is taken over from within 25 s. */
export const pollTiming: PollTiming = {
	waitSeconds: 25,
	leaseMs: 20_000,
	renewMs: 5_000,
	retryMs: 1_000,
	longestRetryMs: 30_000,
	catchUpMs: 10_000,
};

export interface PollParts {
	api: Pick<TelegramApi, "dropWebhook" | "getUpdates">;
	account: string;
	/** Name of this hub process. */
	owner: string;
	clock: Clock;
	log: Log;
	timing: PollTiming;
	/** Takes up what a fallen process stored but did not handle: newer messages must not overtake it. */
	catchUp(): Promise<unknown>;
	/** Asking failed with this code, or (null) works again. */
	health(code: string | null): void;
	/** Telegram has answered for the first time. */
	opened(): Promise<void>;
	/** Takes updates in, in order; resolves when they are stored for good. */
	take(updates: Update[]): Promise<void>;
}

/**
 * Fetches what comes for one account, in one hub process at a time. Telegram forgets what was fetched when the next
 * request names a higher offset; that offset grows only after `take` resolved, so nothing is lost in between (C2).
 *
 * @returns stops; resolves when what was fetched is stored.
 */
export function startPolling(parts: PollParts): () => Promise<void> {
	const { api, account, owner, clock, log, timing, catchUp, health, opened, take } = parts;
	const stopping = new AbortController();
	const lease = `telegram.${account}`;

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			if (await holdLease()) await pollWhileHeld();
			else await pause(timing.renewMs, stopping.signal);
		}
		await releaseLease(lease, owner).catch(() => {});
	}

	async function holdLease(): Promise<boolean> {
		return takeLease(lease, owner, timing.leaseMs, clock.now()).catch((error: unknown) => {
			log.warn({ err: error, account }, "telegram lease not renewed");
			return false;
		});
	}

	async function pollWhileHeld(): Promise<void> {
		const lost = new AbortController();
		const renewal = setInterval(async () => {
			if (!(await holdLease())) lost.abort();
		}, timing.renewMs);
		try {
			await poll(AbortSignal.any([stopping.signal, lost.signal]));
		} finally {
			clearInterval(renewal);
		}
	}

	async function poll(signal: AbortSignal): Promise<void> {
		let offset = 0;
		let failures = 0;
		let ready = false;
		while (!signal.aborted) {
			try {
				if (!ready) {
					await Promise.race([catchUp(), pause(timing.catchUpMs, signal)]);
					await api.dropWebhook(signal);
					void opened();
				}
				ready = true;
				const updates = await api.getUpdates(offset, timing.waitSeconds, signal);
				if (failures > 0) health(null);
				await take(updates);
				for (const { update_id } of updates) offset = Math.max(offset, update_id + 1);
				failures = 0;
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				report(error, failures);
				await pause(waitAfter(error, failures), signal);
			}
		}
	}

	function report(error: unknown, failures: number): void {
		if (!(error instanceof ChannelError)) {
			log.error({ err: error, account, failures }, "telegram updates not taken in");
			health("internal");
			return;
		}
		const { code } = error;
		health(code);
		log.warn({ code, account, failures }, error.message);
	}

	function waitAfter(error: unknown, failures: number): number {
		const asked = error instanceof ChannelError ? error.retryAfterMs : null;
		const backOff = Math.min(timing.retryMs * 2 ** (failures - 1), timing.longestRetryMs);
		return asked ?? backOff * (0.5 + Math.random() / 2);
	}

	const running = run();
	return async () => {
		stopping.abort();
		await running;
	};
}

/** Waits, or goes on at once when the signal comes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await delay(ms, undefined, { signal }).catch(() => {});
}
