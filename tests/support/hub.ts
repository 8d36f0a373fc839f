import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, inject } from "vitest";
import type * as webchat from "../../channels/webchat/wire.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import type * as deskWire from "../../src/desk/wire.ts";
import { type Hub, startHub } from "../../src/hub.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { createLog, type Log } from "../../src/platform/log.ts";
import type { Ack } from "../../src/platform/realtime/ack.ts";
import { demoPassword } from "../../src/seed/demo.ts";

export type WebchatClient = Socket<webchat.ServerEvents, webchat.ClientEvents>;
export type DeskClient = Socket<deskWire.ServerEvents, deskWire.ClientEvents>;

/**
 * A whole hub in this process, with the demo office, on a database of its own; stopped after the file's tests. `given`:
 * a clock that the tests drive, a log that they read.
 */
export function useHub(
	settings: Record<string, string> = {},
	given: { clock?: Clock; log?: Log } = {},
): { hub(): Hub; config(): Config; databaseUri: string } {
	const databaseUri = inject("mongodbUri").replace(/\/[^/]*$/, `/test-${randomUUID()}`);
	let running: Hub | undefined;
	let config: Config | undefined;
	let folder = "";

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "ventanilla-hub-"));
		config = loadConfig({
			PORT: "0",
			HOST: "127.0.0.1",
			DATA_DIR: folder,
			MONGODB_URI: databaseUri,
			LOG_LEVEL: "error",
			...settings,
		});
		running = await startHub(config, given.log ?? createLog({ level: config.logLevel }), given.clock);
	});
	afterAll(async () => {
		await running?.stop();
		await rm(folder, { recursive: true, force: true });
	});

	return {
		databaseUri,
		hub() {
			if (!running) throw new Error("The hub is not up");
			return running;
		},
		config() {
			if (!config) throw new Error("The hub is not up");
			return config;
		},
	};
}

/** What an event was answered; throws the error of a refusal as it came over the wire. */
export function take<T>(ack: Ack<T>): T {
	if (!ack.ok) throw Object.assign(new Error(ack.error.message), ack.error);
	return ack.data;
}

/** A citizen's browser: a socket, and everything that was shown on it. */
export interface Citizen {
	socket: WebchatClient;
	begun: webchat.Begun;
	shown: webchat.WireMessage[];
	statuses: webchat.WireStatus[];
	say(text: string, id?: string): Promise<void>;
	choose(option: string, label: string): Promise<void>;
	close(): void;
}

export async function citizen(url: string, token?: string, more: { resume?: string } = {}): Promise<Citizen> {
	const socket: WebchatClient = io(`${url}/webchat`, {
		auth: { language: "es", ...(token && { token }), ...more },
		transports: ["websocket"],
		forceNew: true,
	});
	const shown: webchat.WireMessage[] = [];
	const statuses: webchat.WireStatus[] = [];
	socket.on("message", (message) => {
		if (!shown.some(({ id }) => id === message.id)) shown.push(message);
	});
	socket.on("status", (status) => statuses.push(status));
	const begun = take(await socket.emitWithAck("begin", {}));
	shown.push(...begun.messages);
	const privacy = "2026-11";
	return {
		socket,
		begun,
		shown,
		statuses,
		async say(text, id = randomUUID()) {
			take(await socket.emitWithAck("send", { id, text, privacy }));
		},
		async choose(option, label) {
			take(await socket.emitWithAck("send", { id: randomUUID(), choice: { option, label }, privacy }));
		},
		close: () => socket.disconnect(),
	};
}

/** A member of staff at the desk, by the name of the demo account. */
export interface DeskUser {
	socket: DeskClient;
	state: deskWire.DeskState;
	cookie: string;
	close(): void;
}

export async function signIn(url: string, name: string): Promise<string> {
	const response = await fetch(`${url}/api/v1/session`, {
		method: "POST",
		headers: { "content-type": "application/json", "x-requested-with": "ventanilla" },
		body: JSON.stringify({ email: `${name}@demo.example`, password: demoPassword }),
	});
	if (response.status !== 200) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
	return response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
}

export async function deskUser(url: string, name: string): Promise<DeskUser> {
	const cookie = await signIn(url, name);
	const socket: DeskClient = io(`${url}/desk`, {
		extraHeaders: { cookie },
		transports: ["websocket"],
		forceNew: true,
	});
	const state = take(await socket.emitWithAck("start", {}));
	return { socket, state, cookie, close: () => socket.disconnect() };
}

/** The text of a shown message. */
export function textOf({ parts }: Pick<webchat.WireMessage, "parts">): string {
	return parts
		.flatMap((part) => (part.type === "text" ? [part.text] : part.type === "choice" ? [part.label] : []))
		.join("\n");
}
