import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { globalAgent } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import {
	assertMediaContent,
	type BinaryNode,
	downloadContentFromMessage,
	encryptedStream,
	getBinaryNodeChild,
	getBinaryNodeChildren,
	jidNormalizedUser,
	type MediaType,
	normalizeMessageContent,
	type proto,
	S_WHATSAPP_NET,
} from "@whiskeysockets/baileys";
import { type WebSocket, WebSocketServer } from "ws";
import { silenceLibsignal } from "../../../channels/whatsapp/web/silence-libsignal.ts";
import { type Authority, bytesOf, NoiseServer, newAuthority } from "./noise.ts";
import { HubKeys, SignalEnd } from "./signal.ts";
import { Telephone } from "./telephone.ts";
import { trust } from "./trust.mjs";

/** The number that the hub serves, as the device that it is. */
const hub = { jid: "50370000000:1@s.whatsapp.net", lid: "70000000000000:1@lid" };

/** A message of the hub's as a telephone shows it; what comes again under the same id is shown once. */
interface Shown {
	id: string;
	text: string;
	file: { name: string; content: Buffer } | null;
	/** What it came as: "documentMessage". */
	kind: string;
}

/** How somebody is named on the wire: by number, by LID, or by one with the other said along. */
export type Naming = "phone" | "lid" | "phone and lid" | "lid and phone";

export interface WhatsAppCitizen {
	phone: string;
	lid: string;
	/** From now on they are named so. */
	named(naming: Naming): void;
	writes(text: string): Promise<void>;
	/** @returns the id of the message. */
	sends(content: proto.IMessage, id?: string): Promise<string>;
	/** Writes so that it cannot be decrypted; @returns has it go well when it is asked for again. */
	garbles(text: string): Promise<() => void>;
	attaches(type: MediaType, content: Buffer, about: object): Promise<proto.Message.IDocumentMessage>;
	/** Hands in the last message once more, as after a lost receipt: the same under the same id, encrypted anew. */
	repeats(): Promise<void>;
	/** Hands it in once more as it was encrypted, when the hub comes again. */
	comesAsItWas(): Promise<void>;
	shown(): Promise<Shown[]>;
	/** Tells what became of a message of the hub's. */
	tells(id: string, type: "delivered" | "read"): void;
	/** Asks for a message again that it could not decrypt. */
	asksAgain(id: string): void;
	/** Messages that the hub has said it has. */
	receipts: string[];
}

