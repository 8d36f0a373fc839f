import { setTimeout as delay } from "node:timers/promises";
import { ChannelError } from "../src/conversations/index.ts";
import type { Clock } from "../src/platform/clock.ts";
import type { Log } from "../src/platform/log.ts";

/** What waits for so long in the inbox was left behind by a fallen process. */
const leftBehindMs = 3 * 60_000;

/** In ms. */
export interface CalledTiming {
	/** First wait after a failure; it doubles up to `longestRetryMs`. */
	retryMs: number;
	longestRetryMs: number;
	/** How often what was left behind is looked for. */
	renewMs: number;
}

/**
 * Opens an account that its service calls, until the service has taken it, then looks after what fallen processes left
 * behind.
 *
 * @returns stops; resolves when nothing is under way.
 */
export function startCalled(parts: {
	/** Tells the service, or asks it whether the account is as it should be. */
	open(signal: AbortSignal): Promise<void>;
	/** Takes up what was stored before. */
	resume(before: Date): Promise<void>;
	/** Opening failed with this code, or (null) works again. */
	health(code: string | null): void;
	account: string;
	clock: Clock;
	log: Log;
	timing: CalledTiming;
}): () => Promise<void> {
	const { open, resume, health, account, clock, log, timing } = parts;
	const stopping = new AbortController();
	const { signal } = stopping;

	async function run(): Promise<void> {
		let opened = false;
		for (let failures = 0; !signal.aborted; ) {
			try {
				if (!opened) await open(signal);
				if (failures > 0) health(null);
				opened = true;
				await resume(new Date(clock.now().getTime() - leftBehindMs));
				failures = 0;
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				const code = error instanceof ChannelError ? error.code : "internal";
				health(code);
				log.warn({ ...(code === "internal" && { err: error }), code, account, failures }, "account not opened yet");
			}
			const retry = Math.min(timing.retryMs * 2 ** failures, timing.longestRetryMs);
			await delay(failures === 0 ? timing.renewMs : retry, undefined, { signal }).catch(() => {});
		}
	}

	const running = run();
	return async () => {
		stopping.abort();
		await running;
	};
}
