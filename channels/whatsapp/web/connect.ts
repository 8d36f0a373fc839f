import {
	Browsers,
	decodeMessageNode,
	makeCacheableSignalKeyStore,
	makeWASocket,
	proto,
	unpadRandomMax16,
	type WAMessage,
	type WAMessageKey,
	type WASocket,
} from "@whiskeysockets/baileys";
import { z } from "zod";
import type { Log } from "../../../src/platform/log.ts";
import { identityOf } from "../address.ts";
import type { WhatsAppAuth } from "./auth-state.ts";
import { statusOf } from "./errors.ts";
import { quietLog } from "./quiet-log.ts";
import { signalFor } from "./signal.ts";

/** What came of a message of ours. */
export type MarkState = "delivered" | "read" | "failed";

/** Other ends than WhatsApp's own (null): a proxy's, or a test's. */
export interface Elsewhere {
	/** Address of the web socket. */
	url: string | null;
	/** Address that files are fetched from, without a slash at its end. */
	mediaRoot: string | null;
}

export interface ConnectParts {
	auth: WhatsAppAuth;
	/** Number of the telephone that pairs by a code; null: it scans a QR. */
	phone: string | null;
	elsewhere: Elsewhere;
	log: Log;
	/** What was sent under this id, for a telephone that could not decrypt it. */
	getMessage(key: WAMessageKey): Promise<proto.IMessage | undefined>;
	/** Takes a message in; resolves when it is stored for good. */
	take(message: WAMessage): Promise<void>;
	/** Whether it is; only where it came from is looked at. */
	wasTaken(message: WAMessage): Promise<boolean>;
	/** What is to be shown to whoever pairs; null: that is over. */
	pairing(shown: { qr: string } | { code: string } | null): void;
	opened(socket: WASocket): void;
	/** WhatsApp has taken a message of ours, or refused it with a code. */
	acknowledged(id: string, refusal: string | null): void;
	marked(id: string, state: MarkState, refusal: string | null): void;
}

export interface ConnectionEnd {
	/** As HTTP's: why it ended; 0 when it was ended here. */
	code: number;
	/** A QR or a code was shown. */
	offered: boolean;
	opened: boolean;
}

/** Longest wait for an answer of WhatsApp's, in ms. */
const answerMs = 20_000;
/** Longest that WhatsApp is given to agree that a connection ends, in ms. */
const partingMs = 2_000;

/**
 * One connection to WhatsApp as a linked device, from its beginning to its end. A message is acknowledged only when it
 * is stored (C2): Baileys sends the receipt once a message is decrypted, so it is taken in as part of that.
 *
 * @param signal ends it
 */
