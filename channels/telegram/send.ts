import { ChannelError, type Conversation, type Message } from "../../src/conversations/index.ts";
import { capabilities } from "../capabilities.ts";
import { render } from "../render.ts";
import type { TelegramApi } from "./api.ts";
import { keyboardOf } from "./button.ts";

/** All pieces of a message together; the hub takes it for cut off after a minute. */
const sendMs = 45_000;
/** Messages of several pieces that are under way. */
const progressKept = 1_000;

/**
 * Sends messages to Telegram chats, as far as the channel can carry them. When a message of several pieces fails in
 * the middle, its next try in this process goes on where it stopped.
 */
export function createSender(api: Pick<TelegramApi, "send">) {
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
		const pieces = render(message, capabilities.telegram, conversation.contact.language);
		const signal = AbortSignal.timeout(sendMs);
		let last: number | null = null;
		try {
			for (const [place, { text, options }] of pieces.entries()) {
				if (place < (sentPieces.get(message._id) ?? 0)) continue;
				const keyboard = options.length > 0 ? keyboardOf(options, message.seq ?? 0) : null;
				last = await api.send(conversation.address, text, keyboard, signal);
				if (place < pieces.length - 1) remember(message._id, place + 1);
			}
		} catch (error) {
			if (error instanceof ChannelError && !error.retry) sentPieces.delete(message._id);
			throw error;
		}
		sentPieces.delete(message._id);
		if (last === null) throw new ChannelError("refused", "empty", "There is nothing to show in the message");
		return { externalId: String(last) };
	};
}
