import { ChannelError, type Conversation, type FilePart, type Message } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { capabilities } from "../capabilities.ts";
import type { Notice } from "../notice.ts";
import { type Piece, render } from "../render.ts";
import type { TelegramApi } from "./api.ts";
import { keyboardOf } from "./button.ts";
import { sendStoredFile } from "./send-file.ts";

/** All pieces of a message together; the hub takes it for cut off after a minute. */
const sendMs = 45_000;
/** Messages of several pieces that are under way. */
const progressKept = 1_000;
/** Longest text under a file. */
const captionLength = 1_024;

/** One message of Telegram's. */
type Shipment = { piece: Piece } | { part: FilePart; caption: string };

/**
 * Sends messages to Telegram chats, as far as the channel can carry them. When a message of several pieces fails in
 * the middle, its next try in this process goes on where it stopped (C2). The first message that a citizen is sent
 * carries the privacy notice.
 */
export function createSender(api: Pick<TelegramApi, "send" | "sendFile">, notice: Notice) {
	const sentPieces = new Map<string, number>();

	function remember(message: string, pieces: number): void {
		sentPieces.set(message, pieces);
		if (sentPieces.size <= progressKept) return;
		const [oldest] = sentPieces.keys();
		if (oldest !== undefined) sentPieces.delete(oldest);
	}

	/**
	 * @returns the service's id of the last piece.
	 * @throws ChannelError
	 */
	return async function send(conversation: Conversation, message: Message): Promise<{ externalId: string }> {
		const { language } = conversation.contact;
		const { version } = notice;
		const first = version !== null && !(await notice.wasShown(conversation._id));
		const parts: Message["parts"] = first
			? [...message.parts, { type: "text", text: texts(language, "channels").say("privacy", { version }) }]
			: message.parts;
		const shipments = shipmentsOf(parts, language);
		const signal = AbortSignal.timeout(sendMs);
		let last: number | null = null;
		try {
			for (const [place, shipment] of shipments.entries()) {
				if (place < (sentPieces.get(message._id) ?? 0)) continue;
				last = await ship(shipment, conversation.address, message.seq ?? 0, signal);
				if (place < shipments.length - 1) remember(message._id, place + 1);
			}
		} catch (error) {
			if (error instanceof ChannelError && !error.retry) sentPieces.delete(message._id);
			throw error;
		}
		sentPieces.delete(message._id);
		if (last === null) throw new ChannelError("refused", "empty", "There is nothing to show in the message");
		// It went out: that it may be shown once more is the lesser harm.
		if (first) await notice.shown(conversation._id).catch(() => {});
		return { externalId: String(last) };
	};

	function ship(shipment: Shipment, chat: string, seq: number, signal: AbortSignal): Promise<number> {
		if ("part" in shipment) return sendStoredFile({ chat, signal, ...shipment }, api);
		const { text, options } = shipment.piece;
		return api.send(chat, text, options.length > 0 ? keyboardOf(options, seq) : null, signal);
	}
}

/** A short text goes under its file; buttons come last, where they are in sight. Pure. */
function shipmentsOf(parts: Message["parts"], language: Conversation["contact"]["language"]): Shipment[] {
	const can = capabilities.telegram;
	const isSent = (part: Message["parts"][number]) => part.type === "file" && part.size <= can.files.document;
	const files = parts.flatMap((part) => (part.type === "file" && isSent(part) ? [part] : []));
	const pieces = render({ parts: parts.filter((part) => !isSent(part)) }, can, language);
	const [piece] = pieces;
	if (files.length === 1 && pieces.length === 1 && piece && fitsUnderFile(piece)) {
		return files.map((part) => ({ part, caption: piece.text }));
	}
	const shipped = files.map((part) => ({ part, caption: "" }));
	const texts = pieces.map((piece) => ({ piece }));
	const withButtons = texts.filter(({ piece }) => piece.options.length > 0);
	return [...texts.filter(({ piece }) => piece.options.length === 0), ...shipped, ...withButtons];
}

function fitsUnderFile({ text, options }: Piece): boolean {
	return options.length === 0 && text.length <= captionLength;
}
