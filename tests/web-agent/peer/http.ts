import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { deflateSync } from "node:zlib";
import type { AccountField } from "../../../channels/accounts/kind.ts";
import { mailFields } from "../../../channels/email/settings.ts";
import { permissionsOf, type Role } from "../../../src/staff/permissions.ts";

/** What this face of the peer knows of it. */
export interface HttpPeer {
	url: string;
	/** Who a new session is; null: nobody is signed in. */
	signedIn: { id: string; name: string; roles: Role[] } | null;
	/** What was logged by hand. */
	logged: Record<string, unknown>[];
	blocks: unknown[];
	/** HTTP paths (beginnings) that answer with a status. */
	http: Map<string, { status: number; body?: unknown; hold?: Promise<unknown> }>;
}

/** The content policy of the hub, so that what would break there breaks here. */
const policy =
	"default-src 'self'; base-uri 'self'; object-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' blob: data:; connect-src 'self'; frame-ancestors 'self'";

const types: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};

export async function answerHttp(
	peer: HttpPeer,
	dist: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname, searchParams } = new URL(request.url ?? "/", peer.url);
	const method = request.method ?? "GET";
	const body = await bodyOf(request);
	const set = [...peer.http].find(([path]) => `${method} ${pathname}`.startsWith(path))?.[1];
	await set?.hold;
	if (set && set.status !== 0) return json(response, set.status, set.body ?? {});
	if (pathname.startsWith("/desk")) return page(dist, pathname, response);
	if (pathname === "/api/v1/session") return session(peer, method, body, response);
	if (!peer.signedIn) return json(response, 401, {});
	if (pathname === "/api/v1/staff")
		return json(
			response,
			method === "POST" ? 201 : 200,
			method === "POST" ? { ...staff[0], ...parsed(body) } : { staff },
		);
	if (pathname.startsWith("/api/v1/staff/")) return json(response, 200, staff[0]);
	if (pathname === "/api/v1/units")
		return json(response, method === "POST" ? 201 : 200, method === "POST" ? centre.units[0] : centre);
	if (pathname.startsWith("/api/v1/units/")) return json(response, 200, { ...centre.units[0], ...parsed(body) });
	if (pathname === "/api/v1/organisations")
		return json(response, method === "POST" ? 201 : 200, method === "POST" ? organisations[0] : { organisations });
	if (pathname.startsWith("/api/v1/organisations/")) return json(response, 200, organisations[0]);
	if (pathname === "/api/v1/audit") return json(response, 200, audit(searchParams.get("type")));
	if (pathname === "/api/v1/channels") return json(response, 200, channels);
	if (pathname.startsWith("/api/v1/channels/")) return void response.writeHead(204).end();
	if (pathname === "/api/v1/outbox/dead") return json(response, 200, { messages: dead, before: null });
	if (pathname === "/api/v1/mails") return json(response, 200, { kept: true, mails, before: null });
	if (pathname.endsWith("/resend")) return void response.writeHead(204).end();
	if (pathname === "/api/v1/interactions") {
		peer.logged.push(parsed(body));
		return json(response, 201, { id: parsed(body).id, conversation: "h1" });
	}
	if (pathname === "/api/v1/blocks") return json(response, 200, { blocks: peer.blocks, before: null });
	if (pathname.startsWith("/api/v1/blocks/")) {
		peer.blocks = parsed(body).lifted === true ? [] : blocks;
		return void response.writeHead(204).end();
	}
	if (pathname === "/api/v1/articles") return json(response, 200, { articles });
	if (pathname.startsWith("/api/v1/articles/")) return json(response, 200, article);
	if (pathname.endsWith("/export")) return json(response, 200, { version: 1 });
	if (method === "GET" && pathname.endsWith("/files")) return json(response, 200, { doubts: {} });
	if (pathname.endsWith("/files")) {
		const name = /filename="([^"]*)"/.exec(body)?.[1] ?? "archivo";
		return json(response, 201, { id: `up-${name}`, name, mime: "application/pdf", size: body.length });
	}
	if (pathname.endsWith("/mail")) return json(response, 200, mail);
	if (pathname.endsWith("/mail/page")) {
		const images = searchParams.get("images") === "shown" ? "<p>Con imágenes.</p>" : "";
		const type = "text/html; charset=utf-8";
		response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": "sandbox; default-src 'none'" });
		return void response.end(
			`<!doctype html><html lang="es"><title>Correo</title><p>Adjunto mi recibo.</p>${images}</html>`,
		);
	}
	if (pathname.startsWith("/api/v1/files/")) {
		return void response.writeHead(200, { "Content-Type": "image/png" }).end(picture(640, 400));
	}
	json(response, 404, {});
}

