import type { ChannelName, Conversation, Message } from "./model.ts";
import type { Template } from "./templates.ts";

/** Brings messages to citizens; the channels implement it and `main.ts` joins them. */
export interface Courier {
	/** False: citizens of that channel read from our own store, nothing has to be sent. */
	pushes(channel: ChannelName): boolean;
	/** False: another process holds the way to this citizen; it finds by itself what is to be sent. */
	sendsHere(conversation: Conversation): boolean;
	/** What is said in one turn goes out as one message: its parts joined, under the id of the first. */
	gathers(conversation: Conversation): boolean;
	/** Its service tells what became of a message after it was sent. */
	marks(conversation: Conversation): boolean;
	/**
	 * Hands a message to the channel's service.
	 *
	 * @returns the service's own id of it, once the service has acknowledged it.
	 * @throws ChannelError
	 */
	deliver(conversation: Conversation, message: Message): Promise<{ externalId: string }>;
	/**
	 * The texts that its service approved; none where there are no such texts.
	 *
	 * @throws ChannelError
	 */
	templates(conversation: Conversation): Promise<Template[]>;
}

/**
 * Why a message was not taken. `refused`: the service said no, with its code. `unreachable`: no answer; it is always
 * tried again. The message holds no secret.
 */
export class ChannelError extends Error {
	override readonly name = "ChannelError";
	readonly kind: "refused" | "unreachable";
	/** A short code for staff and reports: "403", "ETIMEDOUT". */
	readonly code: string;
	readonly retry: boolean;
	/** The service asked to wait so long before the next try. */
	readonly retryAfterMs: number | null;
	/** It went out, and what became of it is not known: another try may be one too many. */
	readonly mayHaveArrived: boolean;
	/** It was not even tried (the account is paused), so this does not count as a try. */
	readonly held: boolean;

	constructor(
		kind: "refused" | "unreachable",
		code: string,
		message: string,
		options: { retry?: boolean; retryAfterMs?: number; held?: boolean; mayHaveArrived?: boolean } = {},
	) {
		super(message);
		this.kind = kind;
		this.code = code;
		this.retry = kind === "unreachable" || options.retry === true;
		this.retryAfterMs = options.retryAfterMs ?? null;
		this.held = options.held === true;
		this.mayHaveArrived = options.mayHaveArrived ?? (kind === "unreachable" && !this.held && !neverConnected.has(code));
	}
}

/** Codes of Node for a connection that never stood. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
