import type { Conversation, Message } from "../../src/conversations/index.ts";
import { capabilities } from "../capabilities.ts";
import { createPieces } from "../in-pieces.ts";
import type { Notice } from "../notice.ts";
import { type Shipment, shipmentsOf } from "../shipments.ts";
import type { TelegramApi } from "./api.ts";
import { keyboardOf } from "./keyboard.ts";
import { sendStoredFile } from "./send-file.ts";

/** All pieces of a message together; the hub takes it for cut off after a minute. */
const sendMs = 45_000;

/**
 * Sends messages to Telegram chats, as far as the channel can carry them. The first message that a citizen is sent
 * carries the privacy notice.
 */
export function createSender(api: Pick<TelegramApi, "send" | "sendFile">, notice: Notice) {
	const inPieces = createPieces();

	/**
	 * @returns the service's id of the last piece.
	 * @throws ChannelError
	 */
	return (conversation: Conversation, message: Message): Promise<{ externalId: string }> =>
		notice.goesWith(conversation, message.parts, async (parts) => {
			const shipments = shipmentsOf(parts, capabilities.telegram, conversation.contact.language);
			const signal = AbortSignal.timeout(sendMs);
			const externalId = await inPieces(message._id, shipments, async (shipment) =>
				String(await ship(shipment, conversation.address, message.seq ?? 0, signal)),
			);
			return { externalId };
		});

	function ship(shipment: Shipment, chat: string, seq: number, signal: AbortSignal): Promise<number> {
		if ("part" in shipment) return sendStoredFile({ chat, signal, ...shipment }, api);
		const { text, options } = shipment.piece;
		return api.send(chat, text, options.length > 0 ? keyboardOf(options, seq) : null, signal);
	}
}
