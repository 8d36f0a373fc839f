import type { IncomingHttpHeaders } from "node:http";
import type { ChannelName, Conversation, ConversationEngine, Courier, Message } from "../src/conversations/index.ts";
import { capabilities } from "./capabilities.ts";

/** What a channel hands in to: it acknowledges to its service only what was received for good (C2). */
export type Intake = Pick<ConversationEngine, "receive" | "resume" | "change">;

/** What a channel's service calls the hub with. */
export interface Calls {
	/** Whether a call comes from the service, told by its headers in constant time. */
	isFrom(headers: IncomingHttpHeaders): boolean;
	/** Resolves when what came is stored for good; fails for the service to call again. */
	take(body: unknown): Promise<void>;
}

/** A way on which citizens write and are answered (C1). */
export interface Channel {
	name: ChannelName;
	/** Takes what its service calls us with, for a channel that is called. */
	calls?: Calls;
	/** Begins to take messages in. */
	start(intake: Intake): Promise<void>;
	/** Takes nothing in any more; resolves when what was taken in is stored. */
	stop(): Promise<void>;
	/**
	 * Hands a message to the service; only for channels that push.
	 *
	 * @returns the service's id of it (of its last piece, when it had to be split).
	 * @throws ChannelError
	 */
	send?(conversation: Conversation, message: Message): Promise<{ externalId: string }>;
}

/** The channels as one courier. */
export function courierOf(channels: readonly Channel[]): Courier {
	const byName = new Map(channels.map((channel) => [channel.name, channel]));
	return {
		pushes: (name) => capabilities[name].push,
		deliver(conversation, message) {
			const channel = byName.get(conversation.channel);
			if (!channel?.send) throw new Error(`Nothing sends on ${conversation.channel} here`);
			return channel.send(conversation, message);
		},
	};
}
