import { createHash } from "node:crypto";
import type { ChannelName } from "./model.ts";

/** Where a citizen writes from: an address on one of our accounts on a channel. */
export interface Address {
	channel: ChannelName;
	account: string;
	address: string;
}

/** The id of the one conversation with an address: 22 characters, the same on every hub process. */
export function conversationId({ channel, account, address }: Address): string {
	return createHash("sha256")
		.update(JSON.stringify([channel, account, address]))
		.digest("base64url")
		.slice(0, 22);
}

/** The id of an inbound message: a repeat of the channel's own message id is the same document (C2). */
export function inboundId(conversation: string, externalId: string): string {
	return `${conversation}.${externalId}`;
}

/** The channel's own message id back out of ours. */
export function externalIdOf(message: { _id: string; conversation: string }): string {
	return message._id.slice(message.conversation.length + 1);
}
