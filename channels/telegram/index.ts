/** Telegram, by long polling or webhook: texts, files, buttons, commands (C1–C4, B7, B10). */
import { createHmac } from "node:crypto";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { callPath } from "../accounts/index.ts";
import type { Channel } from "../channel.ts";
import { createNotice } from "../notice.ts";
import { privacyVersion } from "../privacy.ts";
import { startCalled } from "../start-called.ts";
import { createTaking } from "../taking.ts";
import { createApi, type TelegramApi } from "./api.ts";
import { publishCommands } from "./commands.ts";
import { type PollTiming, pollTiming, startPolling } from "./poll.ts";
import { createSender } from "./send.ts";
import { takeUpdates } from "./take-in.ts";
import { webhookCalls } from "./webhook.ts";

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
	/** Where Telegram reaches the hub, without a slash at its end, and a key that the secret of the calls is made of. Without it, the hub polls. */
	webhook?: { publicUrl: string; key: string } | null;
	/** Version of the privacy notice that goes out with the first message; null for none. */
	privacy?: string | null;
	/** Told when the service cannot be asked, with a code, and (null) when it works again. */
	health?: (code: string | null) => void;
	timing?: Partial<PollTiming>;
}

/** Most messages that are taken up before polling begins; a sweep does the rest. */
const caughtUp = 1_000;

/**
 * A Telegram bot as a channel. Every hub process sends. By polling, one at a time fetches what citizens write, and
 * another takes over within 30 s when it falls; by webhook, Telegram calls any of them.
 *
 * @example createTelegram({ token, apiRoot: "https://api.telegram.org", account: "main", owner: hub, clock, log })
 */
export function createTelegram(parts: TelegramParts): Channel {
	const { token, apiRoot, account, owner, clock, log, webhook = null, privacy = privacyVersion } = parts;
	const { health = () => {} } = parts;
	const timing = { ...pollTiming, ...parts.timing };
	const api = createApi({ token, apiRoot });
	const notice = createNotice(privacy);
	const secret = webhook && secretOf(webhook.key, token, account);

	const taking = createTaking((intake, signal) => {
		const { retryMs } = timing;
		const { take, resume, settle } = takeUpdates({ intake, api, account, notice, clock, log, retryMs, signal });
		const opened = () => publish(api, log, signal);
		const close =
			webhook && secret
				? startCalled({
						open: async () => {
							await api.setWebhook(webhook.publicUrl + callPath("telegram", account), secret, signal);
							void opened();
						},
						resume,
						health,
						account,
						clock,
						log,
						timing,
					})
				: startPolling({
						api,
						account,
						owner,
						clock,
						log,
						timing,
						health,
						opened,
						async catchUp() {
							await resume(clock.now());
							await intake.resume({ before: clock.now(), limit: caughtUp });
						},
						take,
					});
		return { take, settle, close };
	});

	return {
		transport: "telegram",
		...(secret && { calls: webhookCalls({ secret, take: taking.take }) }),
		start: taking.start,
		stop: taking.stop,
		send: createSender(api, notice),
	};
}

/** The menu of commands; the chat works without it. */
async function publish(api: TelegramApi, log: Log, signal: AbortSignal): Promise<void> {
	await publishCommands(api, signal).catch((error: unknown) => log.debug({ err: error }, "telegram commands not set"));
}

/** The same on every hub process and after each start; 43 characters of those that Telegram allows. */
function secretOf(key: string, token: string, account: string): string {
	return createHmac("sha256", key).update(`telegram webhook ${account} ${token}`).digest("base64url");
}
