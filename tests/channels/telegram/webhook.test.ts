import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { callPath, callRoutes } from "../../../channels/accounts/index.ts";
import type { Channel } from "../../../channels/channel.ts";
import { createTelegram } from "../../../channels/telegram/index.ts";
import { conversationId, type Message, Messages, messagesAfter } from "../../../src/conversations/index.ts";
import { storeFile } from "../../../src/platform/files/index.ts";
import { buildHttp, type HttpServer } from "../../../src/platform/http/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { createMetrics } from "../../../src/platform/metrics.ts";
import { ManualClock, startEngine } from "../../conversations/engine-support.ts";
import { type CrablinePeer, startCrabline } from "../../peers/crabline.ts";
import { settings } from "../../platform/http/server.ts";
import { useDatabase } from "../../support/database.ts";
import { contractBot } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { account, quick } from "./under-test.ts";

useDatabase();

let peer: CrablinePeer;
let open: { channel: Channel; app: HttpServer }[] = [];
const clock = new ManualClock();
const log = createLog({ level: "silent" });

beforeAll(async () => {
	peer = await startCrabline();
});
afterEach(async () => {
	for (const { channel, app } of open) {
		await channel.stop();
		await app.close();
	}
	open = [];
});
afterAll(() => peer.stop());

const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const conversationOf = (chat: number) => conversationId({ channel: "telegram", account, address: String(chat) });
const textsSent = (chat: number) =>
	peer
		.calls("sendMessage")
		.filter(({ chat_id }) => chat_id === chat)
		.map(({ text }) => text);

/** A hub that Telegram calls; `broken`: its store takes nothing. */
async function openHub(state = { broken: false }) {
	const app = await buildHttp({
		config: settings,
		log,
		metrics: createMetrics(),
		session: { authenticate: async () => null },
		ready: async () => ({ ready: true, parts: {} }),
	});
	// The address is known only once it listens, so a first one finds a free port.
	const publicUrl = await freeAddress();
	const webhook = { publicUrl, key: "a key of thirty-two letters and more" };
	const { token, root: apiRoot } = peer;
	const parts = { token, apiRoot, account, owner: "hub-1", clock, log, timing: quick, privacy: null, webhook };
	const channel = createTelegram(parts);
	const { engine } = startEngine({ clock, bot: contractBot(), courier: courierFor(channel) });
	await app.register(callRoutes(() => channel.calls));
	await channel.start({
		...engine,
		receive: (inbound) => (state.broken ? Promise.reject(new Error("no database")) : engine.receive(inbound)),
	});
	await app.listen({ host: "127.0.0.1", port: Number(new URL(publicUrl).port) });
	open.push({ channel, app });
	await eventually(() => expect(peer.calls("setWebhook").at(-1)?.url).toBe(publicUrl + callPath("telegram", account)));
	return { app, channel, engine };
}

async function freeAddress(): Promise<string> {
	const app = await buildHttp({
		config: settings,
		log,
		metrics: createMetrics(),
		session: { authenticate: async () => null },
		ready: async () => ({ ready: true, parts: {} }),
	});
	const address = await app.listen({ host: "127.0.0.1", port: 0 });
	await app.close();
	return address;
}

describe("a webhook", () => {
	it("C1 C2: takes in what Telegram calls with, once it is stored, and the commands are published", async () => {
		await openHub();
		await peer.writes(501, "hola");
		await eventually(() => expect(textsSent(501)).toEqual(["eco: hola"]));
		await eventually(() => expect(peer.calls("setMyCommands").length).toBeGreaterThanOrEqual(2));
		expect(peer.calls("getUpdates")).toEqual([]);
	});

	it("C2: that could not store says so, and Telegram comes again", async () => {
		const state = { broken: true };
		await openHub(state);
		await peer.writes(502, "dos");
		state.broken = false;
		await eventually(() => expect(textsSent(502)).toEqual(["eco: dos"]));
		expect(await Messages.countDocuments({ conversation: conversationOf(502), direction: "in" })).toBe(1);
	});

	it("P1: listens to nobody who does not know the secret, nor to a browser", async () => {
		const { app } = await openHub();
		const chat = { id: 503, type: "private" };
		const payload = { update_id: 9_000, message: { message_id: 1, chat, from: { id: 503 }, text: "falso" } };
		const call = (headers: Record<string, string>) =>
			app.inject({ method: "POST", url: callPath("telegram", account), headers, payload });
		expect((await call({})).statusCode).toBe(401);
		expect((await call({ "x-telegram-bot-api-secret-token": "x".repeat(43) })).statusCode).toBe(401);
		expect((await call({ origin: "https://oficina.example" })).statusCode).toBe(403);
		expect(await Messages.exists({ conversation: conversationOf(503) })).toBeNull();
	});
});

describe("what is sent to crabline", () => {
	it.each([
		[
			"mapa.png",
			Buffer.from(
				"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
				"base64",
			),
			"sendPhoto",
		],
		["constancia.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"), "sendDocument"],
	])("C3: %s arrives as a form that it takes", async (name, content, method) => {
		const { engine } = await openHub();
		await peer.writes(504, "hola");
		await eventually(async () => expect(await transcript(504)).not.toEqual([]));
		const conversation = conversationOf(504);
		const stored = await storeFile({
			buffer: content,
			name,
			owner: { conversation },
			uploadedBy: { kind: "agent", id: "ana" },
			now: clock.now(),
		});
		const part = { type: "file" as const, file: stored._id, name, mime: stored.mime, size: stored.size };
		await engine.change(conversation, (draft) => {
			draft.say({ kind: "agent", id: "ana" }, [{ type: "text", text: "Aquí está" }, part]);
		});
		await eventually(() => expect(peer.calls(method)).toHaveLength(1));
		expect(peer.calls(method)[0]).toMatchObject({ caption: "Aquí está" });
		await eventually(async () => expect((await transcript(504)).at(-1)?.delivery).toMatchObject({ state: "sent" }));
	});
});

async function transcript(chat: number): Promise<Message[]> {
	return (await messagesAfter(conversationOf(chat), 0, { limit: 100, notes: false })).messages;
}
