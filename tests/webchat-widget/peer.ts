import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { Server } from "socket.io";
import {
	BeginInput,
	type Begun,
	type ClientEvents,
	LanguageInput,
	MailInput,
	RememberInput,
	SeenInput,
	SendInput,
	type ServerEvents,
	SyncInput,
	TypingInput,
	type WireMessage,
	type WireStatus,
} from "../../channels/webchat/wire.ts";

type Parts = WireMessage["parts"];

/** A citizen as the peer knows them. */
export interface Visitor {
	token: string;
	messages: WireMessage[];
	status: WireStatus;
	privacy: string | null;
	/** All that was sent, repeats included. */
	sends: SendInputs[];
	seen: { delivered: number; read: number }[];
	typing: boolean[];
	ended: number;
}
type SendInputs = ReturnType<typeof SendInput.parse>;

export interface Peer {
	url: string;
	visitors: Map<string, Visitor>;
	/** The latest visitor. */
	visitor(): Visitor;
	/** What the office says. `silent`: it is lost on the way, as when the line is cut. */
	say(
		from: WireMessage["from"],
		parts: Parts,
		options?: { silent?: boolean; at?: string; confidential?: true },
	): WireMessage;
	status(change: Partial<WireStatus>): void;
	typing(from: "bot" | "agent", name: string | null, on: boolean): void;
	read(seq: number): void;
	/** Lets nobody in by websocket, as some proxies do. */
	breakWebsockets(): void;
	/** Cuts the line, and lets nobody in until it is mended. */
	cut(): void;
	mend(): void;
	/** The next sends are answered so; `lost`: stored, but the answer is lost. */
	answerSends(...answers: ("too-many" | "invalid" | "lost")[]): void;
	/** What the office does with a message; by default nothing. */
	onMessage(reply: (message: WireMessage) => void): void;
	/** Uploads wait until the function that it gives is called. */
	holdUploads(): () => void;
	refuseUploads(status: number | null): void;
	files: Map<string, { name: string; mime: string; body: Buffer }>;
	close(): Promise<void>;
}

export const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";
const suggestions = {
	es: [
		"¿Qué necesito para obtener mi firma electrónica?",
		"¿Cuánto cuesta?",
		"Olvidé la contraseña del portal",
		"¿En qué horario atienden?",
	],
	en: [
		"What do I need for my electronic signature?",
		"How much does it cost?",
		"I forgot the portal password",
		"What are the opening hours?",
	],
};
const types: Record<string, string> = {
	".js": "text/javascript",
	".css": "text/css",
	".html": "text/html; charset=utf-8",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};

/**
 * An office that speaks `wire.ts` and does exactly what a test says: it says things, loses answers, cuts the line.
 * `dist` holds the built `site` and `widget`; `/host?…` is a page that embeds the widget with these attributes.
 */