export interface WhatsAppPeer {
	elsewhere: { url: string; mediaRoot: string };
	/** What a hub in a process of its own needs in its environment to take it for WhatsApp. */
	environment: Record<string, string>;
	citizen(): WhatsAppCitizen;
	telephone: {
		scan(qr: string): void;
		enter(code: string): Promise<void>;
	};
	/** How often the hub has come, and how it stands now. */
	logins: number;
	registrations: number;
	/** Messages of the hub's that a telephone could not decrypt. */
	undecrypted: number;
	/** How often the telephone was asked for a file again. */
	askedForFiles: number;
	/** The service has this file no more; the telephone may. */
	lapses(path: string, isKept: boolean): void;
	isConnected(): boolean;
	/** Ends the connection with a code that goes by the stream, or just cuts it (null). */
	drop(code: number | null): void;
	/** Refuses logins with this code, until null. */
	refuseLogins(code: number | null): void;
	/** Refuses messages to this citizen with this code, until null; "silence": does not answer. */
	refuses(citizen: Pick<WhatsAppCitizen, "phone">, code: number | "silence" | null): void;
	/** Sends any node. */
	send(node: BinaryNode): void;
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

interface Person {
	phone: string;
	lid: string;
	naming: Naming;
	signal: SignalEnd;
	messages: Map<string, proto.IMessage>;
	/** As they were first encrypted: what is not acknowledged comes again as it was. */
	sealed: Map<string, BinaryNode>;
	/** Messages that nobody can decrypt. */
	garbled: Set<string>;
	received: Map<string, proto.Message>;
	receipts: string[];
	last: string;
}

/** WhatsApp Web as Baileys needs it: handshake, pairing, encryption, files, receipts; one linked device at a time. */
export async function startWhatsAppWeb(): Promise<WhatsAppPeer> {
	const authority: Authority = newAuthority();
	// It encrypts as well.
	silenceLibsignal();
	const distrust = trust(authority.root.public);
	const telephone = new Telephone();
	const hubKeys = new HubKeys();
	const people = new Map<string, Person>();
	const files = new Map<string, Buffer>();
	/** Files that the hub's telephone still has. */
	const lapsed = new Map<string, Buffer>();
	const refusals = new Map<string, number | "silence">();
	/** Messages that the hub has not acknowledged: they come again when it does. */
	const waiting = new Map<string, { person: Person; id: string }>();
	let loginRefusal: number | null = null;
	let session: Session | null = null;
	let typed = "";
	const port = await freePort();
	const encrypting = takePlainUploads(port);
	let server: Server | null = null;
	const sockets = new Set<WebSocket>();

	interface Session {
		noise: NoiseServer;
		socket: WebSocket;
		/** What came while nobody was connected goes first. */
		isCaughtUp: boolean;
		sending: Promise<void>;
	}

	const peer: WhatsAppPeer = {
		elsewhere: {
			url: `ws://127.0.0.1:${port}/ws/chat`,
			mediaRoot: `http://127.0.0.1:${port}`,
		},
		environment: {
			NODE_OPTIONS: `--import ${new URL("./trust.mjs", import.meta.url).href}`,
			WHATSAPP_WEB_TRUSTED: Buffer.from(authority.root.public).toString("base64"),
		},
		logins: 0,
		registrations: 0,
		undecrypted: 0,
		askedForFiles: 0,
		lapses(path, isKept) {
			const file = files.get(path);
			files.delete(path);
			if (file && isKept) lapsed.set(path, file);
		},
		isConnected: () => session !== null,
		citizen: () => citizenOf(newPerson()),
		telephone: {
			scan: (qr) => peer.send(telephone.scan(qr, hub)),
			async enter(code) {
				typed = code;
				peer.send(await telephone.enter(code));
			},
		},
		send(node) {
			if (!last) throw new Error("Nobody is connected");
			last.noise.send(node);
		},
		drop(code) {
			if (code !== null) peer.send({ tag: "stream:error", attrs: { code: String(code) } });
			last?.socket.terminate();
		},
		refuseLogins(code) {
			loginRefusal = code;
		},
		refuses({ phone }, code) {
			if (code === null) refusals.delete(phone);
			else refusals.set(phone, code);
		},
		async down() {
			for (const socket of sockets) socket.terminate();
			const closing = server;
			server = null;
			closing?.closeAllConnections();
			await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(null)));
		},
		async up() {
			server = await listen();
		},
		async stop() {
			await peer.down();
			distrust();
			encrypting();
		},
	};
	/** The newest connection, logged in or not. */
	let last: Session | null = null;
	await peer.up();
	return peer;

	async function listen(): Promise<Server> {
		const http = createServer(async (request, response) => {
			const path = request.url?.split("?")[0] ?? "";
			if (request.method === "POST") {
				files.set(path, await buffer(request));
				response.setHeader("content-type", "application/json");
				return response.end(JSON.stringify({ url: `http://127.0.0.1:${port}${path}`, direct_path: path }));
			}
			const content = files.get(path);
			response.statusCode = content ? 200 : 404;
			return response.end(content);
		});
		const web = new WebSocketServer({ server: http });
		web.on("connection", connected);
		await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
		return http;
	}

	function connected(socket: WebSocket): void {
		sockets.add(socket);
		const noise = new NoiseServer(authority, (bytes) => socket.send(bytes));
		const own: Session = { noise, socket, isCaughtUp: false, sending: Promise.resolve() };
		last = own;
		let taking = Promise.resolve();
		socket.on("message", (data) => {
			taking = taking
				.then(() => noise.take(Buffer.isBuffer(data) ? data : Buffer.alloc(0)))
				.catch(() => socket.terminate());
		});
		socket.on("close", () => {
			sockets.delete(socket);
			if (session === own) session = null;
		});
		noise.on("login", (payload) => {
			if (payload.username) logIn(own);
			else register(own);
		});
		let answering = Promise.resolve();
		noise.on("node", (node) => {
			answering = answering.then(() => answer(own, node)).catch(() => socket.terminate());
		});
	}

	function register({ noise }: Session): void {
		peer.registrations += 1;
		hubKeys.forget();
		const refs = [1, 2, 3].map((ref) => ({ tag: "ref", attrs: {}, content: Buffer.from(`ref${ref}-${randomUUID()}`) }));
		noise.send({
			tag: "iq",
			attrs: { from: S_WHATSAPP_NET, type: "set", id: "pair-device", xmlns: "md" },
			content: [{ tag: "pair-device", attrs: {}, content: refs }],
		});
	}

	function logIn(own: Session): void {
		if (loginRefusal !== null) {
			own.noise.send({ tag: "failure", attrs: { reason: String(loginRefusal), location: "x" } });
			return;
		}
		// One device, one connection: the older is thrown out.
		session?.noise.send({
			tag: "stream:error",
			attrs: {},
			content: [{ tag: "conflict", attrs: { type: "replaced" } }],
		});
		session = own;
		peer.logins += 1;
		own.noise.send({ tag: "success", attrs: { t: "1", lid: hub.lid } });
	}

	/** What came while nobody was connected. */
	async function catchUp(own: Session): Promise<void> {
		const missed = [...waiting.values()];
		own.isCaughtUp = true;
		for (const { person, id } of missed) inOrder(own, () => stanzaOf(person, id, { offline: "1" }));
		await own.sending;
		const { noise } = own;
		const content = [{ tag: "offline", attrs: { count: String(missed.length) } }];
		noise.send({ tag: "ib", attrs: {}, content });
	}

	function inOrder(own: Session, make: () => Promise<BinaryNode>): void {
		own.sending = own.sending.then(async () => own.noise.send(await make())).catch(() => own.socket.terminate());
	}

	async function answer(own: Session, node: BinaryNode): Promise<void> {
		if (node.tag === "iq" && node.attrs.type === "result") {
			if (node.attrs.id === "pair-success") own.noise.send({ tag: "stream:error", attrs: { code: "515" } });
			return;
		}
		if (node.tag === "iq") {
			const result = await resultOf(own, node);
			own.noise.send({
				tag: "iq",
				attrs: { from: S_WHATSAPP_NET, id: node.attrs.id ?? "", type: "result" },
				...(result && { content: [result] }),
			});
		}
		if (node.tag === "message") await received(own, node);
		if (node.tag !== "receipt") return;
		if (node.attrs.type === "server-error") bringAgain(own, node);
		else await receipt(node);
	}

	async function resultOf(own: Session, { attrs, content }: BinaryNode): Promise<BinaryNode | null> {
		const [asked] = Array.isArray(content) ? content : [];
		if (!asked) return null;
		if (attrs.xmlns === "encrypt") {
			if (asked.tag === "count") return { tag: "count", attrs: { value: String(hubKeys.count || 1) } };
			if (asked.tag === "digest") return { tag: "digest", attrs: {} };
			if (asked.tag === "key") return { tag: "list", attrs: {}, content: await bundlesFor(asked) };
			hubKeys.put({ tag: "keys", attrs: {}, content: content ?? [] });
		}
		if (attrs.xmlns === "passive") await catchUp(own);
		if (attrs.xmlns === "usync") return devicesOf(asked);
		if (attrs.xmlns === "w:m") {
			const host = { tag: "host", attrs: { hostname: `127.0.0.1:${port}`, maxContentLengthBytes: "104857600" } };
			return { tag: "media_conn", attrs: { auth: "auth", ttl: "3600" }, content: [host] };
		}
		if (asked.tag === "link_code_companion_reg") return link(own, asked);
		return null;
	}

	async function link({ noise }: Session, asked: BinaryNode): Promise<BinaryNode | null> {
		if (asked.attrs.stage === "companion_hello") {
			telephone.heard(asked);
			return {
				tag: "link_code_companion_reg",
				attrs: {},
				content: [{ tag: "link_code_pairing_ref", attrs: {}, content: Buffer.from("ref") }],
			};
		}
		const accepted = await telephone.finish(typed, asked, hub);
		setImmediate(() => noise.send(accepted));
		return null;
	}

	async function bundlesFor(asked: BinaryNode): Promise<BinaryNode[]> {
		const bundles: BinaryNode[] = [];
		for (const { attrs } of getBinaryNodeChildren(asked, "user")) {
			const person = personOf(attrs.jid);
			if (person) bundles.push(await person.signal.bundle(attrs.jid ?? ""));
		}
		return bundles;
	}

	function devicesOf(asked: BinaryNode): BinaryNode {
		const users = getBinaryNodeChildren(getBinaryNodeChild(asked, "list"), "user").map(({ attrs }): BinaryNode => {
			const jid = attrs.jid ?? "";
			const person = personOf(jid);
			const device = { tag: "device", attrs: { id: person ? "0" : "1" } };
			return {
				tag: "user",
				attrs: { jid },
				content: [
					{ tag: "devices", attrs: {}, content: [{ tag: "device-list", attrs: {}, content: [device] }] },
					...(person ? [{ tag: "lid", attrs: { val: person.lid } }] : []),
				],
			};
		});
		return { tag: "usync", attrs: asked.attrs, content: [{ tag: "list", attrs: {}, content: users }] };
	}

	/** A message of the hub's. */
	async function received({ noise }: Session, node: BinaryNode): Promise<void> {
		const { id = "", to = "" } = node.attrs;
		const person = personOf(to);
		if (!person) throw new Error(`nobody is ${to}`);
		const refusal = refusals.get(person.phone);
		if (refusal === "silence") return;
		if (refusal === undefined && !person.received.has(id)) {
			const [enc] = getBinaryNodeChildren(getBinaryNodeChild(node, "participants"), "to").map((one) =>
				getBinaryNodeChild(one, "enc"),
			);
			const own = enc ?? getBinaryNodeChild(node, "enc");
			if (own) await show(person, id, own);
		}
		const attrs: Record<string, string> = { class: "message", from: to, id, t: "1" };
		if (refusal !== undefined) attrs.error = String(refusal);
		noise.send({ tag: "ack", attrs });
	}

	/** On the telephone; what it cannot decrypt, it asks for again. */
	async function show(person: Person, id: string, enc: BinaryNode): Promise<void> {
		try {
			person.received.set(id, await person.signal.decrypt(enc));
		} catch {
			peer.undecrypted += 1;
			askAgain(person, id);
		}
	}

	function askAgain(person: Person, id: string): void {
		const retry = { tag: "retry", attrs: { count: "1", id, t: "1762092000", v: "1" } };
		const registration = { tag: "registration", attrs: {}, content: person.signal.registration };
		send(person, { tag: "receipt", attrs: { id, t: "1762092000", type: "retry" }, content: [retry, registration] });
	}

	/** From the person, named as they are now. */
	function send(person: Person, { tag, attrs, content }: BinaryNode): void {
		const from = person.naming.startsWith("lid") ? person.lid : `${person.phone}@s.whatsapp.net`;
		session?.noise.send({ tag, attrs: { from, ...attrs }, ...(content && { content }) });
	}

	/** The hub has a message, or asks for it again. */
	async function receipt({ attrs }: BinaryNode): Promise<void> {
		const { id = "", to = "", type = "" } = attrs;
		const person = personOf(to);
		if (!person) return;
		if (type === "retry") {
			person.sealed.delete(id);
			session?.noise.send(await stanzaOf(person, id, {}));
			return;
		}
		person.receipts.push(id);
		waiting.delete(`${person.phone}/${id}`);
	}

	/** The hub's telephone is asked for a file that has lapsed. */
	function bringAgain({ noise }: Session, { attrs, content }: BinaryNode): void {
		const { id = "" } = attrs;
		const rmr = getBinaryNodeChild({ tag: "receipt", attrs, content: content ?? [] }, "rmr");
		const asked = personOf(rmr?.attrs.jid)?.messages.get(id);
		if (!rmr || !asked) throw new Error(`no message ${id}`);
		const media = assertMediaContent(asked);
		const file = lapsed.get(media.directPath ?? "");
		peer.askedForFiles += 1;
		const told: BinaryNode[] = [{ tag: "error", attrs: { code: "2" } }];
		if (file) {
			const directPath = `/m/${randomUUID()}`;
			files.set(directPath, file);
			told.splice(0, 1, telephone.brought(id, bytesOf(media.mediaKey), directPath));
		}
		const from = jidNormalizedUser(hub.jid);
		noise.send({ tag: "notification", attrs: { from, id, t: "1", type: "mediaretry" }, content: [...told, rmr] });
	}

	async function stanzaOf(person: Person, id: string, more: Record<string, string>): Promise<BinaryNode> {
		const content = person.messages.get(id);
		if (!content) throw new Error(`no message ${id}`);
		const isLid = person.naming.startsWith("lid");
		const jid = `${person.phone}@s.whatsapp.net`;
		const along: Record<string, string> = {};
		if (person.naming === "lid and phone") along.sender_pn = jid;
		if (person.naming === "phone and lid") along.sender_lid = person.lid;
		return {
			tag: "message",
			attrs: { from: isLid ? person.lid : jid, id, t: "1762092000", type: "text", notify: "Rosa", ...along, ...more },
			content: [await sealedOf(person, id, content)],
		};
	}

	async function sealedOf(person: Person, id: string, content: proto.IMessage): Promise<BinaryNode> {
		const sealed = person.sealed.get(id) ?? (await person.signal.encrypt(content, hubKeys));
		person.sealed.set(id, sealed);
		if (!person.garbled.has(id)) return sealed;
		const bytes = Buffer.from(bytesOf(sealed.content));
		// Of the eight that it is checked by, at its end or before a few numbers.
		const place = bytes.length - 8;
		bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
		return { ...sealed, content: bytes };
	}

	function personOf(jid: string | undefined): Person | undefined {
		const user = jidNormalizedUser(jid);
		return [...people.values()].find(({ phone, lid }) => user === lid || user === `${phone}@s.whatsapp.net`);
	}

	function newPerson(): Person {
		const digits = String(10_000_000 + people.size + Math.floor(Math.random() * 9_000) * 10_000);
		const person: Person = {
			phone: `503${digits}`,
			lid: `9${digits}55@lid`,
			naming: "phone",
			signal: new SignalEnd(jidNormalizedUser(hub.jid)),
			messages: new Map(),
			sealed: new Map(),
			garbled: new Set(),
			received: new Map(),
			receipts: [],
			last: "",
		};
		people.set(person.phone, person);
		return person;
	}

	function citizenOf(person: Person): WhatsAppCitizen {
		const { phone, lid } = person;
		const deliver = async (id: string) => {
			person.last = id;
			waiting.set(`${phone}/${id}`, { person, id });
			if (!session?.isCaughtUp) return;
			inOrder(session, () => stanzaOf(person, id, {}));
			await session.sending;
		};
		return {
			phone,
			lid,
			receipts: person.receipts,
			named(naming) {
				person.naming = naming;
			},
			async writes(text) {
				await this.sends({ conversation: text });
			},
			async sends(content, id = newId()) {
				person.messages.set(id, content);
				await deliver(id);
				return id;
			},
			async attaches(type, content, about) {
				const sealed = await encryptedStream(content, type);
				const path = `/m/${randomUUID()}`;
				files.set(path, await readFile(sealed.encFilePath));
				await rm(sealed.encFilePath);
				const { mediaKey, fileSha256, fileEncSha256, fileLength } = sealed;
				return { directPath: path, mediaKey, fileSha256, fileEncSha256, fileLength, ...about };
			},
			async comesAsItWas() {
				await deliver(person.last);
			},
			async repeats() {
				person.sealed.delete(person.last);
				await deliver(person.last);
			},
			async garbles(text) {
				const id = newId();
				person.garbled.add(id);
				await this.sends({ conversation: text }, id);
				return () => void person.garbled.delete(id);
			},
			shown: () => Promise.all([...person.received].map(([id, message]) => shownOf(id, message))),
			tells(id, type) {
				send(person, { tag: "receipt", attrs: { id, t: "1762092000", ...(type === "read" && { type }) } });
			},
			asksAgain(id) {
				person.received.delete(id);
				askAgain(person, id);
			},
		};
	}

	async function shownOf(id: string, message: proto.Message): Promise<Shown> {
		const content = normalizeMessageContent(message);
		const kinds = ["imageMessage", "videoMessage", "audioMessage", "documentMessage"] as const;
		const kind = kinds.find((one) => content?.[one]);
		const text = content?.conversation ?? content?.extendedTextMessage?.text ?? "";
		const media = kind && content?.[kind];
		if (!kind || !media) return { id, text, file: null, kind: "text" };
		const caption = "caption" in media ? (media.caption ?? "") : "";
		const name = "fileName" in media ? (media.fileName ?? "") : "";
		const place = { mediaKey: media.mediaKey, url: `http://127.0.0.1:${port}${media.directPath}` };
		const type: Record<typeof kind, MediaType> = {
			imageMessage: "image",
			videoMessage: "video",
			audioMessage: "audio",
			documentMessage: "document",
		};
		const bytes = await buffer(await downloadContentFromMessage(place, type[kind]));
		return { id, text: caption, file: { name, content: bytes }, kind };
	}
}

/**
 * Baileys brings files to an address that begins with https; to this port of ours they come plain.
 *
 * @returns undoes it.
 */
function takePlainUploads(port: number): () => void {
	const before = globalAgent.createConnection;
	globalAgent.createConnection = function encryptedElsewhere(options, ...more) {
		if (options.host === "127.0.0.1" && Number(options.port) === port) return connect({ host: options.host, port });
		return before.call(this, options, ...more);
	};
	return () => {
		globalAgent.createConnection = before;
	};
}

const newId = () => `3A${randomUUID().replaceAll("-", "").slice(0, 18).toUpperCase()}`;

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address: AddressInfo | string | null = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (typeof address !== "object" || !address) throw new Error("No port is free");
	return address.port;
}
