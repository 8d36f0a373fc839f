import { io, type Socket } from "socket.io-client";
import { beforeAll, expect, vi } from "vitest";
import { z } from "zod";
import { Conversations, Messages } from "../../src/conversations/index.ts";
import { Files } from "../../src/platform/files/model.ts";
import { createLog } from "../../src/platform/log.ts";
import { StaffAccounts } from "../../src/staff/model.ts";
import { type Citizen, citizen, type DeskUser, deskUser, take, useHub } from "../support/hub.ts";

/** Stands in everything that these tests write, so that a log which holds any of it is caught. */
export const marker = "zanahoria";

export const html = `<script>alert("${marker}")</script><img src=x onerror=alert(1)>`;
export const emojis = "😀".repeat(500);
export const tenMegabytes = marker.repeat(Math.ceil(10_000_000 / marker.length));
export const patient = { timeout: 20_000 };
export const privacy = "2026-11";

/** A hub with Ana at its desk and a citizen who only wants to be served, whatever others do; its log is read. */
export function useSiege() {
	const lines: string[] = [];
	const { hub } = useHub(
		{ ALLOWED_ORIGINS: "https://oficina.example", TRUST_PROXY: "127.0.0.1" },
		{ log: createLog({ level: "trace" }, { write: (line) => void lines.push(line) }) },
	);
	let agent: DeskUser;
	let bystander: Citizen;
	beforeAll(async () => {
		agent = await deskUser(hub().url, "ana");
		take(await agent.socket.emitWithAck("presence.set", { state: "busy" }));
		bystander = await citizen(hub().url);
		return () => {
			agent.close();
			bystander.close();
		};
	});

	/** Whatever went before, somebody else is served: what they write is answered. */
	async function othersAreServed(): Promise<void> {
		const before = bystander.shown.length;
		await bystander.say("hola");
		await vi.waitFor(() => expect(bystander.shown.length).toBeGreaterThan(before + 1), patient);
	}

	return {
		hub,
		ana: () => agent,
		/** Sockets of a citizen, and of Ana, that send whatever they are told to. */
		visitor: () => rogue(`${hub().url}/webchat`),
		agent: () => rogue(`${hub().url}/desk`, { headers: { cookie: agent.cookie } }),
		othersAreServed,
		/** After everything: nothing of what anybody wrote is in the log, no secret, and no fault of ours (P2). */
		async expectCleanLog(): Promise<void> {
			await othersAreServed();
			expect(lines.join("")).not.toBe("");
			const cookie = agent.cookie.split("=")[1] ?? "none";
			for (const secret of [marker, "😀", "onerror", bystander.begun.token, cookie, "demo.example"]) {
				expect(lines.filter((line) => line.includes(secret))).toEqual([]);
			}
			expect(lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
		},
	};
}

/** In place of a text: what a query would take for an operator, what is no text, and more than any field takes. */
const notThatField: readonly unknown[] = [
	{ $gt: "" },
	{ $ne: null },
	{ $where: marker },
	[[marker]],
	[{ $gt: "" }],
	-1.5,
	null,
	marker.repeat(5_000),
];

type Input = Readonly<Record<string, unknown>>;

/** An input with each of its fields made bad in turn, and with fields that nobody asked for. */
export function spoiled(good: Input): { field: string; input: unknown }[] {
	const byField = Object.keys(good).flatMap((field) =>
		notThatField.map((bad) => ({ field, input: { ...good, [field]: bad } })),
	);
	return [
		...byField,
		{ field: "$where", input: { ...good, $where: marker } },
		// As an own key, which only JSON makes of it.
		{ field: "__proto__", input: { ...good, ...JSON.parse('{ "__proto__": { "admin": true } }') } },
		{ field: "constructor", input: { ...good, constructor: { prototype: { admin: true } } } },
	];
}

/** How an answer refuses: which kind, and the field without what stands inside it. */
export interface Refusal {
	kind: string;
	field: string;
}

const Answer = z.union([
	z.object({ ok: z.literal(true), data: z.unknown() }),
	z.object({
		ok: z.literal(false),
		error: z.object({ kind: z.string(), message: z.string().max(300), field: z.string().default("") }),
	}),
]);

/** A socket that sends whatever it is told to; it does not come back by itself. */
export interface Rogue {
	socket: Socket;
	/** "ok", or how it was refused. */
	send(event: string, input: unknown): Promise<"ok" | Refusal>;
	/** Resolves with the reason when the hub has closed it. */
	closed: Promise<string>;
	close(): void;
}

export async function rogue(
	address: string,
	options: { auth?: object; headers?: Record<string, string> } = {},
): Promise<Rogue> {
	const socket = io(address, {
		transports: ["websocket"],
		forceNew: true,
		reconnection: false,
		auth: options.auth ?? {},
		extraHeaders: options.headers ?? {},
	});
	const closed = new Promise<string>((resolve) => socket.on("disconnect", resolve));
	await new Promise<void>((resolve, reject) => {
		socket.on("connect", resolve);
		socket.on("connect_error", reject);
	});
	return {
		socket,
		closed,
		async send(event, input) {
			const answer = Answer.parse(await socket.timeout(10_000).emitWithAck(event, input));
			return answer.ok ? "ok" : refusalOf(answer.error);
		},
		close: () => socket.disconnect(),
	};
}

function refusalOf({ kind, field }: { kind: string; field: string }): Refusal {
	return { kind, field: field.split(".")[0] ?? "" };
}

const Problem = z.object({
	kind: z.string(),
	errors: z.array(z.object({ field: z.string(), message: z.string().max(300) })).default([]),
});

/** An HTTP call, and its status with what was refused. `body` goes as JSON unless it is text, bytes or a form. */
export async function call(
	url: string,
	options: { method?: string; cookie?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<{ status: number; data: unknown; refusal: Refusal | null }> {
	const { method = "GET", cookie, headers, body } = options;
	const raw = typeof body === "string" || body instanceof FormData;
	const answer = await fetch(url, {
		method,
		headers: {
			"x-requested-with": "ventanilla",
			...(cookie && { cookie }),
			...(body !== undefined && !(body instanceof FormData) && { "content-type": "application/json" }),
			...headers,
		},
		...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
	});
	const text = await answer.text();
	const isProblem = answer.headers.get("content-type")?.startsWith("application/problem+json");
	if (!isProblem) return { status: answer.status, data: text, refusal: null };
	const { kind, errors } = Problem.parse(JSON.parse(text));
	return { status: answer.status, data: text, refusal: refusalOf({ kind, field: errors[0]?.field ?? "" }) };
}

/** How much the hub keeps: what was refused adds nothing to it. */
export async function kept() {
	const [messages, conversations, files, staff] = await Promise.all([
		Messages.countDocuments(),
		Conversations.countDocuments(),
		Files.countDocuments(),
		StaffAccounts.countDocuments(),
	]);
	return { messages, conversations, files, staff };
}

/** Does `work`, and finds that nothing was kept of it. */
export async function keepsNothing(work: () => Promise<unknown>): Promise<void> {
	const before = await kept();
	await work();
	expect(await kept()).toEqual(before);
}
