import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { io as connect, type Socket } from "socket.io-client";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../../src/platform/log.ts";
import {
	createRealtime,
	eventFor,
	ownPagesOnly,
	type Realtime,
	type RealtimeSettings,
	serveEvents,
} from "../../../src/platform/realtime/index.ts";
import { StartupError } from "../../../src/platform/startup-error.ts";

const log = createLog({ level: "silent" });
const clock = { now: () => new Date() };
const undo: (() => unknown)[] = [];
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});

async function hub(settings: Partial<RealtimeSettings> = {}): Promise<{ url: string; realtime: Realtime }> {
	const server = createServer();
	const config = { allowedOrigins: ["https://oficina.example"], publicUrl: null, redisUrl: null, ...settings };
	const realtime = await createRealtime({ server, config, log });
	realtime.io.of("/desk").use(ownPagesOnly(config));
	for (const namespace of ["/webchat", "/desk"]) {
		realtime.io.of(namespace).on("connection", (socket) => {
			serveEvents(
				socket,
				{ echo: eventFor<null>()({ access: "citizen", input: z.string(), handle: async (_context, text) => text }) },
				null,
				{ may: () => true, log, clock },
			);
		});
	}
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	undo.push(async () => {
		await realtime.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return { url: `http://127.0.0.1:${portOf(server.address())}`, realtime };
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === "string") throw new Error("not listening");
	return address.port;
}

function client(url: string, options: { origin?: string; transport?: "polling" | "websocket" } = {}): Socket {
	const socket = connect(url, {
		transports: [options.transport ?? "websocket"],
		forceNew: true,
		reconnection: false,
		...(options.origin === undefined ? {} : { extraHeaders: { origin: options.origin } }),
	});
	undo.push(() => socket.disconnect());
	return socket;
}

function outcome(socket: Socket): Promise<string> {
	return new Promise((resolve) => {
		socket.on("connect", () => resolve("connected"));
		socket.on("connect_error", (error) => resolve(error.message));
	});
}

describe("a page's origin is checked at the handshake", () => {
	const transports = ["polling", "websocket"] as const;
	it.each(transports)("by %s", async (transport) => {
		const { url } = await hub();
		const from = (namespace: string, origin?: string) =>
			outcome(client(`${url}${namespace}`, { transport, ...(origin === undefined ? {} : { origin }) }));

		expect(await from("/webchat", url)).toBe("connected");
		expect(await from("/webchat")).toBe("connected");
		expect(await from("/webchat", "https://oficina.example")).toBe("connected");
		expect(await from("/webchat", "https://evil.example")).not.toBe("connected");
		expect(await from("/webchat", "null")).not.toBe("connected");
		expect(await from("/desk", url)).toBe("connected");
		expect(await from("/desk", "https://evil.example")).not.toBe("connected");
	});

	it("P1: the desk is for our own pages, even where the chat may be embedded", async () => {
		const { url } = await hub();
		expect(await outcome(client(`${url}/desk`, { origin: "https://oficina.example" }))).toBe("forbidden");
	});

	it("behind a proxy, PUBLIC_URL is our own page", async () => {
		const { url } = await hub({ publicUrl: "https://ayuda.example" });
		expect(await outcome(client(`${url}/desk`, { origin: "https://ayuda.example" }))).toBe("connected");
	});
});

describe("over the wire", () => {
	it("an undeclared event is answered, a declared one too", async () => {
		const socket = client(`${(await hub()).url}/webchat`);
		await outcome(socket);
		expect(await socket.emitWithAck("echo", "hola")).toEqual({ ok: true, data: "hola" });
		expect(await socket.emitWithAck("nope", {})).toMatchObject({ ok: false, error: { kind: "not-found" } });
		expect(await socket.emitWithAck("echo", Buffer.from("x"))).toMatchObject({ ok: false, error: { kind: "invalid" } });
	});

	it("10 MB of text closes the socket, and the hub goes on", async () => {
		const { url } = await hub();
		const socket = client(`${url}/webchat`);
		await outcome(socket);
		const closed = new Promise((resolve) => socket.on("disconnect", resolve));
		socket.emit("echo", "a".repeat(10_000_000));
		expect(await closed).toBe("transport close");
		const next = client(`${url}/webchat`);
		expect(await outcome(next)).toBe("connected");
	});

	it("a flood ends in a closed socket; another socket does not feel it", async () => {
		const { url } = await hub();
		const [noisy, calm] = [client(`${url}/webchat`), client(`${url}/webchat`)];
		await Promise.all([outcome(noisy), outcome(calm)]);
		const closed = new Promise((resolve) => noisy.on("disconnect", resolve));
		for (let sent = 0; sent < 2_000; sent += 1) noisy.emit("echo", "spam");
		expect(await closed).toBe("io server disconnect");
		expect(await calm.emitWithAck("echo", "still here")).toEqual({ ok: true, data: "still here" });
	});
});

it("a hub that stops lets go of its sockets so that they come back to the next one", async () => {
	const { url, realtime } = await hub();
	const socket = client(`${url}/webchat`);
	await outcome(socket);
	const reason = new Promise((resolve) => socket.on("disconnect", resolve));
	await realtime.close();
	expect(await reason).toBe("transport close");
});

const redisServer = "/usr/bin/redis-server";

describe("several hub processes", () => {
	it.skipIf(!existsSync(redisServer))("share their sockets over Redis", async () => {
		const port = await freePort();
		const redis = spawn(redisServer, ["--port", String(port), "--save", "", "--bind", "127.0.0.1"], { stdio: "pipe" });
		undo.push(() => {
			const gone = new Promise((resolve) => redis.once("exit", resolve));
			redis.kill();
			return gone;
		});
		await new Promise<void>((resolve) =>
			redis.stdout.on("data", (text) => String(text).includes("Ready to accept") && resolve()),
		);
		const redisUrl = `redis://127.0.0.1:${port}`;
		const [one, two] = [await hub({ redisUrl }), await hub({ redisUrl })];
		expect(one.realtime.shared).toBe(true);

		const socket = client(`${one.url}/webchat`);
		await outcome(socket);
		const told = new Promise((resolve) => socket.on("news", resolve));
		two.realtime.io.of("/webchat").emit("news", 42);
		expect(await told).toBe(42);
	});

	it("a Redis that is not there stops the start in one clear line", async () => {
		const server = createServer();
		const redisUrl = `redis://:hidden@127.0.0.1:${await freePort()}`;
		const config = { allowedOrigins: [], publicUrl: null, redisUrl };
		const starting = createRealtime({ server, config, log });
		await expect(starting).rejects.toThrow(StartupError);
		await expect(starting).rejects.toThrow(/^REDIS_URL: (?!.*hidden)/);
	});
});

async function freePort(): Promise<number> {
	const server = createTcpServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const port = portOf(server.address());
	await new Promise((resolve) => server.close(resolve));
	return port;
}
