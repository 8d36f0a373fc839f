import { ChannelError } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { type HoldTiming, holdAccount, holdTiming, pause } from "../hold-account.ts";
import type { TelegramApi } from "./api.ts";
import type { Update } from "./update.ts";

/** How polling spends its time, in ms unless it says otherwise. */
export interface PollTiming extends HoldTiming {
	/** How long one request waits for something to come. */
	waitSeconds: number;
	/** First wait after a failure; it doubles up to `longestRetryMs`. */
	retryMs: number;
	longestRetryMs: number;
	/** Longest wait for what was left behind to be caught up with. */
	catchUpMs: number;
}

export const pollTiming: PollTiming = {
	...holdTiming,
	waitSeconds: 25,
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
	const { api, account, timing, log, catchUp, health, opened, take } = parts;

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

	return holdAccount({ ...parts, lease: `telegram.${account}` }, poll).stop;
}
