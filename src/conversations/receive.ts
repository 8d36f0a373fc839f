import type { Clock } from "../platform/clock.ts";
import { type Log, withLogContext } from "../platform/log.ts";
import type { GroupWriter } from "../platform/store/group-writer.ts";
import { type Address, conversationId, inboundId } from "./ids.ts";
import type { Change, Lanes } from "./lane.ts";
import { type Conversation, type Intake, type Language, type Message, Messages, type Part } from "./model.ts";
import { newConversation } from "./new-conversation.ts";
import type { Secrets } from "./secrets.ts";

/** A message as a channel hands it in, normalised (C1). */
export interface Inbound {
	from: Address;
	/** The channel's own id of the message: a repeat is recognised by it. */
	externalId: string;
	parts: Part[];
	/** For a conversation that begins with this message. */
	contact: { name: string | null; language: Language };
	intake?: Intake;
	/** It came by mail into a conversation of the web chat. */
	via?: Message["via"];
}

export interface Received {
	id: string;
	conversation: string;
	/** It had come before. */
	repeated: boolean;
}

export interface Receive {
	/**
	 * Stores an inbound message, then lets its conversation take its turn. Resolves when the message is stored for good:
	 * only then may the channel acknowledge it. A repeat is stored and handled once (C2).
	 */
	receive(inbound: Inbound): Promise<Received>;
	/** Takes up what was stored but not handled, oldest first: of one conversation, or whatever waits since `before`. */
	resume(which: { conversation: string } | { before: Date; limit: number }): Promise<number>;
}

export function createReceive(parts: {
	lanes: Lanes;
	writer: GroupWriter;
	clock: Clock;
	log: Log;
	secrets: Secrets;
	takeTurn(current: Conversation, message: Message): Promise<Change>;
}): Receive {
	const { lanes, writer, clock, log, secrets, takeTurn } = parts;

	async function store(message: Message): Promise<{ message: Message; repeated: boolean } | null> {
		const written = await writer.write({ into: "messages", insert: message });
		if (written === "inserted") return { message, repeated: false };
		const stored = await Messages.findById(message._id).lean();
		// Ours after a broken connection, or taken in by a process that fell: not handled yet, so go on with it. What has
		// the id of something that was said to the citizen is none of these.
		return stored?.direction === "in" && !stored.handled ? { message: stored, repeated: true } : null;
	}

	function enter(message: Message, stored: Promise<Message | null>): Promise<void> {
		const { begins, at } = message;
		return withLogContext({ conversation: message.conversation }, async () => {
			let kept = message;
			const after = stored.then((found) => {
				kept = found ?? message;
				return found !== null;
			});
			try {
				await lanes.run({
					conversation: message.conversation,
					cause: message._id,
					causedAt: message.at,
					after,
					...(begins && { seed: newConversation(begins.from, begins.contact, at) }),
					change: (current) => takeTurn(current, kept),
				});
			} catch (error) {
				// It stays unhandled; `resume` takes it up again.
				log.error({ err: error, message: message._id }, "turn failed");
			}
		});
	}

	return {
		async receive(inbound) {
			const conversation = conversationId(inbound.from);
			const now = clock.now();
			const message = secrets.hide({
				_id: inboundId(conversation, inbound.externalId),
				conversation,
				interaction: null,
				seq: null,
				after: null,
				author: { kind: "citizen" },
				direction: "in",
				parts: inbound.parts,
				at: now,
				handled: false,
				begins: { from: inbound.from, contact: inbound.contact },
				...(inbound.intake && { intake: inbound.intake }),
				...(inbound.via && { via: inbound.via }),
			});
			const storing = store(message);
			void enter(
				message,
				storing.then((stored) => stored?.message ?? null),
			);
			const stored = await storing;
			return { id: message._id, conversation, repeated: stored === null || stored.repeated };
		},

		async resume(which) {
			const waiting =
				"conversation" in which
					? Messages.find({ conversation: which.conversation, handled: false })
					: Messages.find({ handled: false, at: { $lte: which.before } }).limit(which.limit);
			const messages = await waiting.sort({ at: 1 }).lean();
			// Entered in order, so that each conversation's lane keeps it.
			await Promise.all(messages.map((message) => enter(message, Promise.resolve(message))));
			return messages.length;
		},
	};
}
