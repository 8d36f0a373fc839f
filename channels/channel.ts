import type { IncomingHttpHeaders } from "node:http";
import type { Conversation, ConversationEngine, Message, Template } from "../src/conversations/index.ts";
import type { Transport } from "./capabilities.ts";

/** What a channel hands in to: it acknowledges to its service only what was received for good (C2). */
export type Intake = Pick<ConversationEngine, "receive" | "resume" | "change" | "mark">;

/** What a channel's service calls the hub with. */
export interface Calls {
	/** Whether a call comes from the service, told in constant time by a secret in its headers, or by its signature over the bytes as they came. */
	isFrom(headers: IncomingHttpHeaders, raw: Buffer): boolean;
	/** Takes the JSON of a call; resolves when what came is stored for good, and fails for the service to call again. */
	take(body: unknown): Promise<void>;
	/** What the service wants to hear before it calls an address for the first time; null: it is not the service that asks. */
	hello?(query: Readonly<Record<string, string>>): string | null;
}

/** What staff does that a citizen may be shown. */
export type Courtesy = "read" | "typing";

/** A way on which citizens write and are answered (C1). */
export interface Channel {
	transport: Transport;
	/** Takes what its service calls us with, for a channel that is called. */
	calls?: Calls;
	/** Begins to take messages in. */
	start(intake: Intake): Promise<void>;
	/** Takes nothing in any more; resolves when what was taken in is stored. */
	stop(): Promise<void>;
	/** False while another hub process holds the connection that messages go out by; without it every process sends. */
	sendsHere?(): boolean;
	/**
	 * Hands a message to the service; only for channels that push.
	 *
	 * @returns the service's id of it (of its last piece, when it had to be split), by which later marks name it.
	 * @throws ChannelError
	 */
	send?(conversation: Conversation, message: Message): Promise<{ externalId: string }>;
	/**
	 * Shows the citizen that staff has read what they wrote, or is writing to them: a courtesy.
	 *
	 * @param message the service's id of their last message
	 * @throws ChannelError
	 */
	shows?(what: Courtesy, message: string): Promise<void>;
	/**
	 * The texts that the service approved, where it has such.
	 *
	 * @throws ChannelError
	 */
	templates?(): Promise<Template[]>;
}
