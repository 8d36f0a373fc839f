import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { z } from "zod";
import type { ClientEvents, SendInput, ServerEvents, WireMessage } from "../../channels/webchat/wire.ts";
import { maxTextLength, privacyVersion } from "../../channels/webchat/wire.ts";

type Send = z.input<typeof SendInput>;

/** A web chat client as the wire describes it, without a page: what a citizen's browser holds and does. */
export interface WebchatClient {
	/** Sends, again after each reconnection until it is acknowledged. */
	sends(message: Omit<Send, "id">): Promise<void>;
	/** As `sends`; a text that is too long goes in several messages. */
	writes(text: string): Promise<void>;
	/** The last message once more, with its id. */
	sendsAgain(): Promise<void>;
	/** What the client has, in order, each message once. */
	messages(): WireMessage[];
	token(): string;
	goOffline(): void;
	comeBack(): void;
	close(): void;
}

/** Connects a citizen; resolves when the server has begun with them. */
export async function webchatClient(url: string): Promise<WebchatClient> {
	let token: string | undefined;
	let lastSent: Send | null = null;
	const known = new Map<number, WireMessage>();
	const unacknowledged = new Map<string, () => void>();

	const socket: Socket<ServerEvents, ClientEvents> = io(`${url}/webchat`, {
		transports: ["websocket"],
		reconnectionDelay: 20,
		reconnectionDelayMax: 100,
		auth: (give) => give({ language: "es", ...(token && { token }) }),
	});
	const last = () => Math.max(0, ...known.keys());
	const keep = (messages: readonly WireMessage[]) => {
		for (const message of messages) known.set(message.seq, message);
	};

	async function begin(): Promise<void> {
		const begun = await socket.timeout(10_000).emitWithAck("begin", { after: last() });
		if (!begun.ok) throw new Error(`begin: ${begun.error.kind}`);
		token = begun.data.token;
		keep(begun.data.messages);
		if (begun.data.more) await sync();
		for (const send of unacknowledged.values()) send();
	}

	async function sync(): Promise<void> {
		for (let more = true; more; ) {
			const synced = await socket.timeout(10_000).emitWithAck("sync", { after: last() });
			if (!synced.ok) throw new Error(`sync: ${synced.error.kind}`);
			keep(synced.data.messages);
			more = synced.data.more;
		}
	}

	const begun = new Promise<void>((resolve) => {
		// A connection that breaks while it begins is begun again.
		socket.on("connect", () => void begin().then(resolve, () => {}));
	});
	socket.on("message", (message) => {
		if (message.after > last()) void sync().catch(() => {});
		else keep([message]);
	});
	await begun;

	function deliver(message: Send): Promise<void> {
		return new Promise((resolve, reject) => {
			const send = () => {
				if (!socket.connected) return;
				socket.emit("send", message, (answer) => {
					unacknowledged.delete(message.id);
					if (answer.ok) resolve();
					else reject(new Error(`${answer.error.kind}: ${answer.error.message}`));
				});
			};
			unacknowledged.set(message.id, send);
			send();
		});
	}

	async function sends(message: Omit<Send, "id">): Promise<void> {
		lastSent = { ...message, id: randomUUID(), privacy: privacyVersion };
		await deliver(lastSent);
	}

	return {
		sends,
		async writes(text) {
			for (let at = 0; at < text.length; at += maxTextLength) {
				await sends({ text: text.slice(at, at + maxTextLength) });
			}
		},
		async sendsAgain() {
			if (lastSent) await deliver(lastSent);
		},
		messages: () => [...known.values()].sort((one, other) => one.seq - other.seq),
		token: () => token ?? "",
		goOffline: () => void socket.disconnect(),
		comeBack: () => void socket.connect(),
		close: () => void socket.close(),
	};
}
