import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { type ClientEvents, privacyVersion, type ServerEvents, type WireMessage } from "../../channels/webchat/wire.ts";

type Client = Socket<ServerEvents, ClientEvents>;

/** Longest that a call may go unanswered before the connection is given up, as the widget does. */
const patienceMs = 5_000;

/**
 * A citizen who will be answered, whatever falls: says one line after the other, each with an id of its own, again with
 * the same id on another hub process when the answer to the call does not come; shows each message once, by its place.
 */
export class Talker {
	/** What was shown, by place. */
	readonly shown = new Map<number, WireMessage>();
	/** A place was shown with another message than before. */
	contradictions = 0;
	readonly #urls: readonly string[];
	readonly #onSaid: () => void;
	#url: number;
	#token: string | undefined;
	#socket: Client | null = null;
	#changed: () => void = () => {};

	constructor(urls: readonly string[], first: number, onSaid: () => void = () => {}) {
		this.#urls = urls;
		this.#url = first % urls.length;
		this.#onSaid = onSaid;
	}

	/** What is waited for now, for the message of a test that fails; null for nothing. */
	waitsFor: string | null = null;

	/** Says it, and resolves when the bot (or, with `until`, what it asks for) has answered. */
	async say(text: string, until: (message: WireMessage) => boolean = fromBot): Promise<void> {
		const id = randomUUID();
		this.waitsFor = `${id} to be stored`;
		for (;;) {
			try {
				const socket = await this.#connected();
				const ack = await socket.timeout(patienceMs).emitWithAck("send", { id, text, privacy: privacyVersion });
				if (ack.ok) break;
			} catch {
				// No answer: the process may have fallen before or after it was stored.
			}
			this.#leave();
		}
		this.#onSaid();
		this.waitsFor = `${id} to be answered`;
		await this.#answered(id, until);
		this.waitsFor = null;
	}

	/** The places and messages as the server has them now, all of them. */
	async transcript(): Promise<WireMessage[]> {
		const messages: WireMessage[] = [];
		for (;;) {
			try {
				const socket = await this.#connected();
				const after = messages.at(-1)?.seq ?? 0;
				const ack = await socket.timeout(patienceMs).emitWithAck("sync", { after });
				if (!ack.ok) throw new Error(ack.error.message);
				messages.push(...ack.data.messages);
				if (!ack.data.more) return messages;
			} catch {
				this.#leave();
			}
		}
	}

	close(): void {
		this.#socket?.disconnect();
	}

	/** How it stands, in one line. */
	describe(): string {
		const line = this.#socket?.connected ? "connected to" : "not connected to";
		return `waits for ${this.waitsFor}, ${line} hub ${this.#url}, has all up to ${this.#whole()} of ${this.shown.size}`;
	}

	async #answered(id: string, until: (message: WireMessage) => boolean): Promise<void> {
		for (;;) {
			const own = [...this.shown.values()].find((message) => message.id === id);
			if (own && [...this.shown.values()].some((message) => message.seq > own.seq && until(message))) return;
			const moved = new Promise<void>((resolve) => {
				this.#changed = resolve;
			});
			const timer = setTimeout(this.#changed, patienceMs);
			await moved;
			clearTimeout(timer);
			// A connection that fell says nothing more; a new one catches up.
			if (!this.#socket?.connected) await this.#connected().catch(() => this.#leave());
		}
	}

	async #connected(): Promise<Client> {
		if (this.#socket?.connected) return this.#socket;
		this.#leave();
		const socket: Client = io(`${this.#urls[this.#url]}/webchat`, {
			transports: ["websocket"],
			forceNew: true,
			reconnection: false,
			timeout: patienceMs,
			auth: { language: "es", ...(this.#token && { token: this.#token }) },
		});
		this.#socket = socket;
		socket.on("message", (message) => {
			const missing = message.after > Math.max(0, ...this.shown.keys());
			this.#show(message);
			if (missing) void this.#catchUp(socket);
		});
		socket.on("disconnect", () => this.#changed());
		await new Promise<void>((resolve, reject) => {
			socket.once("connect", () => resolve());
			socket.once("connect_error", reject);
			// The process fell after the line stood and before it let the citizen in.
			socket.io.once("close", reject);
		});
		const ack = await socket.timeout(patienceMs).emitWithAck("begin", { after: this.#whole() });
		if (!ack.ok) throw new Error(ack.error.message);
		this.#token = ack.data.token;
		for (const message of ack.data.messages) this.#show(message);
		return socket;
	}

	/** Something before it has not come: asks for all after the last place without a gap, until it is answered. */
	async #catchUp(socket: Client): Promise<void> {
		while (socket.connected) {
			try {
				const ack = await socket.timeout(patienceMs).emitWithAck("sync", { after: this.#whole() });
				if (!ack.ok) continue;
				for (const message of ack.data.messages) this.#show(message);
				return;
			} catch {
				// No answer yet: the store may be down.
			}
		}
	}

	/** The last place up to which nothing is missing. */
	#whole(): number {
		let whole = 0;
		while (this.shown.has(whole + 1)) whole += 1;
		return whole;
	}

	#show(message: WireMessage): void {
		const before = this.shown.get(message.seq);
		if (before && before.id !== message.id) this.contradictions += 1;
		this.shown.set(message.seq, message);
		this.#changed();
	}

	/** The next try goes to another process. */
	#leave(): void {
		this.#socket?.disconnect();
		this.#socket = null;
		this.#url = (this.#url + 1) % this.#urls.length;
	}
}

function fromBot({ from }: WireMessage): boolean {
	return from.kind === "bot";
}
