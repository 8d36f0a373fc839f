/** WhatsApp as a linked device of a telephone (WhatsApp Web, by Baileys): not official, reply-only (C1-C4, B7). */
import { setTimeout as delay } from "node:timers/promises";
import type { WAMessage } from "@whiskeysockets/baileys";
import type { Clock } from "../../../src/platform/clock.ts";
import type { Log } from "../../../src/platform/log.ts";
import type { Sealer } from "../../../src/platform/seal.ts";
import type { Link } from "../../accounts/index.ts";
import type { Channel, Intake } from "../../channel.ts";
import { type Hold, type HoldTiming, holdAccount, holdTiming, pause } from "../../hold-account.ts";
import { createNotice } from "../../notice.ts";
import { privacyVersion } from "../../privacy.ts";
import { identityOf } from "../address.ts";
import { bringAgain } from "./bring-again.ts";
import type { Elsewhere } from "./connect.ts";
import { keepConnected } from "./keep-connected.ts";
import { createLine } from "./line.ts";
import { senderOf } from "./normalise.ts";
import { createPeople } from "./people.ts";
import { createSender } from "./send.ts";
import { silenceLibsignal } from "./silence-libsignal.ts";
import { keepable, takeMessages } from "./take-in.ts";

export { type Normalised, normalise } from "./normalise.ts";

/** In ms unless it says otherwise. */
export interface WhatsAppTiming extends HoldTiming {
	/** First wait after a failure to take something in; it doubles. */
	retryMs: number;
	/** Longest wait for WhatsApp to take a message. */
	acceptMs: number;
	/** Longest wait for what was left behind to be caught up with. */
	catchUpMs: number;
	/** How long what could not be decrypted may take to come again. */
	giveUpMs: number;
	/** Share of the usual waits between connections. */
	haste: number;
}

const usualTiming: WhatsAppTiming = {
	...holdTiming,
	retryMs: 1_000,
	acceptMs: 20_000,
	catchUpMs: 10_000,
	giveUpMs: 60_000,
	haste: 1,
};

export interface WhatsAppWebParts {
	/** Name of the account among ours; conversations belong to it. */
	account: string;
	/** Number of the telephone, to pair by a code; null: by a QR. */
	phone: string | null;
	/** Seals what the pairing consists of. */
	sealer: Sealer;
	/** Name of this hub process: one of those that share the database is connected. */
	owner: string;
	clock: Clock;
	log: Log;
	/** How the connection stands, for whoever pairs. */
	link(link: Link): void;
	/** WhatsApp cannot be reached, or wants no more of this number; null: it works again. */
	health(code: string | null): void;
	/** Version of the privacy notice that goes out with the first message; null for none. */
	privacy?: string | null;
	elsewhere?: Elsewhere | undefined;
	timing?: Partial<WhatsAppTiming>;
}

/** Longest that what is on its way is given to get there, in ms. */
const partingMs = 2_000;
/** Most messages that are taken up before new ones come; a sweep does the rest. */
const caughtUp = 1_000;
/** Messages that are known to have been taken in, so that Baileys' own telling of them is passed over. */
const rememberedMost = 1_000;

/**
 * A number of WhatsApp's as a channel. One hub process is connected, takes in and sends; another takes over within 30 s
 * when it falls.
 */
export function createWhatsAppWeb(parts: WhatsAppWebParts): Channel {
	silenceLibsignal();
	const { account, clock, log, privacy = privacyVersion, elsewhere = { url: null, mediaRoot: null } } = parts;
	const timing = { ...usualTiming, ...parts.timing };
	const notice = createNotice(privacy);
	const line = createLine();
	let hold: Hold | null = null;

	const people = createPeople(account, async (lid) => {
		const socket = await line.socket();
		const jid = await socket?.signalRepository.lidMapping.getPNForLID(lid);
		return identityOf(jid)?.phone ?? null;
	});
	const sender = createSender({ account, people, notice, line, acceptMs: timing.acceptMs });

	/** The work of the process that holds the account. */
	async function work(intake: Intake, signal: AbortSignal): Promise<void> {
		const { retryMs, giveUpMs } = timing;
		const { mediaRoot } = elsewhere;
		const takeIn = takeMessages({
			intake,
			account,
			people,
			notice,
			mediaRoot,
			clock,
			log,
			retryMs,
			giveUpMs,
			signal,
			bringAgain: async (arrived, until) => bringAgain(await line.socket(), arrived, until),
		});
		const taken = new Set<string>();

		/** Tries until it works: Baileys would have the sender's telephone send again a few times, and then no more. */
		async function take(message: WAMessage): Promise<void> {
			const sender = senderOf(message);
			const name = `${sender?.jid} ${message.key.id}`;
			if (!sender || taken.has(name)) return;
			for (let failures = 0; ; failures += 1) {
				signal.throwIfAborted();
				try {
					await takeIn.take([keepable(message)]);
					break;
				} catch (error) {
					log.error({ err: error, account, failures }, "whatsapp message not taken in yet");
					await pause(retryMs * 2 ** Math.min(failures, 5), signal);
				}
			}
			if (taken.size >= rememberedMost) taken.clear();
			// One that could not be decrypted has nothing in it, and comes again.
			if (message.message) taken.add(name);
		}

		// What a fallen process stored but did not handle must not be overtaken.
		await takeIn.resume(clock.now());
		await Promise.race([intake.resume({ before: clock.now(), limit: caughtUp }), pause(timing.catchUpMs, signal)]);
		await keepConnected(
			{
				...parts,
				elsewhere,
				haste: timing.haste,
				take,
				wasTaken: takeIn.has,
				getMessage: sender.contentFor,
				acknowledged: sender.acknowledged,
				marked(externalId, state, refusal) {
					const mark = { channel: "whatsapp", account, externalId, state } as const;
					intake
						.mark({ ...mark, ...(refusal !== null && { error: refusal }) })
						.catch((error: unknown) => log.warn({ err: error, account }, "whatsapp mark not kept"));
				},
				stands(state) {
					line.set(state);
					if (state === null) sender.disconnected();
				},
			},
			signal,
		);
		await takeIn.settle();
	}

	return {
		transport: "whatsapp-web",
		async start(intake) {
			const lease = `whatsapp.${account}`;
			hold = holdAccount({ ...parts, lease, timing }, (signal) => work(intake, signal));
		},
		async stop() {
			// What is on its way gets there; the rest waits for the next process.
			await Promise.race([sender.settle(), delay(partingMs)]);
			await hold?.stop();
			hold = null;
		},
		sendsHere: () => hold?.isHeld() ?? false,
		send: sender.send,
	};
}
