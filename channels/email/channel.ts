import { ChannelError, type Conversation } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Channel } from "../channel.ts";
import type { Hold } from "../hold-account.ts";
import { createNotice } from "../notice.ts";
import { privacyVersion } from "../privacy.ts";
import { type WatchTiming, watchMailbox, watchTiming } from "./imap-watch.ts";
import { parseInbound } from "./parse-inbound.ts";
import { createSender } from "./send.ts";
import type { MailSettings } from "./settings.ts";
import { openSmtp } from "./smtp-transport.ts";
import { createTakeIn } from "./take-in.ts";

export interface EmailParts {
	settings: MailSettings;
	/** Name of the account among ours; conversations belong to it. */
	account: string;
	/** Name of this hub process: one of those that share the database reads the mailbox. */
	owner: string;
	/** Secret of the hub, with which our Message-IDs are signed. */
	key: string;
	/** Address at which a citizen of the web chat goes on with their conversation; null when they left no address. */
	resumeAt(conversation: Conversation): string | null;
	clock: Clock;
	log: Log;
	/** Version of the privacy notice that goes out with the first mail; null for none. */
	privacy?: string | null;
	/** Told when the mailbox cannot be read, with a code, and (null) when it works again. */
	health?: (code: string | null) => void;
	timing?: Partial<WatchTiming>;
	/** Bytes; of larger mails only the header is read. */
	largestMail?: number;
}

/** A file of 20 MB, the largest that is taken, is 28 MB in a mail. */
const largestByDefault = 32 * 1024 * 1024;

/** Most messages that are taken up before reading begins; a sweep does the rest. */
const caughtUp = 1_000;

/**
 * A mailbox as a channel (C1–C4): one hub process at a time reads it, and another takes over within 30 s when it falls;
 * every hub process sends.
 *
 * @example createEmail({ settings: mailSettings(values), account: "main", owner: hub, key, resumeAt, clock, log })
 */
export function createEmail(parts: EmailParts): Channel {
	const { settings, account, owner, key, resumeAt, clock, log } = parts;
	const { privacy = privacyVersion, health = () => {} } = parts;
	const { largestMail = largestByDefault } = parts;
	const timing = { ...watchTiming, ...parts.timing };
	const notice = createNotice(privacy);
	const smtp = openSmtp(settings);
	const send = createSender({ smtp, settings, key, resumeAt, notice });
	const sending = new Set<Promise<unknown>>();
	let hold: Hold | null = null;
	const stopping = new AbortController();

	return {
		transport: "email",
		async start(intake) {
			const { signal } = stopping;
			const { retryMs } = timing;
			const take = createTakeIn({ intake, settings, account, key, notice, clock, log, retryMs, signal });
			const catchUp = () => {
				// The thread that reads mails takes a while to begin: it has begun when the first one comes.
				void parseInbound(Buffer.alloc(0));
				return intake.resume({ before: clock.now(), limit: caughtUp });
			};
			hold = watchMailbox({ settings, account, owner, clock, log, timing, largestMail, health, catchUp, take });
		},
		async stop() {
			stopping.abort();
			await hold?.stop();
			hold = null;
			await Promise.allSettled(sending);
			smtp.close();
		},
		async send(conversation, message) {
			if (stopping.signal.aborted) {
				throw new ChannelError("unreachable", "account-closed", "The account is being closed", { held: true });
			}
			const sent = send(conversation, message).finally(() => sending.delete(sent));
			sending.add(sent);
			return sent;
		},
	};
}
