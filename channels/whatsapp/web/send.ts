import { generateWAMessageContent, type proto, type WAMessageKey } from "@whiskeysockets/baileys";
import {
	ChannelError,
	type Conversation,
	Conversations,
	type Message,
	Messages,
} from "../../../src/conversations/index.ts";
import { inLine } from "../../in-line.ts";
import type { Notice } from "../../notice.ts";
import { contentOf, type Shipment, shipmentsOf } from "./content.ts";
import { cutOff, notConnected, ofAck, toChannelError } from "./errors.ts";
import type { Line } from "./line.ts";
import { parsePieceId, pieceId } from "./message-id.ts";
import type { People } from "./people.ts";

export interface SendParts {
	account: string;
	people: Pick<People, "jidOf">;
	notice: Notice;
	line: Pick<Line, "socket">;
	/** Longest wait for WhatsApp to take a message, in ms. */
	acceptMs: number;
}

export interface Sender {
	/**
	 * @returns WhatsApp's id of the last piece.
	 * @throws ChannelError
	 */
	send(conversation: Conversation, message: Message): Promise<{ externalId: string }>;
	/** WhatsApp has taken a message, or refused it. */
	acknowledged(id: string, refusal: string | null): void;
	/** The connection is gone: what it was to acknowledge is not known to have been taken. */
	disconnected(): void;
	/** Resolves when nothing is on its way. */
	settle(): Promise<void>;
	/** What was sent under this id, made once more. */
	contentFor(key: WAMessageKey): Promise<proto.IMessage | undefined>;
}

/**
 * Sends messages to people who have written before (C2): a number that writes to strangers is restricted. Each goes
 * under an id that derives from ours and counts as sent when WhatsApp says so; cut off, it goes again under the same
 * id. The first message that a citizen is sent carries the privacy notice.
 */
export function createSender({ account, people, notice, line, acceptMs }: SendParts): Sender {
	const awaited = new Map<string, { resolve(): void; reject(error: ChannelError): void }>();
	/** One message at a time: WhatsApp takes no rush. */
	const inTurn = new Map<string, Promise<void>>();

	async function send(conversation: Conversation, message: Message): Promise<{ externalId: string }> {
		const jid = await people.jidOf(conversation.address);
		if (jid === null) throw new ChannelError("refused", "reply-only", "This person has never written to this number");
		const sendAll = async (parts: Message["parts"]) => {
			let externalId: string | null = null;
			for (const [place, shipment] of shipmentsOf(parts, conversation.contact.language).entries()) {
				externalId = pieceId(message._id, place);
				await ship(jid, shipment, externalId);
			}
			if (externalId === null) throw new ChannelError("refused", "empty", "There is nothing to show in the message");
			return { externalId };
		};
		return notice.goesWith(conversation, message.parts, (parts) => sendAll([...parts]), message._id);
	}

	async function ship(jid: string, shipment: Shipment, messageId: string): Promise<void> {
		await inLine(inTurn, account, async () => {
			const open = await line.socket();
			if (!open) throw notConnected();
			const content = await contentOf(shipment);
			const accepted = acceptance(messageId);
			try {
				// It resolves when the message is on its way, which it may never finish.
				await open.sendMessage(jid, content, { messageId });
				await accepted.within(acceptMs);
			} catch (error) {
				throw toChannelError(error);
			} finally {
				awaited.delete(messageId);
			}
		});
	}

	/** Looked out for from now on: it may come before the sending itself is over. */
	function acceptance(id: string): { within(ms: number): Promise<void> } {
		const taken = new Promise<void>((resolve, reject) => awaited.set(id, { resolve, reject }));
		// When the sending itself failed, nobody waits for it any more.
		taken.catch(() => {});
		return {
			within(ms) {
				const timer = setTimeout(() => awaited.get(id)?.reject(cutOff("timeout")), ms);
				return taken.finally(() => clearTimeout(timer));
			},
		};
	}

	return {
		send,
		acknowledged(id, refusal) {
			if (refusal === null) awaited.get(id)?.resolve();
			else awaited.get(id)?.reject(ofAck(refusal));
		},
		disconnected() {
			for (const { reject } of awaited.values()) reject(cutOff("closed"));
		},
		async settle() {
			while (inTurn.size > 0) await Promise.all(inTurn.values());
		},
		async contentFor({ id }) {
			const open = await line.socket();
			const piece = parsePieceId(id ?? "");
			if (!open || !piece) return undefined;
			const sent = await Messages.findOne({ "delivery.externalId": { $regex: `^${piece.stem}` } }).lean();
			const conversation = sent && (await Conversations.findById(sent.conversation).lean());
			if (!conversation || conversation.account !== account) return undefined;
			const parts = await notice.wentWith(conversation, sent);
			const shipment = shipmentsOf(parts, conversation.contact.language)[piece.place];
			if (!shipment) return undefined;
			return generateWAMessageContent(await contentOf(shipment), { upload: open.waUploadToServer });
		},
	};
}
