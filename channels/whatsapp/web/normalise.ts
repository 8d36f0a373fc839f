import { createHash } from "node:crypto";
import { normalizeMessageContent, proto } from "@whiskeysockets/baileys";
import type { Inbound, Language } from "../../../src/conversations/index.ts";
import { cleanLine, cleanText } from "../../../src/platform/clean-text.ts";
import { texts } from "../../../src/texts/index.ts";
import { addressOf, type Identity, identityOf, jidOf } from "../address.ts";
import { type Media, mediaOf, nameOf, textOf } from "./contents.ts";
import { AnyMessage, Arrived, Content } from "./wire.ts";

/** WhatsApp does not tell in which language somebody has it. */
const language: Language = "es";
const words = texts(language, "channels");
const longestName = 100;
/** Flags and families are one sign of many characters. */
const longestEmoji = 20;
const { CALL_MISSED_VOICE, CALL_MISSED_VIDEO, CIPHERTEXT } = proto.WebMessageInfo.StubType;
const missedCalls: readonly number[] = [CALL_MISSED_VOICE, CALL_MISSED_VIDEO];
const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

/** What WhatsApp's programs tell each other, or what only has a meaning together with a message that comes by itself. */
const technical = new Set([
	"albumMessage",
	"deviceSentMessage",
	"encCommentMessage",
	"encEventResponseMessage",
	"encReactionMessage",
	"fastRatchetKeySenderKeyDistributionMessage",
	"keepInChatMessage",
	"messageHistoryBundle",
	"messageHistoryNotice",
	"pinInChatMessage",
	"placeholderMessage",
	"pollUpdateMessage",
	"secretEncryptedMessage",
	"senderKeyDistributionMessage",
	"stickerSyncRmrMessage",
]);

/** Who sent a message, and where an answer goes. */
export interface Sender {
	identity: Identity;
	jid: string;
}

/**
 * Who wrote to us; null for what no single person did: groups, broadcasts, statuses, newsletters, ourselves. To a group
 * nothing is said at all, not even that we serve in private: to its members that would be a message from a stranger,
 * which is what WhatsApp restricts numbers for. Pure.
 */
export function senderOf(message: unknown): Sender | null {
	const arrived = Arrived.safeParse(message);
	if (!arrived.success || arrived.data.key.fromMe) return null;
	const { remoteJid, remoteJidAlt } = arrived.data.key;
	const own = identityOf(remoteJid);
	const identity = own && identityOf(remoteJid, remoteJidAlt);
	return identity && { identity, jid: jidOf(addressOf(own)) };
}

/** `id` and `from` are those of the message itself. */
export type Normalised = { id: string; from: Inbound["from"] } & What;

type What =
	| { kind: "message"; inbound: Inbound }
	/** A file is still to be fetched; `inbound` has what was written to it, perhaps nothing. */
	| { kind: "media"; inbound: Inbound; media: Media }
	/** The citizen changed what they had written. */
	| { kind: "edit"; externalId: string; text: string }
	/** The citizen took back what they had written. */
	| { kind: "deletion"; externalId: string }
	/** The citizen answered a message with a sign. */
	| { kind: "reaction"; emoji: string }
	/** It cannot be decrypted; `inbound` says so, apart from the message, which may still come. */
	| { kind: "undecrypted"; inbound: Inbound }
	/** Nothing that a citizen said to us. */
	| { kind: "ignored"; why: "service" | "unreadable" };

/**
 * A WhatsApp message in terms of the one conversation model (C1). What the channel cannot carry is named in words, so
 * that nothing which a citizen sends is lost silently (C2). Pure: files are named, not fetched. Whatever it is given,
 * it does not throw.
 *
 * @param from the address that the sender has with us
 */
export function normalise(message: unknown, from: Inbound["from"]): Normalised {
	const parsed = Arrived.safeParse(message);
	if (!parsed.success) return { id: "", from, kind: "ignored", why: "unreadable" };
	const { key, pushName } = parsed.data;
	const id = externalIdOf(key.id);
	const name = [...cleanLine(pushName ?? "")].slice(0, longestName).join("");
	const inboundOf = (text: string): Inbound => ({
		from,
		externalId: id,
		parts: text === "" ? [] : [{ type: "text", text }],
		contact: { name: name === "" ? null : name, language },
	});
	return { id, from, ...whatOf(parsed.data, inboundOf) };
}

function whatOf({ key, messageStubType: stub, message }: Arrived, inboundOf: (text: string) => Inbound): What {
	const asMessage = (text: string): What => ({ kind: "message", inbound: inboundOf(text) });
	if (stub && missedCalls.includes(stub)) return asMessage(words.say("came.call"));
	if (stub === CIPHERTEXT) {
		const inbound = inboundOf(words.say("came.undecrypted"));
		return { kind: "undecrypted", inbound: { ...inbound, externalId: `${inbound.externalId}-undecrypted` } };
	}
	if (stub) return { kind: "ignored", why: "service" };
	if (key.isViewOnce && !message) return asMessage(words.say("came.viewOnce"));

	const unwrapped = unwrap(message);
	const parsed = Content.safeParse(unwrapped);
	if (!unwrapped || !parsed.success) return { kind: "ignored", why: "unreadable" };
	const content = parsed.data;
	const { protocolMessage, reactionMessage } = content;
	if (protocolMessage) return changeOf(protocolMessage);
	if (reactionMessage) {
		const emoji = [...cleanLine(reactionMessage.text ?? "")].slice(0, longestEmoji).join("");
		return emoji === "" ? { kind: "ignored", why: "service" } : { kind: "reaction", emoji };
	}
	const media = mediaOf(content, words.say);
	if (media) return { kind: "media", media, inbound: inboundOf(media.caption) };
	const text = textOf(content);
	if (text !== "") return asMessage(text);
	if (!isForUs(unwrapped)) return { kind: "ignored", why: "service" };
	return asMessage(cleanText(nameOf(content, words.say)) || words.say("came.other"));
}

function changeOf({ type, key, editedMessage }: NonNullable<Content["protocolMessage"]>): What {
	const externalId = key?.id ? externalIdOf(key.id) : null;
	if (externalId !== null && type === REVOKE) return { kind: "deletion", externalId };
	if (externalId !== null && type === MESSAGE_EDIT) {
		const content = Content.safeParse(unwrap(editedMessage));
		const text = content.success ? textOf(content.data) || (mediaOf(content.data, words.say)?.caption ?? "") : "";
		if (text !== "") return { kind: "edit", externalId, text };
	}
	return { kind: "ignored", why: "service" };
}

/** What is inside of the envelopes for messages that disappear, are seen once, and the like. */
function unwrap(given: unknown): proto.IMessage | undefined {
	const message = AnyMessage.safeParse(given);
	return message.success ? normalizeMessageContent(message.data) : undefined;
}

/** What is newer than this program shows as nothing at all, so that what is empty counts as said. */
function isForUs(content: proto.IMessage): boolean {
	const kinds = Object.entries(content).flatMap(([kind, value]) => (value == null ? [] : [kind]));
	const said = kinds.filter((kind) => kind !== "messageContextInfo");
	return said.length === 0 || said.some((kind) => !technical.has(kind));
}

/** WhatsApp's ids are of these characters; whatever somebody else's program makes up must not be the id of a document. */
function externalIdOf(id: string): string {
	return /^[\w-]{1,64}$/.test(id) ? id : createHash("sha256").update(id).digest("base64url");
}
