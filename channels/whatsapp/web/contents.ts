import type { MediaType } from "@whiskeysockets/baileys";
import { cleanLine, cleanText } from "../../../src/platform/clean-text.ts";
import { mapLink } from "../../map-link.ts";
import type { Content, WireFile } from "./wire.ts";

export type Say = (key: string, values?: Record<string, string | number>) => string;

/** A file of a message, still at WhatsApp. */
export interface Media {
	/** What its sender calls it, else what it is: "Foto". */
	name: string;
	/** What it is, in words: "Documento «dui.pdf»". */
	what: string;
	/** Bytes, where WhatsApp says so. */
	size: number | null;
	/** Where it is and what opens it; null when that did not come. */
	from: { path: string; key: Uint8Array; sha256: Uint8Array | null; type: MediaType } | null;
	/** What was written to it. */
	caption: string;
}

/** The file of a message, if it has one. */
export function mediaOf(content: Content, say: Say): Media | null {
	const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage } = content;
	if (imageMessage) return media("photo", "image", imageMessage, say);
	if (videoMessage) return media(videoMessage.gifPlayback ? "animation" : "video", "video", videoMessage, say);
	if (ptvMessage) return media("video", "ptv", ptvMessage, say);
	if (audioMessage) return media(audioMessage.ptt ? "voice" : "audio", "audio", audioMessage, say);
	return documentMessage ? media("document", "document", documentMessage, say) : null;
}

function media(kind: string, type: MediaType, file: WireFile, say: Say): Media {
	const { directPath, mediaKey, fileSha256 } = file;
	const plain = say(`file.${kind}`);
	const name = cleanLine(file.fileName ?? "");
	return {
		name: name === "" ? plain : name,
		what: name === "" ? plain : say("file.named", { what: plain, name }),
		size: file.fileLength,
		from: directPath && mediaKey ? { path: directPath, key: mediaKey, sha256: fileSha256 ?? null, type } : null,
		caption: cleanText(file.caption ?? ""),
	};
}

/** What was written, or chosen in words; empty when nothing was. */
export function textOf(content: Content): string {
	const given =
		content.conversation ||
		content.extendedTextMessage?.text ||
		content.buttonsResponseMessage?.selectedDisplayText ||
		content.templateButtonReplyMessage?.selectedDisplayText ||
		content.listResponseMessage?.title ||
		content.interactiveResponseMessage?.body?.text;
	return cleanText(given ?? "");
}

/** In words, what is neither text nor file. */
export function nameOf(content: Content, say: Say): string {
	const place = content.locationMessage ?? content.liveLocationMessage;
	if (place) return nameOfPlace(place, say);
	const contacts = content.contactMessage ? [content.contactMessage] : content.contactsArrayMessage?.contacts;
	if (contacts && contacts.length > 0) return contacts.map((contact) => nameOfContact(contact, say)).join("\n");
	const poll = content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3;
	if (poll) {
		const options = (poll.options ?? []).map(({ optionName }) => `– ${optionName ?? ""}`);
		return [say("came.poll", { question: poll.name ?? "" }), ...options].join("\n");
	}
	if (content.stickerMessage) return say("came.sticker", { emoji: "" }).replace(/\s+\]$/, "]");
	if (content.eventMessage) return say("came.event", { name: content.eventMessage.name ?? "" });
	return say("came.other");
}

function nameOfPlace(place: NonNullable<Content["locationMessage"]>, say: Say): string {
	const { degreesLatitude: latitude, degreesLongitude: longitude, name, address } = place;
	const lines: string[] = [];
	if (name || address) lines.push(say("came.venue", { title: name ?? "", address: address ?? "" }));
	else if (latitude != null && longitude != null) lines.push(say("came.location", { latitude, longitude }));
	if (latitude != null && longitude != null) lines.push(mapLink({ latitude, longitude }));
	return lines.length > 0 ? lines.join("\n") : say("came.other");
}

function nameOfContact({ displayName, vcard }: { displayName?: string | null; vcard?: string | null }, say: Say) {
	const [, phone = ""] = /^(?:item\d+\.)?TEL[^:\n]{0,80}:(.{1,40})$/im.exec(vcard ?? "") ?? [];
	return say("came.contact", { name: displayName ?? "", phone: phone.trim() });
}