export async function connect(parts: ConnectParts, signal: AbortSignal): Promise<ConnectionEnd> {
	const { auth, phone, take } = parts;
	const logger = quietLog(parts.log);
	const { creds } = auth;
	/** Messages on their way to be decrypted, by their ciphertexts. */
	const stanzas = new WeakMap<Uint8Array, Stanza>();
	let offered = false;
	let opened = false;

	/** Takes in what was just decrypted. */
	async function takeDecrypted(ciphertext: Uint8Array, plain: Uint8Array): Promise<void> {
		const message = messageOf(ciphertext);
		if (message) await take({ ...message, message: proto.Message.decode(unpadRandomMax16(plain)) });
	}

	async function wasTaken(ciphertext: Uint8Array): Promise<boolean> {
		const message = messageOf(ciphertext);
		return !message || parts.wasTaken(message);
	}

	/** The message that a ciphertext came with, without its contents; null for one that is no citizen's. */
	function messageOf(ciphertext: Uint8Array): WAMessage | null {
		const stanza = stanzas.get(ciphertext);
		if (!stanza || !creds.me) return null;
		const { fullMessage } = decodeMessageNode(stanza, creds.me.id, creds.me.lid ?? "");
		return fullMessage.key.fromMe || stanza.attrs.category === "peer" ? null : fullMessage;
	}

	const socket = makeWASocket({
		auth: { creds, keys: makeCacheableSignalKeyStore(auth.keys, logger) },
		logger,
		// WhatsApp accepts codes only for browsers that it knows.
		browser: Browsers.ubuntu("Chrome"),
		defaultQueryTimeoutMs: answerMs,
		// The telephone goes on ringing for what comes.
		markOnlineOnConnect: false,
		emitOwnEvents: false,
		syncFullHistory: false,
		// Which numbers and LIDs belong together comes with the first part; the rest is nobody's business here.
		shouldSyncHistoryMessage: ({ syncType }) => syncType === proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
		shouldIgnoreJid: (jid) => identityOf(jid) === null,
		getMessage: parts.getMessage,
		makeSignalRepository: signalFor(takeDecrypted, wasTaken),
		...(parts.elsewhere.url !== null && { waWebSocketUrl: parts.elsewhere.url }),
	});

	socket.ws.on("CB:message", (given: unknown) => {
		const stanza = Stanza.safeParse(given);
		if (!stanza.success) return;
		for (const { content } of stanza.data.content) if (content) stanzas.set(content, stanza.data);
	});
	socket.ws.on("CB:ack,class:message", (given: unknown) => {
		const ack = Ack.safeParse(given);
		if (ack.success) parts.acknowledged(ack.data.attrs.id, ack.data.attrs.error ?? null);
	});
	socket.ev.on("creds.update", auth.save);
	// Also those of the time when nobody was connected, which come as "append", unlike what other clients make of that.
	socket.ev.on("messages.upsert", ({ messages }) => {
		for (const message of messages) void take(message).catch(() => {});
	});
	socket.ev.on("messages.update", (updates) => {
		for (const { key, update } of updates) {
			const state = update.status == null ? undefined : states[update.status];
			const [refusal] = z.array(z.string()).catch([]).parse(update.messageStubParameters);
			if (key.fromMe && key.id && state) parts.marked(key.id, state, refusal ?? null);
		}
	});

	async function offer(qr: string): Promise<void> {
		if (phone === null) return parts.pairing({ qr });
		// One code a connection; the QR changes meanwhile.
		if (!offered) parts.pairing({ code: await socket.requestPairingCode(phone) });
	}

	const closed = new Promise<number>((resolve) => {
		socket.ev.on("connection.update", ({ connection, qr, isNewLogin, lastDisconnect }) => {
			if (qr !== undefined) {
				offer(qr).catch(() => {});
				offered = true;
			}
			if (isNewLogin) parts.pairing(null);
			if (connection === "open") {
				opened = true;
				parts.opened(socket);
			}
			if (connection !== "close") return;
			resolve(statusOf(lastDisconnect?.error) ?? 0);
			// Baileys leaves those waiting who have asked something; some hold what the next connection needs.
			socket.ws.emit("error", new Error("The connection is closed"));
		});
		const end = () => {
			socket.end(undefined).catch(() => {});
			setTimeout(() => resolve(0), partingMs);
		};
		if (signal.aborted) end();
		else signal.addEventListener("abort", end, { once: true });
	});
	return { code: await closed, offered, opened };
}

const { DELIVERY_ACK, READ, PLAYED, ERROR } = proto.WebMessageInfo.Status;
const states: Readonly<Partial<Record<number, MarkState>>> = {
	[DELIVERY_ACK]: "delivered",
	[READ]: "read",
	[PLAYED]: "read",
	[ERROR]: "failed",
};

/** What is looked at of the nodes that WhatsApp's messages are made of. */
const Ack = z.object({ attrs: z.object({ id: z.string(), error: z.string().optional() }) });
const Stanza = z.object({
	tag: z.string(),
	attrs: z.record(z.string(), z.string()),
	content: z.array(z.object({ content: z.instanceof(Uint8Array).optional().catch(undefined) })),
});
type Stanza = { tag: string; attrs: Record<string, string> };
