import type { SendMailOptions } from "nodemailer";
import {
	ChannelError,
	type Conversation,
	type FilePart,
	type Message,
	Messages,
} from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { capabilities } from "../capabilities.ts";
import type { Notice } from "../notice.ts";
import { openStored } from "../open-stored.ts";
import { blocksOf, compose } from "./compose.ts";
import type { Quote } from "./compose-letter.ts";
import { type KeptMail, lastMail } from "./kept-mail.ts";
import { messageIdFor } from "./message-id.ts";
import { domainOf, type MailSettings } from "./settings.ts";
import { smtpError } from "./smtp-errors.ts";
import type { Smtp } from "./smtp-transport.ts";

interface SendParts {
	smtp: Smtp;
	settings: Pick<MailSettings, "address" | "name" | "signature">;
	/** Signs our Message-IDs. */
	key: string;
	/** Where a citizen of the web chat goes on; null when they left no address. */
	resumeAt(conversation: Conversation): string | null;
	notice: Notice;
}

/** All together; the hub takes a message for cut off after a minute. */
const sendMs = 50_000;
/** Of all files of one mail: most servers take no more. */
const filesBytes = capabilities.email.files.document;

/**
 * Sends messages as answers to the last mail of their conversation, each complete: plain and HTML, with its files, a
 * signature and what it answers; in a conversation of the web chat as what was missed there. Its Message-ID is the same at each try, and says where a reply belongs.
 */
export function createSender({ smtp, settings, key, resumeAt, notice }: SendParts) {
	/**
	 * @returns the mail's Message-ID.
	 * @throws ChannelError
	 */
	return async function send(conversation: Conversation, message: Message): Promise<{ externalId: string }> {
		if (message.parts.length === 0) {
			throw new ChannelError("refused", "empty", "There is nothing to show in the message");
		}
		// Who wrote in the web chat has accepted the notice there.
		if (conversation.channel === "webchat") return post(await missedLetter(conversation, message));
		return notice.goesWith(conversation, message.parts, async (parts) =>
			post(await letterOf(conversation, { ...message, parts: [...parts] })),
		);
	};

	async function post(letter: SendMailOptions & { messageId: string }): Promise<{ externalId: string }> {
		try {
			await smtp.sendMail({ ...letter, signal: AbortSignal.timeout(sendMs) });
		} catch (error) {
			throw smtpError(error);
		}
		return { externalId: letter.messageId };
	}

	/** The answers alone: whoever reads it may be somebody else, if the address was mistyped (P2). */
	async function missedLetter(conversation: Conversation, message: Message) {
		const { away, contact } = conversation;
		const link = resumeAt(conversation);
		if (!away || link === null) {
			throw new ChannelError("refused", "no-address", "The citizen took their address away");
		}
		const words = texts(contact.language, "channels");
		const text = (key: string, values = {}) => ({ type: "text", text: words.say(`away.${key}`, values) }) as const;
		const parts = [text("begins"), ...message.parts, text("goOn", { link }), text("why")];
		const letter = await letterOf(conversation, { ...message, parts });
		const answered = await lastMail(conversation._id);
		const thread = answered ? null : await lastSent(conversation._id, message._id);
		return {
			...letter,
			to: { name: "", address: away.address },
			...(!answered && { subject: words.say("away.title") }),
			...(thread !== null && { inReplyTo: thread, references: [thread] }),
		};
	}

	async function letterOf(conversation: Conversation, message: Message) {
		const { language } = conversation.contact;
		const words = texts(language, "channels");
		const { attached, rest } = filesIn(message.parts);
		const blocks = blocksOf(rest, language);
		const answered = await lastMail(conversation._id);
		const quote = conversation.channel === "email" ? await quoteFor(conversation, message, answered) : null;
		const byName = message.author.kind === "agent" ? message.author.name : undefined;
		const signature = [byName, settings.signature].filter(Boolean).join("\n");
		const references = answered?.references ?? [];
		return {
			...compose({ language, blocks, signature, quote }),
			from: { name: settings.name, address: settings.address },
			to: { name: conversation.contact.name ?? "", address: conversation.address },
			subject: replyTo(answered?.subject ?? "", words.say("mail.title")),
			messageId: messageIdFor({
				conversation: conversation._id,
				message: message._id,
				domain: domainOf(settings.address),
				key,
			}),
			...(answered?.messageId && { inReplyTo: answered.messageId }),
			...(references.length > 0 && { references }),
			attachments: await Promise.all(attached.map(attachment)),
			headers: {
				"Content-Language": language,
				"X-Auto-Response-Suppress": "All",
				// A person's answer may be answered by a machine; ours may not (RFC 3834).
				...(message.author.kind !== "agent" && { "Auto-Submitted": "auto-replied" }),
			},
		};
	}
}

/** The Message-ID of the last mail of ours in a conversation, before this message; null for none. */
async function lastSent(conversation: string, message: string): Promise<string | null> {
	const last = await Messages.findOne({
		conversation,
		_id: { $ne: message },
		"delivery.externalId": { $type: "string" },
	})
		.sort({ seq: -1 })
		.lean();
	return last?.delivery?.externalId ?? null;
}

/** As many files as a mail carries, from the first on; the others are named in words, where they stood. */
function filesIn(parts: Message["parts"]): { attached: FilePart[]; rest: Message["parts"] } {
	let room = filesBytes;
	const attached: FilePart[] = [];
	const rest: Message["parts"] = [];
	for (const part of parts) {
		if (part.type !== "file" || part.size > room) {
			rest.push(part);
			continue;
		}
		room -= part.size;
		attached.push(part);
	}
	return { attached, rest };
}

async function attachment({ file, name, mime }: FilePart) {
	return { filename: name, contentType: mime, content: await openStored(file) };
}

/** "Re:" once, whatever the citizen's program wrote before it. */
function replyTo(subject: string, otherwise: string): string {
	const bare = subject.replace(/^\s*((re|rv|fwd?|aw|res)\s*:\s*)+/i, "").trim();
	return `Re: ${bare === "" ? otherwise : bare}`;
}

/** What the citizen wrote last, before this message. */
async function quoteFor(
	{ _id, contact, address }: Conversation,
	{ seq }: Message,
	answered: KeptMail | null,
): Promise<Quote | null> {
	const before = seq === null ? {} : { seq: { $lt: seq } };
	const last = await Messages.findOne({ conversation: _id, direction: "in", ...before })
		.sort({ seq: -1 })
		.lean();
	const text = last?.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n") ?? "";
	if (!last || text === "") return null;
	const day = last.at.toLocaleDateString(contact.language, { day: "numeric", month: "long", year: "numeric" });
	return { by: `${contact.name ?? answered?.from.name ?? ""} <${address}>`.trim(), day, text };
}
