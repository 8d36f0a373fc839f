import type { ImapFlow } from "imapflow";
import { ChannelError } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { type Hold, type HoldTiming, holdAccount, holdTiming, pause } from "../hold-account.ts";
import { connectImap } from "./imap-connect.ts";
import { imapError } from "./imap-errors.ts";
import { type FetchedMail, takeNewMails } from "./imap-fetch.ts";
import type { MailSettings } from "./settings.ts";

/** In ms. */
export interface WatchTiming extends HoldTiming {
	/** How long the server may say nothing before it is asked; that also shows that the connection lives. */
	askMs: number;
	/** The same for a server that tells nothing by itself (no IDLE). */
	pollMs: number;
	/** First wait after a failure; it doubles up to `longestRetryMs`. */
	retryMs: number;
	longestRetryMs: number;
}

export const watchTiming: WatchTiming = {
	...holdTiming,
	askMs: 4 * 60_000,
	pollMs: 30_000,
	retryMs: 1_000,
	longestRetryMs: 60_000,
};

interface WatchParts {
	settings: MailSettings;
	account: string;
	/** Name of this hub process. */
	owner: string;
	clock: Clock;
	log: Log;
	timing: WatchTiming;
	/** Bytes; of larger mails only the header is read. */
	largestMail: number;
	/** Reading failed with this code, or (null) works again. */
	health(code: string | null): void;
	/** Takes up what a fallen process stored but did not handle, before newer mails come in. */
	catchUp(): Promise<unknown>;
	take(mails: FetchedMail[]): Promise<boolean[]>;
}

/**
 * Takes in what comes into a mailbox, in one hub process at a time, over one connection for each of its folders. A
 * fallen process is taken over from within 25 s, a broken connection is opened anew with growing waits.
 */
export function watchMailbox(parts: WatchParts): Hold {
	const { settings, account, owner, clock, log, timing, catchUp } = parts;
	return holdAccount({ lease: `email.${account}`, owner, clock, log, timing }, async (signal) => {
		await catchUp().catch((error: unknown) => log.warn({ err: error, account }, "mail not caught up with"));
		await Promise.all(settings.folders.map((folder) => watchFolder(folder, parts, signal)));
	});
}

async function watchFolder(folder: string, parts: WatchParts, signal: AbortSignal): Promise<void> {
	const { account, log, timing, health } = parts;
	let failures = 0;
	while (!signal.aborted) {
		try {
			await readOn(folder, parts, signal, () => {
				if (failures > 0) health(null);
				failures = 0;
			});
		} catch (error) {
			if (signal.aborted) return;
			failures += 1;
			const failure = error instanceof ChannelError ? error : null;
			health(failure?.code ?? "internal");
			log.warn({ ...(failure ? { code: failure.code } : { err: error }), account, folder, failures }, "mail not read");
			const wait = Math.min(timing.retryMs * 2 ** (failures - 1), timing.longestRetryMs);
			await pause(wait * (0.5 + Math.random() / 2), signal);
		}
	}
}

/** Reads what is there and what comes, until the connection breaks. */
async function readOn(folder: string, parts: WatchParts, signal: AbortSignal, works: () => void): Promise<void> {
	const { settings, account, clock, largestMail, take } = parts;
	const client = await connectImap(settings);
	const bell = hangBell(client, parts.timing);
	const close = () => client.close();
	signal.addEventListener("abort", close, { once: true });
	try {
		await opened(client, folder);
		while (!signal.aborted) {
			bell.quiet();
			await fromServer(
				() => takeNewMails({ client, account, folder, now: clock.now(), largestMail, take, signal }),
				client,
			);
			works();
			await bell.rung();
			if (!client.usable) throw new ChannelError("unreachable", "imap-closed", "The mailbox closed the connection");
		}
	} finally {
		signal.removeEventListener("abort", close);
		client.close();
	}
}

async function opened(client: ImapFlow, folder: string): Promise<void> {
	try {
		await client.mailboxOpen(folder);
	} catch (error) {
		throw imapError(error);
	}
}

/** What fails because the connection broke says so; what fails for another reason (the store) stays what it is. */
async function fromServer(work: () => Promise<void>, client: ImapFlow): Promise<void> {
	try {
		await work();
	} catch (error) {
		throw client.usable ? error : imapError(error);
	}
}

/**
 * Rings when something may have come: the server says so while we idle, which is only a hint, or nothing was said for
 * long. Where the server knows no IDLE, or does not take it now, it is asked at intervals.
 */
function hangBell(client: ImapFlow, { askMs, pollMs }: WatchTiming) {
	let isRung = false;
	let idles = client.capabilities.has("IDLE");
	let wake = () => {};
	const ring = () => {
		isRung = true;
		wake();
	};
	client.on("exists", ring);
	client.on("close", ring);

	return {
		quiet() {
			isRung = false;
		},
		async rung(): Promise<void> {
			if (isRung || !client.usable) return;
			let timer: NodeJS.Timeout | undefined;
			const wait = new Promise<void>((resolve) => {
				wake = resolve;
				timer = setTimeout(resolve, idles ? askMs : pollMs);
			});
			// It ends with the next question; a server that refuses it is asked at intervals from now on.
			if (idles)
				void client.idle().then(
					(taken) => (idles &&= taken !== false),
					() => {},
				);
			await wait;
			clearTimeout(timer);
		},
	};
}
