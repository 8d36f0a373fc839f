import type { AnyMessageContent } from "@whiskeysockets/baileys";
import { ChannelError, type Conversation, type FilePart, type Part } from "../../../src/conversations/index.ts";
import { DomainError } from "../../../src/platform/errors.ts";
import { openFile } from "../../../src/platform/files/index.ts";
import { capabilities } from "../../capabilities.ts";
import { render } from "../../render.ts";

/** One message of WhatsApp's. */
export type Shipment = { text: string } | { part: FilePart; caption: string };

/** Longest text under a file. */
const captionLength = 1_024;
const can = capabilities["whatsapp-web"];

/** The messages of WhatsApp's that a message becomes: a short text goes under its file. Pure. */
export function shipmentsOf(parts: readonly Part[], language: Conversation["contact"]["language"]): Shipment[] {
	const isSent = (part: Part) => part.type === "file" && part.size <= can.files.document;
	const files = parts.flatMap((part) => (part.type === "file" && isSent(part) ? [part] : []));
	const texts = render({ parts: parts.filter((part) => !isSent(part)) }, can, language).map(({ text }) => ({ text }));
	const [text] = texts;
	const [file] = files;
	if (text && file && texts.length === 1 && files.length === 1) {
		if (text.text.length <= captionLength && kindOf(file) !== "audio") return [{ part: file, caption: text.text }];
	}
	return [...texts, ...files.map((part) => ({ part, caption: "" }))];
}

/**
 * What is given to Baileys for it.
 *
 * @throws ChannelError `no-file` when the file is not there any more.
 */
export async function contentOf(shipment: Shipment): Promise<AnyMessageContent> {
	// No preview: for it, the hub would fetch whatever address stands in the text.
	if ("text" in shipment) return { text: shipment.text, linkPreview: null };
	const { part, caption } = shipment;
	const { stream } = await openFile(part.file).catch((error: unknown) => {
		if (!(error instanceof DomainError)) throw error;
		throw new ChannelError("refused", "no-file", "The file is not there any more");
	});
	const words = caption === "" ? {} : { caption };
	const size = part.width && part.height ? { width: part.width, height: part.height } : {};
	switch (kindOf(part)) {
		case "image":
			return { image: { stream }, mimetype: part.mime, ...words, ...size };
		case "video":
			return { video: { stream }, mimetype: part.mime, ...words };
		case "audio": {
			// What is recorded on a telephone; of other audio, WhatsApp shows a player as well.
			const isVoice = part.mime === "audio/ogg";
			return { audio: { stream }, ptt: isVoice, mimetype: isVoice ? "audio/ogg; codecs=opus" : part.mime };
		}
		case "document":
			return { document: { stream }, mimetype: part.mime, fileName: part.name, ...words };
	}
}

type Kind = keyof typeof can.files;

const shownAs: Readonly<Record<string, Kind>> = {
	"image/jpeg": "image",
	"image/png": "image",
	"video/mp4": "video",
	"audio/ogg": "audio",
	"audio/mpeg": "audio",
	"audio/mp4": "audio",
};

/** As what WhatsApp shows a file best, within its limits. Pure. */
export function kindOf({ mime, size }: Pick<FilePart, "mime" | "size">): Kind {
	const kind = shownAs[mime] ?? "document";
	return size <= can.files[kind] ? kind : "document";
}
