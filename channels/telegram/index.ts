/** Telegram by long polling: texts and buttons (C1, C2). */
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Channel } from "../channel.ts";
import { createApi } from "./api.ts";
import { type PollTiming, pollTiming, startPolling } from "./poll.ts";
import { createSender } from "./send.ts";
import { takeIn } from "./take-in.ts";

export type { PollTiming } from "./poll.ts";

export interface TelegramParts {
	/** The bot's token, from BotFather. It is written nowhere. */
	token: string;
	/** Address of the Bot API. */
	apiRoot: string;
	/** Name of the account among ours; conversations belong to it. */
	account: string;
	/** Name of this hub process: one of those that share the database polls. */
	owner: string;
	clock: Clock;
	log: Log;
	timing?: Partial<PollTiming>;
}

/** Most messages that are taken up before polling begins; a sweep does the rest. */
const caughtUp = 1_000;

/**
 * A Telegram bot as a channel. Every hub process sends; one at a time fetches what citizens write, and another takes
 * over within 30 s when it falls.
 *
 * @example createTelegram({ token, apiRoot: "https://api.telegram.org", account: "main", owner: hub, clock, log })
 */
export function createTelegram({ token, apiRoot, account, owner, clock, log, timing }: TelegramParts): Channel {
	const api = createApi({ token, apiRoot });
	let stopPolling: (() => Promise<void>) | null = null;

	return {
		name: "telegram",
		async start(intake) {
			const stopping = new AbortController();
			const stop = startPolling({
				api,
				account,
				owner,
				clock,
				log,
				timing: { ...pollTiming, ...timing },
				catchUp: () => intake.resume({ before: clock.now(), limit: caughtUp }),
				take: (updates) => takeIn(updates, { intake, api, account, log, signal: stopping.signal }),
			});
			stopPolling = async () => {
				await stop();
				stopping.abort();
			};
		},
		async stop() {
			await stopPolling?.();
			stopPolling = null;
		},
		send: createSender(api),
	};
}