export async function startPeer(dist: string): Promise<Peer> {
	const visitors = new Map<string, Visitor>();
	const files = new Map<string, { name: string; mime: string; body: Buffer }>();
	const answers: ("too-many" | "invalid" | "lost")[] = [];
	let open = true;
	let websockets = true;
	let uploadGate: Promise<void> = Promise.resolve();
	let uploadStatus: number | null = null;
	let reply: (message: WireMessage) => void = () => {};

	const http = createServer((request, response) => void answerHttp(request, response));
	const io = new Server<ClientEvents, ServerEvents>(http, {
		allowRequest: (request, give) => give(null, open && (websockets || !request.url?.includes("transport=websocket"))),
	});
	const chat = io.of("/webchat");
	const latest = () => {
		const visitor = [...visitors.values()].at(-1);
		if (!visitor) throw new Error("Nobody has come yet");
		return visitor;
	};
	const room = (visitor: Visitor) => chat.to(visitor.token);

	function newVisitor(language: "es" | "en"): Visitor {
		const visitor: Visitor = {
			token: randomUUID(),
			messages: [],
			status: {
				stage: "bot",
				queue: null,
				agent: null,
				peopleNow: true,
				language,
				remembered: false,
				verified: false,
				mail: null,
			},
			privacy: null,
			sends: [],
			seen: [],
			typing: [],
			ended: 0,
		};
		visitors.set(visitor.token, visitor);
		return visitor;
	}

	function add(
		visitor: Visitor,
		message: Omit<WireMessage, "seq" | "after" | "at"> & { at?: string | undefined },
	): WireMessage {
		const before = visitor.messages.at(-1)?.seq ?? 0;
		// A note of the staff stands between every third and fourth message: citizens see a gap there.
		const seq = before + (visitor.messages.length % 3 === 2 ? 2 : 1);
		const whole = { ...message, seq, after: before, at: message.at ?? new Date().toISOString() };
		visitor.messages.push(whole);
		return whole;
	}

	chat.on("connection", (socket) => {
		let visitor: Visitor | null = null;
		const known = () => {
			if (!visitor) throw new Error("The client spoke before it began");
			return visitor;
		};
		socket.on("begin", (input, ack) => {
			const { after } = BeginInput.parse(input);
			const auth: Record<string, unknown> = socket.handshake.auth;
			const language = auth.language === "en" ? "en" : "es";
			const known = (token: unknown) =>
				typeof token === "string" ? visitors.get(token.split(".")[0] ?? "") : undefined;
			const [named, linked] = [known(auth.token), known(auth.resume)];
			const found = named ?? linked;
			visitor = visitor ?? found ?? newVisitor(language);
			void socket.join(visitor.token);
			const messages = visitor.messages.filter((message) => message.seq > after);
			const data: Begun = {
				token: visitor.token,
				fresh:
					(visitor.messages.length === 0 && visitor.sends.length === 0 && !found) || (linked !== undefined && !named),
				resumed: typeof auth.resume !== "string" ? null : !linked ? "no" : linked === found ? "yes" : "another",
				privacyAccepted: visitor.privacy !== null,
				office: {
					name: visitor.status.language === "en" ? "Electronic Signature Office" : "Oficina de Firma Electrónica",
				},
				suggestions: suggestions[visitor.status.language],
				status: visitor.status,
				messages: messages.slice(0, 20),
				more: messages.length > 20,
			};
			ack({ ok: true, data });
		});
		socket.on("send", (input, ack) => {
			const parsed = SendInput.safeParse(input);
			if (!parsed.success) return ack({ ok: false, error: { kind: "invalid", message: parsed.error.message } });
			const sent = parsed.data;
			const answer = answers.shift();
			known().sends.push(sent);
			if (answer === "too-many")
				return ack({ ok: false, error: { kind: "too-many", message: "Slower", retryAfterMs: 300 } });
			if (answer === "invalid") return ack({ ok: false, error: { kind: "invalid", message: "No" } });
			known().privacy ??= sent.privacy ?? null;
			if (answer !== "lost") ack({ ok: true, data: { id: sent.id } });
			if (known().messages.some((message) => message.id === sent.id)) return;
			const parts: Parts = sent.files.map((file) => {
				const stored = files.get(file);
				return {
					type: "file",
					file,
					name: stored?.name ?? "?",
					mime: stored?.mime ?? "",
					size: stored?.body.length ?? 0,
				};
			});
			if (sent.choice) parts.push({ type: "choice", ...sent.choice });
			else if (sent.text) parts.unshift({ type: "text", text: sent.text });
			const message = add(known(), { id: sent.id, from: { kind: "citizen" }, parts });
			if (answer === "lost") return;
			room(known()).emit("message", message);
			reply(message);
		});
		socket.on("sync", (input, ack) => {
			const { after } = SyncInput.parse(input);
			const messages = known().messages.filter((message) => message.seq > after);
			ack({ ok: true, data: { messages: messages.slice(0, 20), more: messages.length > 20, status: known().status } });
		});
		socket.on("seen", (input, ack) => {
			known().seen.push(SeenInput.parse(input));
			ack({ ok: true, data: null });
		});
		socket.on("typing", (input, ack) => {
			known().typing.push(TypingInput.parse(input).on);
			ack({ ok: true, data: null });
		});
		socket.on("remember", (input, ack) => {
			const { on } = RememberInput.parse(input);
			const before = known();
			visitors.delete(before.token);
			before.token = randomUUID();
			before.status = { ...before.status, remembered: on };
			visitors.set(before.token, before);
			void socket.join(before.token);
			ack({ ok: true, data: { token: before.token } });
		});
		socket.on("language", (input, ack) => {
			known().status = { ...known().status, language: LanguageInput.parse(input).language };
			ack({ ok: true, data: known().status });
		});
		socket.on("mail", (input, ack) => {
			const parsed = MailInput.safeParse(input);
			if (!parsed.success) return ack({ ok: false, error: { kind: "invalid", message: parsed.error.message } });
			known().status = { ...known().status, mail: parsed.data };
			ack({ ok: true, data: known().status });
		});
		socket.on("end", (_input, ack) => {
			known().ended++;
			ack({ ok: true, data: null });
		});
		socket.on("forget", () => {
			// As the hub does it: the sockets are closed, and no answer comes through.
			visitors.delete(known().token);
			socket.disconnect(true);
		});
	});

	async function answerHttp(request: IncomingMessage, response: ServerResponse) {
		const url = new URL(request.url ?? "/", "http://peer");
		response.setHeader("Content-Security-Policy", policy);
		if (url.pathname.startsWith("/socket.io")) return;
		if (url.pathname.startsWith("/api/v1/webchat/files")) return answerFiles(request, response, url);
		if (url.pathname === "/host") {
			response.setHeader("Content-Type", "text/html; charset=utf-8");
			return response.end(hostPage(url.searchParams));
		}
		const home = url.searchParams.get("lang") === "en" ? "/site/en/home/index.html" : "/site/home/index.html";
		const path = join(
			dist,
			url.pathname === "/" ? home : url.pathname === "/widget.js" ? "/widget/widget.js" : url.pathname,
		);
		if (existsSync(path)) {
			response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
			return response.end(await readFile(path));
		}
		response.statusCode = 404;
		response.end();
	}

	async function answerFiles(request: IncomingMessage, response: ServerResponse, url: URL) {
		const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
		if (!visitors.has(token)) {
			response.statusCode = 401;
			return response.end();
		}
		if (request.method === "GET") {
			const file = files.get(url.pathname.split("/").at(-1) ?? "");
			response.statusCode = file ? 200 : 404;
			response.setHeader("Content-Type", file?.mime ?? "text/plain");
			return response.end(file?.body);
		}
		const chunks: Buffer[] = [];
		for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
		await uploadGate;
		if (uploadStatus) {
			response.statusCode = uploadStatus;
			return response.end("{}");
		}
		const raw = Buffer.concat(chunks);
		const head = raw.subarray(0, raw.indexOf("\r\n\r\n")).toString();
		const body = raw.subarray(raw.indexOf("\r\n\r\n") + 4, raw.lastIndexOf("\r\n--"));
		const id = randomUUID();
		const name = Buffer.from(/filename="([^"]*)"/.exec(head)?.[1] ?? "").toString();
		const mime = /Content-Type: (\S+)/.exec(head)?.[1] ?? "application/octet-stream";
		files.set(id, { name, mime, body });
		response.statusCode = 201;
		response.setHeader("Content-Type", "application/json");
		response.end(JSON.stringify({ id, name, mime, size: body.length }));
	}

	await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
	const address = http.address();
	const port = address && typeof address === "object" ? address.port : 0;

	return {
		url: `http://127.0.0.1:${port}`,
		visitors,
		visitor: latest,
		files,
		say(from, parts, { silent, at, confidential } = {}) {
			const message = add(latest(), { id: randomUUID(), from, parts, at, ...(confidential && { confidential }) });
			if (!silent) room(latest()).emit("message", message);
			return message;
		},
		status(change) {
			latest().status = { ...latest().status, ...change };
			room(latest()).emit("status", latest().status);
		},
		typing: (from, name, on) => void room(latest()).emit("typing", { from, name, on }),
		read: (seq) => void room(latest()).emit("read", { seq }),
		breakWebsockets() {
			websockets = false;
		},
		cut() {
			open = false;
			// Like a cable that is pulled: the client is not told why.
			for (const socket of chat.sockets.values()) socket.conn.close();
		},
		mend() {
			open = true;
		},
		answerSends: (...next) => void answers.push(...next),
		onMessage(next) {
			reply = next;
		},
		holdUploads() {
			let release = () => {};
			uploadGate = new Promise((resolve) => {
				release = resolve;
			});
			return () => release();
		},
		refuseUploads(status) {
			uploadStatus = status;
		},
		async close() {
			await io.close();
		},
	};
}

function hostPage(attributes: URLSearchParams): string {
	const data = [...attributes]
		.filter(([name]) => name !== "dark")
		.map(([name, value]) => ` data-${name}="${value}"`)
		.join("");
	return `<!doctype html><html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>Página de un municipio</title><script src="/widget.js"${data} async></script></head><body><main><h1>Página de un municipio</h1><p>Una página cualquiera, con el chat.</p><button type="button">Otro botón de la página</button></main></body></html>`;
}
