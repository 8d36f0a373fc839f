import { assertMediaContent, type WASocket } from "@whiskeysockets/baileys";
import { pause } from "../../hold-account.ts";
import { AnyMessage, type Arrived } from "./wire.ts";

/** The telephone may be asleep, or off. */
const answerMs = 30_000;

/**
 * Asks the telephone to bring the file of a message to WhatsApp again, where it has lapsed (C3).
 *
 * @returns its new path; null when the telephone has it no more, does not answer, or cannot be asked now.
 */
export async function bringAgain(
	socket: WASocket | null,
	{ key, message: content }: Arrived,
	signal: AbortSignal,
): Promise<string | null> {
	const message = AnyMessage.safeParse(content);
	if (!socket || !message.success) return null;
	const asked = { key: { remoteJid: key.remoteJid, id: key.id, fromMe: false }, message: message.data };
	const brought = await Promise.race([
		// It writes the new path into the message.
		socket.updateMediaMessage(asked).then(
			() => true,
			() => false,
		),
		pause(answerMs, signal),
	]);
	return brought ? (assertMediaContent(message.data).directPath ?? null) : null;
}
