import {
	type Conversation,
	Conversations,
	type DeliveryState,
	type Interaction,
	Interactions,
	type Message,
	Messages,
} from "./model.ts";

/** A message that has its place. */
export type PlacedMessage = Message & { seq: number; after: number };

export interface Slice {
	/** Oldest first. */
	messages: PlacedMessage[];
	/** There is more in the direction that was asked for. */
	more: boolean;
}

interface SliceOptions {
	limit: number;
	/** Staff sees notes, citizens do not. */
	notes: boolean;
}

/** What was said after a place: how a client catches up. */
export async function messagesAfter(conversation: string, seq: number, options: SliceOptions): Promise<Slice> {
	const found: Message[] = await Messages.find({ conversation, seq: { $gt: seq }, ...visible(options) })
		.sort({ seq: 1 })
		.limit(options.limit + 1)
		.lean();
	return { messages: found.slice(0, options.limit).filter(isPlaced), more: found.length > options.limit };
}

/** What was said before a place: a page back in the transcript. */
export async function messagesBefore(conversation: string, seq: number, options: SliceOptions): Promise<Slice> {
	const found: Message[] = await Messages.find({ conversation, seq: { $lt: seq, $gt: 0 }, ...visible(options) })
		.sort({ seq: -1 })
		.limit(options.limit + 1)
		.lean();
	return { messages: found.slice(0, options.limit).reverse().filter(isPlaced), more: found.length > options.limit };
}

/** The past episodes of a conversation, newest first. */
export async function interactionsOf(conversation: string, limit: number): Promise<Interaction[]> {
	return Interactions.find({ conversation }).sort({ openedAt: -1 }).limit(limit).lean();
}

/** Conversations of one citizen that are looked at: nobody has more channels. */
const mostChannels = 20;

/**
 * The past episodes of a conversation, newest first; once it is known who it is with, of all that they had on any
 * channel (C5).
 */
export async function timeLineOf(
	{ _id, identity }: Pick<Conversation, "_id" | "identity">,
	limit: number,
): Promise<Interaction[]> {
	if (!identity?.citizen) return interactionsOf(_id, limit);
	return episodesOf(identity.citizen, limit, [_id]);
}

/** The past episodes that somebody had on any channel where it was proven who they are, newest first (C5). */
export async function episodesOf(citizen: string, limit: number, also: string[] = []): Promise<Interaction[]> {
	const known = await Conversations.find({ "identity.citizen": { $eq: citizen, $type: "string" } }, { _id: 1 })
		.sort({ changedAt: -1 })
		.limit(mostChannels)
		.lean();
	const conversations = [...new Set([...also, ...known.map(({ _id }) => _id)])];
	return Interactions.find({ conversation: { $in: conversations } })
		.sort({ openedAt: -1 })
		.limit(limit)
		.lean();
}

export async function findConversation(id: string): Promise<Conversation | null> {
	return Conversations.findById(id).lean();
}

/**
 * How far a message got. Where the channel sends, its service tells; where citizens read from our own store, what their
 * client has shown tells.
 */
export function deliveryOf(message: Message, { citizenSeen }: Pick<Conversation, "citizenSeen">): DeliveryState | null {
	if (!message.delivery) return null;
	const { state } = message.delivery;
	if (state !== "sent" || message.delivery.externalId !== undefined || message.seq === null) return state;
	if (message.seq <= citizenSeen.read) return "read";
	return message.seq <= citizenSeen.delivered ? "delivered" : "sent";
}

function visible({ notes }: SliceOptions): Record<string, unknown> {
	return notes ? {} : { direction: { $in: ["in", "out"] } };
}

function isPlaced(message: Message): message is PlacedMessage {
	return message.seq !== null && message.after !== null;
}
