import { setTimeout as delay } from "node:timers/promises";
import { ChannelError } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { PollTiming } from "./poll.ts";

/** Updates that wait for so long in the inbox were left behind by a fallen process. */
const leftBehindMs = 3 * 60_000;

/**
 * Tells Telegram where to call, until it has taken it, then looks after what fallen processes left behind.
 *
 * @returns stops; the address stays with Telegram, which keeps what comes until a hub runs again.
 */
export function startWebhook(parts: {
	/** Tells Telegram. */
	open(): Promise<void>;
	/** Takes up what was stored before. */
	resume(before: Date): Promise<void>;
	account: string;
	clock: Clock;
	log: Log;
	timing: Pick<PollTiming, "retryMs" | "longestRetryMs" | "renewMs">;
}): () => Promise<void> {
	const { open, resume, account, clock, log, timing } = parts;
	const stopping = new AbortController();
	const { signal } = stopping;

	async function run(): Promise<void> {
		let opened = false;
		for (let failures = 0; !signal.aborted; ) {
			try {
				if (!opened) await open();
				opened = true;
				await resume(new Date(clock.now().getTime() - leftBehindMs));
				failures = 0;
			} catch (error) {
				if (signal.aborted) return;
				failures += 1;
				const about = error instanceof ChannelError ? { code: error.code } : { err: error };
				log.warn({ ...about, account, failures }, "telegram webhook not open yet, or not looked after");
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