function session(peer: HttpPeer, method: string, body: string, response: ServerResponse): void {
	let refused = false;
	if (method === "DELETE") peer.signedIn = null;
	if (method === "POST") {
		const { email, password } = parsed(body);
		refused = password !== "correcta";
		if (!refused) {
			const roles: Role[] = email === "admin@oficina.example" ? ["admin"] : ["agent"];
			peer.signedIn = { id: "staff-ana", name: "Ana Rivas", roles };
		}
	}
	if (method === "DELETE") response.writeHead(204).end();
	else if (refused || !peer.signedIn) json(response, 401, { kind: "unauthenticated" });
	else json(response, 200, { me: { ...peer.signedIn, permissions: [...permissionsOf(peer.signedIn.roles)] } });
}

function parsed(body: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(JSON.parse(Buffer.from(body, "latin1").toString("utf8"))));
}

async function page(dist: string, pathname: string, response: ServerResponse): Promise<void> {
	const path = normalize(pathname.replace(/^\/desk\/?/, "")) || "index.html";
	const file = extname(path) === "" ? "index.html" : path;
	try {
		const content = await readFile(join(dist, file));
		response.writeHead(200, {
			"Content-Type": types[extname(file)] ?? "application/octet-stream",
			"Content-Security-Policy": policy,
		});
		response.end(content);
	} catch {
		response.writeHead(404).end();
	}
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(Buffer.from(piece));
	return Buffer.concat(pieces).toString("latin1");
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

const mail = {
	subject: "Mi recibo",
	from: { address: "ana@cliente.example", name: "Ana" },
	text: "Adjunto mi recibo.",
	page: true,
	blockedImages: 2,
};

const person = { languages: ["es"], queues: [], units: [], createdAt: "2026-01-12T10:00:00.000Z", disabledAt: null };
const staff = [
	{
		id: "staff-ana",
		email: "ana@oficina.example",
		name: "Ana Rivas",
		roles: ["agent", "supervisor"],
		capacity: 5,
		...person,
	},
	{ id: "staff-luis", email: "luis@oficina.example", name: "Luis Peña", roles: ["agent"], capacity: 5, ...person },
	{
		id: "staff-eva",
		email: "eva@oficina.example",
		name: "Eva Cruz",
		roles: ["agent", "editor"],
		capacity: 4,
		...person,
	},
	{
		id: "staff-ivo",
		email: "ivo@oficina.example",
		name: "Ivo Salinas",
		roles: ["admin"],
		capacity: 1,
		...person,
		disabledAt: "2026-03-01T10:00:00.000Z",
	},
];

const kept = { archivedAt: null, revision: 1 };
const named = (es: string, en: string) => ({ es, en });
export const centre = {
	units: [
		{
			id: "u1",
			name: named("Atención ciudadana", "Citizen service"),
			head: "staff-eva",
			areas: [named("Citas", "Appointments")],
			parent: null,
			...kept,
		},
		{ id: "u2", name: named("Soporte técnico", "Technical support"), head: null, areas: [], parent: "u1", ...kept },
		{
			id: "u3",
			name: named("Archivo", "Archive"),
			head: null,
			areas: [],
			parent: null,
			...kept,
			archivedAt: "2026-03-01T10:00:00.000Z",
		},
	],
	queues: [
		{ id: "general", name: named("Consultas generales", "General questions"), unit: "u1" },
		{ id: "portal", name: named("Portal ciudadano", "Citizen portal"), unit: null },
	],
};

const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
export const organisations = [
	{
		id: "o1",
		type: "company",
		name: "Banco del Valle",
		hours: { kind: "own", weekly: { ...closed, monday: [["08:00", "12:00"]] } },
		contacts: [{ name: "Julia Paz", role: "Contrato", mail: "julia@banco.example", phone: "2222 0002" }],
		notes: "",
		...kept,
	},
];

function audit(type: string | null) {
	const all = [
		{
			id: "e1",
			type: "sign-in.succeeded",
			at: "2026-11-02T14:02:00.000Z",
			actor: { kind: "staff", id: "staff-ana" },
			subject: null,
			conversation: null,
			data: {},
		},
		{
			id: "e2",
			type: "transcript.read",
			at: "2026-11-02T13:40:10.000Z",
			actor: { kind: "staff", id: "staff-ana" },
			subject: { kind: "conversation", id: "c9" },
			conversation: "c9",
			data: {},
		},
		{
			id: "e3",
			type: "staff.role-changed",
			at: "2026-11-01T09:12:00.000Z",
			actor: { kind: "staff", id: "staff-ivo" },
			subject: { kind: "staff", id: "staff-eva" },
			conversation: null,
			data: { roles: "agent,editor" },
		},
		{
			id: "e4",
			type: "conversation.closed",
			at: "2026-11-01T08:00:00.000Z",
			actor: { kind: "staff", id: "staff-luis" },
			subject: null,
			conversation: "p4",
			data: { outcome: "resolved-by-agent", minutes: 12 },
		},
	];
	return { events: all.filter((event) => type === null || event.type === type), before: null };
}

const account = {
	id: "telegram.main",
	channel: "telegram",
	transport: "telegram",
	label: "Bot de la oficina",
	settings: {},
	paused: false,
	fromEnvironment: true,
	waiting: 0,
	lastIn: "2026-11-02T13:00:00.000Z",
	lastOut: null,
	failure: null,
	silent: false,
	calledAt: null,
	link: null,
};
const channels = {
	kinds: [
		{
			transport: "telegram",
			channel: "telegram",
			pairs: false,
			fields: [{ name: "token", secret: true, fallback: null, options: null, long: false, seldom: false }],
		},
	],
	accounts: [
		account,
		{ ...account, id: "telegram.a1", label: "Bot de prueba", fromEnvironment: false, paused: true, waiting: 3 },
		{ ...account, id: "telegram.a3", label: "Bot de noche", silent: true },
		{ ...account, id: "telegram.a2", label: "Bot caído", failure: { code: "401", at: "2026-11-02T13:00:00.000Z" } },
	],
};

/** The channels with a number of WhatsApp's whose pairing stands so. */
export const pairingOf = (link: Record<string, string>) => ({
	kinds: [...channels.kinds, { transport: "whatsapp-web", channel: "whatsapp", pairs: true, fields: [] }],
	accounts: [
		account,
		{
			...account,
			id: "whatsapp.a1",
			channel: "whatsapp",
			transport: "whatsapp-web",
			label: "Ventanilla de WhatsApp",
			link,
		},
	],
});

/** The channels with mail among them, whose form folds away what is seldom set. */
export const withMail = {
	...channels,
	kinds: [{ transport: "email", channel: "email", pairs: false, fields: mailFields.map(fieldOf) }, ...channels.kinds],
};

function fieldOf({ name, secret, fallback, options, long, seldom }: AccountField) {
	return {
		name,
		secret,
		fallback: fallback ?? null,
		options: options ?? null,
		long: long === true,
		seldom: seldom === true,
	};
}

const dead = [
	{ id: "c2-2", conversation: "c2", at: "2026-11-02T13:00:00.000Z", attempts: 6, error: "403" },
	{ id: "c4-9", conversation: "c4", at: "2026-11-01T17:20:00.000Z", attempts: 6, error: null },
];

export const blocks = [
	{
		id: "b1",
		channel: "webchat",
		name: null,
		address: "v-b1-7f3a",
		reason: "other",
		comment: "Ofrece préstamos a quien espera",
		by: { id: "staff-ana", name: "Ana Rivas" },
		at: "2026-11-02T13:00:00.000Z",
		until: null,
		withheld: 12,
	},
];

const titles = [
	"Renovar la firma electrónica",
	"Requisitos para la firma",
	"Recuperar la contraseña del portal",
	"Token perdido o robado",
	"Horarios de la oficina",
	"Precios y formas de pago",
];
const articles = titles.map((title, index) => ({
	id: `a${index + 1}`,
	title,
	topic: index < 2 || index === 3 ? "Firma electrónica" : "Portal ciudadano",
	updated: "2026-10-20",
}));
const article = {
	id: "a1",
	title: "Renovar la firma electrónica",
	topic: "Firma electrónica",
	updated: "2026-10-20",
	paragraphs: [
		"La firma dura dos años. Puede renovarla desde 30 días antes de que venza.",
		"1. Entre al portal con su usuario.\n2. Elija «Mis certificados» y luego «Renovar».\n3. Pague con tarjeta o en un banco.\n4. Conecte el token y siga las indicaciones.",
		"Si ya venció, pida una cita en https://portal.example/citas y traiga su documento.",
	],
};

/** A small PNG drawn here: two bands, so that one sees whether it is shown whole. */
function picture(width: number, height: number): Buffer {
	const row = (y: number) => {
		const line = Buffer.alloc(1 + width * 3);
		for (let x = 0; x < width; x += 1)
			line.set(y < 48 ? [44, 62, 80] : y % 60 < 14 && x > 40 && x < 480 ? [176, 190, 200] : [236, 240, 243], 1 + x * 3);
		return line;
	};
	const raw = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)));
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(raw)),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc(bytes: Buffer): number {
	let value = 0xffffffff;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	}
	return (value ^ 0xffffffff) >>> 0;
}

const mails = [
	{
		id: "m1.code",
		at: "2026-11-02T16:00:00.000Z",
		to: "rosa@citizens.example",
		subject: "123456 es su código de Oficina Demo",
		text: "Su código es 123456\n\nEscríbalo en la conversación donde lo pidió.",
	},
];
