import { createHash } from "node:crypto";
import { conversationId, findConversation, type Inbound, inboundId } from "../../src/conversations/index.ts";
import { cleanText } from "../../src/platform/clean-text.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import type { Intake } from "../channel.ts";
import { inLine } from "../in-line.ts";
import type { Notice } from "../notice.ts";
import { apologise, remark } from "../remark.ts";
import type { FetchedMail } from "./imap-fetch.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { countMails, keepMail, lastMail } from "./kept-mail.ts";
import { parseInbound } from "./parse-inbound.ts";
import { isAddress, type MailSettings } from "./settings.ts";
import { takeBounce } from "./take-in-bounce.ts";
import { storeFiles } from "./take-in-files.ts";
import { awayChat, flagOtherAddress } from "./take-in-thread.ts";
import { plainSubject, startsAnew } from "./thread-anew.ts";

export interface TakeInParts {
	intake: Intake;
	settings: Pick<MailSettings, "address" | "perHour">;
	account: string;
	/** Signs our Message-IDs. */
	key: string;
	notice: Notice;
	clock: Clock;
	log: Log;
	/** First wait after a failure, in ms. */
	retryMs: number;
	/** The end. */
	signal: AbortSignal;
}

const hourMs = 3_600_000;
/** Characters; the rest is in the mail, which staff opens whole. */
const longestText = 30_000;
const longestName = 100;

/**
 * Hands mails in, each sender's in order, different senders at the same time. Resolves when all are stored for good;
 * fails when one could not be, and then all are to come again, where those that were stored are repeats (C2).
 *
 * @returns for each, whether it was taken. What is not for the hub (an automatic reply of somebody unknown, our own
 *   mail) stays unread in the mailbox, for a person.
 */
export function createTakeIn(parts: TakeInParts): (mails: FetchedMail[]) => Promise<boolean[]> {
	return async (mails) => {
		const lines = new Map<string, Promise<void>>();
		const taken: boolean[] = mails.map(() => false);
		const read = await Promise.all(mails.map(({ raw }) => parseInbound(raw)));
		await Promise.all(
			read.map((mail, place) =>
				inLine(lines, addressOf(mail), async () => {
					const fetched = mails[place];
					if (fetched) taken[place] = await takeOne(mail, fetched, parts);
				}),
			),
		);
		return taken;
	};
}

function addressOf({ from }: InboundMail): string {
	return from.address.toLowerCase();
}

async function takeOne(mail: InboundMail, fetched: FetchedMail, parts: TakeInParts): Promise<boolean> {
	const { settings, account, log } = parts;
	const address = addressOf(mail);
	if (mail.kind === "bounce") return takeBounce(mail, parts);
	if (!isAddress(address) || address === settings.address) {
		log.info({ account, why: isAddress(address) ? "our own" : "no sender" }, "mail left in the mailbox");
		return false;
	}
	const chat = await awayChat(mail, parts);
	const from: Inbound["from"] = chat ?? { channel: "email", account, address };
	if (mail.kind === "auto-reply") return noteAutoReply(mail, fetched, from, parts);
	await receive(mail, fetched, from, parts);
	return true;
}

async function receive(mail: InboundMail, { raw, headOnly }: FetchedMail, from: Inbound["from"], parts: TakeInParts) {
	const { intake, settings, notice, clock } = parts;
	const conversation = conversationId(from);
	const now = clock.now();
	const externalId = externalIdOf(mail, raw);
	const id = inboundId(conversation, externalId);
	const language = "es";
	const words = texts(language, "channels");
	const before = await lastMail(conversation, id);
	await keepMail({ id, conversation, mail, raw, at: now });

	const name = [...mail.from.name].slice(0, longestName).join("") || null;
	const begun: Inbound = { from, externalId, parts: [], contact: { name, language } };
	const files = headOnly ? { parts: [], apology: null } : await storeFiles(mail, begun, now, parts);
	const text = headOnly
		? words.say("mail.tooLarge", { subject: mail.subject })
		: textOf(mail, before?.subject ?? (from.channel === "webchat" ? mail.subject : null));
	const shown = text === "" && files.parts.length === 0 ? words.say("mail.empty") : text;
	const hourAgo = new Date(now.getTime() - hourMs);
	const lately = before !== null && before.at > hourAgo ? await countMails(conversation, hourAgo, id) : 0;
	const isFlood = lately >= settings.perHour;
	const last = before && { subject: before.subject, at: (await lastSaidAt(conversation)) ?? before.at };
	const anew = last !== null && startsAnew({ subject: mail.subject, at: now }, last);
	const inbound: Inbound = {
		...begun,
		...(from.channel === "webchat" && { via: "email" as const }),
		parts: [...(shown === "" ? [] : [{ type: "text" as const, text: shown }]), ...files.parts],
		intake: {
			...(name !== null && { name }),
			...(anew && from.channel === "email" && { anew }),
			...(isFlood && { unanswered: true }),
		},
	};
	const received = await intake.receive(from.channel === "email" ? await notice.accepting(inbound) : inbound);

	const apology = headOnly ? words.say("mail.tooLargeTold") : files.apology;
	if (apology !== null && !isFlood) await apologise(received, apology, intake);
	if (isFlood) {
		const hour = Math.floor(now.getTime() / hourMs);
		const flood = words.say("mail.flood", { count: settings.perHour });
		await remark(conversation, flood, `${conversation}.flood.${hour}`, intake);
	}
	await flagOtherAddress(mail, id, parts);
}

async function lastSaidAt(conversation: string): Promise<Date | undefined> {
	return (await findConversation(conversation))?.lastMessage?.at;
}

/** What a machine answered is seen by staff, and by nobody else: answering it would never end. */
async function noteAutoReply(
	mail: InboundMail,
	{ raw }: FetchedMail,
	from: Inbound["from"],
	{ intake, clock, log, account }: TakeInParts,
): Promise<boolean> {
	const conversation = conversationId(from);
	if (!(await findConversation(conversation))) {
		log.info({ account, why: "automatic, of nobody known" }, "mail left in the mailbox");
		return false;
	}
	const id = inboundId(conversation, externalIdOf(mail, raw));
	await keepMail({ id, conversation, mail, raw, at: clock.now() });
	const text = shortened([mail.subject, mail.visible].filter(Boolean).join("\n"));
	await remark(conversation, texts("es", "channels").say("mail.autoReply", { text }), id, intake);
	return true;
}

/** The same for the same mail, whichever folder it lies in and however often it comes. */
function externalIdOf({ messageId }: InboundMail, raw: Buffer): string {
	return createHash("sha256")
		.update(messageId ?? raw)
		.digest("base64url")
		.slice(0, 22);
}

/** What they wrote, with the subject before it where that is a new one. */
function textOf({ subject, visible }: InboundMail, before: string | null): string {
	const text = shortened(cleanText(visible));
	const isNew = subject !== "" && plainSubject(subject) !== plainSubject(before ?? "");
	if (!isNew) return text;
	return [texts("es", "channels").say("mail.subject", { subject }), text].filter(Boolean).join("\n\n");
}

function shortened(text: string): string {
	if (text.length <= longestText) return text;
	return `${text.slice(0, longestText)}\n\n${texts("es", "channels").say("mail.more")}`;
}
