import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Channel } from "../../../channels/channel.ts";
import { createTelegram, type TelegramParts } from "../../../channels/telegram/index.ts";
import { methodFor } from "../../../channels/telegram/send-file.ts";
import { findConversation, type Message, messagesAfter, type Part } from "../../../src/conversations/index.ts";
import { openFile, type StoredFile, scanWith, storeFile } from "../../../src/platform/files/index.ts";
import { Files } from "../../../src/platform/files/model.ts";
import { createLog } from "../../../src/platform/log.ts";
import { texts } from "../../../src/texts/index.ts";
import { ManualClock, startEngine, textOf } from "../../conversations/engine-support.ts";
import { startTelegramApi, type TelegramCitizen, type TelegramPeer } from "../../peers/telegram-api.ts";
import { useDatabase } from "../../support/database.ts";
import { contractBot } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { account, conversationOf, quick } from "./under-test.ts";

useDatabase();

let peer: TelegramPeer;
let channels: Channel[] = [];
const clock = new ManualClock();
const lines: string[] = [];

beforeAll(async () => {
	peer = await startTelegramApi();
});
afterEach(async () => {
	await peer.letsGo();
	await Promise.all(channels.map((channel) => channel.stop()));
	channels = [];
});
afterAll(() => peer.stop());

const written = new Writable({
	write(chunk, _encoding, done) {
		lines.push(String(chunk));
		done();
	},
});

async function open(parts: Partial<TelegramParts> = {}) {
	const { token, root: apiRoot } = peer;
	const log = createLog({ level: "trace" }, written);
	const own = { token, apiRoot, account, owner: "hub-1", clock, log, timing: quick, privacy: null, ...parts };
	const channel = createTelegram(own);
	channels.push(channel);
	const { engine } = startEngine({ owner: own.owner, clock, bot: contractBot(), courier: courierFor(channel) });
	await channel.start(engine);
	return { engine, channel };
}

const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

async function heard(citizen: TelegramCitizen): Promise<Message["parts"][]> {
	const { messages } = await messagesAfter(conversationOf(citizen), 0, { limit: 100, notes: false });
	return messages.filter(({ direction }) => direction === "in").map(({ parts }) => parts);
}
const hears = (citizen: TelegramCitizen, parts: unknown[][]) =>
	eventually(async () => expect(await heard(citizen)).toEqual(parts));

const png = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);
const pdf = Buffer.from("%PDF-1.4\n%%EOF\n");
const text = (text: string): Part => ({ type: "text", text });
const inbox = () => mongoose.connection.collection("channel-inbox").countDocuments();

describe("a citizen's file", () => {
	it("C3: is fetched from Telegram, stored, and opens in the conversation", async () => {
		await open();
		const citizen = peer.citizen();
		await peer.keeps("large", png);
		await citizen.sends({
			photo: [{ file_id: "large", width: 9, height: 9 }, { file_id: "small" }],
			caption: "mi DUI",
		});
		const stored = { type: "file", file: expect.any(String), name: "Foto.png", mime: "image/png", size: png.length };
		await hears(citizen, [[text("mi DUI"), { ...stored, width: 1, height: 1 }]]);
		const [, part] = (await heard(citizen))[0] ?? [];
		const { file, stream } = await openFile(part?.type === "file" ? part.file : "");
		expect((await buffer(stream)).equals(png)).toBe(true);
		expect(file).toMatchObject({ conversation: conversationOf(citizen), uploadedBy: { kind: "citizen" } });
		await eventually(async () => expect(await inbox()).toBe(0));
	});

	it("C2: that takes its time holds up its own chat, in order, and no other", async () => {
		await open();
		const [slow, other] = [peer.citizen(), peer.citizen()];
		await peer.keeps("slow", pdf);
		await peer.holds("slow");
		await slow.sends({ document: { file_id: "slow", file_name: "a.pdf" } });
		await slow.writes("¿llegó?");
		await other.writes("hola");
		await eventually(async () => expect((await other.shown()).map(({ text }) => text)).toEqual(["eco: hola"]));
		await eventually(async () => expect((await peer.state()).waiting).toBe(0));
		expect(await heard(slow)).toEqual([]);
		await peer.letsGo();
		await hears(slow, [[expect.objectContaining({ name: "a.pdf" })], [text("¿llegó?")]]);
	});

	it("C2: whose process falls while it is fetched is fetched by the next one", async () => {
		const first = await open();
		const citizen = peer.citizen();
		await peer.keeps("fallen", pdf);
		await peer.holds("fallen");
		await citizen.sends({ document: { file_id: "fallen", file_name: "b.pdf" } });
		await citizen.writes("y esto");
		await eventually(async () => expect(await inbox()).toBe(2));
		await first.channel.stop();
		expect(await heard(citizen)).toEqual([]);

		await peer.letsGo();
		await open({ owner: "hub-2" });
		await hears(citizen, [[expect.objectContaining({ name: "b.pdf" })], [text("y esto")]]);
	});

	it.each([
		["is too large", { file_size: 21_000_000 }, pdf, "no se recibió, pesa más de 20 MB"],
		["runs when it is opened", { file_name: "virus.exe" }, pdf, "no se recibió, este tipo de archivo no se acepta"],
		["is none of our types by its bytes", {}, Buffer.from("MZ\u0000\u0001\u0002"), "este tipo de archivo no se acepta"],
		["is empty", {}, Buffer.alloc(0), "no se recibió"],
		["Telegram does not give", {}, null, "no se recibió, Telegram no lo entregó"],
	])("C2: that %s is named with the reason, and its words are kept", async (_what, fields, content, why) => {
		await open();
		const citizen = peer.citizen();
		const id = `bad${citizen.id}`;
		await peer.keeps(id, content);
		await citizen.sends({ document: { file_id: id, file_name: "x.pdf", ...fields }, caption: "mi papel" });
		await eventually(async () => expect(await heard(citizen)).toHaveLength(1));
		const [[words, named] = []] = await heard(citizen);
		expect(words).toEqual(text("mi papel"));
		expect(textOf({ parts: named ? [named] : [] })).toContain(why);
		// The citizen is told as well, after whatever the bot makes of it.
		await eventually(async () =>
			expect((await citizen.shown()).map(({ text }) => text)).toEqual([
				"eco: mi papel",
				expect.stringMatching(/^No pudimos recibir su archivo: .+\./),
			]),
		);
		await eventually(async () => expect(await inbox()).toBe(0));
	});

	it("C2: is asked for again after a fault of Telegram's, and not after a refusal", async () => {
		await open();
		const citizen = peer.citizen();
		await peer.keeps("late", pdf);
		await peer.refusesFile("late", { ok: false, error_code: 502 }, { ok: false, error_code: 500 }, null);
		await citizen.sends({ document: { file_id: "late", file_name: "c.pdf" } });
		await citizen.sends({ voice: { file_id: "unknown" } });
		await hears(citizen, [
			[expect.objectContaining({ name: "c.pdf" })],
			[text("[Mensaje de voz: no se recibió, Telegram no lo entregó]")],
		]);
	});

	it("C2: that never comes is given up, and named", async () => {
		await open();
		const citizen = peer.citizen();
		await peer.refusesFile("never", { ok: false, error_code: 502 });
		await citizen.sends({ video_note: { file_id: "never" } });
		await hears(citizen, [[text("[Video: no se recibió, Telegram no lo entregó]")]]);
	});

	it("P2: leaves the token in no log", () => {
		expect(lines.length).toBeGreaterThan(0);
		expect(lines.join("")).not.toContain(peer.token.split(":")[1]);
	});

	it("P9: that is infected is kept from everybody; its citizen is told", async () => {
		// What clamd says is its own test's; here, that it is infected.
		const found: StoredFile["scan"] = { state: "infected", at: clock.now(), tries: 1, dueAt: null };
		scanWith({ scanNew: async (file) => ({ ...file, scan: found }) });
		onTestFinished(() => scanWith(null));
		await open();
		const citizen = peer.citizen();
		await peer.keeps("harmful", pdf);
		await citizen.sends({ document: { file_id: "harmful", file_name: "c.pdf" } });
		await hears(citizen, [[expect.objectContaining({ type: "file", name: "c.pdf" })]]);
		const told = texts("es", "channels").say("notTaken.why.infected");
		await eventually(async () => expect((await citizen.shown()).map(({ text }) => text).join()).toContain(told));
	});
});

describe("a file for a citizen", () => {
	it.each([
		["a photo", { mime: "image/jpeg", size: 10 }, "photo"],
		["a photo of more than 10 MB", { mime: "image/png", size: 10_485_761 }, "document"],
		["a panorama", { mime: "image/jpeg", size: 10, width: 4_200, height: 200 }, "document"],
		["a poster", { mime: "image/png", size: 10, width: 6_000, height: 6_000 }, "document"],
		["a picture of another kind", { mime: "image/heic", size: 10 }, "document"],
		["a voice note", { mime: "audio/ogg", size: 10 }, "voice"],
		["a song", { mime: "audio/mpeg", size: 10 }, "audio"],
		["a sound", { mime: "audio/wav", size: 10 }, "document"],
		["a film", { mime: "video/mp4", size: 10 }, "video"],
		["a paper", { mime: "application/pdf", size: 10 }, "document"],
	])("C3: %s goes as what shows it best", (_what, part, as) => {
		expect(methodFor(part)).toBe(as);
	});

	async function conversationWith(citizen: TelegramCitizen) {
		await citizen.writes("hola");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		const conversation = await findConversation(conversationOf(citizen));
		if (!conversation) throw new Error("No conversation");
		return conversation;
	}

	async function saying(citizen: TelegramCitizen, ...parts: Part[]) {
		const conversation = await conversationWith(citizen);
		const stored = await storeFile({
			buffer: png,
			name: "mapa.png",
			owner: { conversation: conversation._id },
			uploadedBy: { kind: "agent", id: "ana" },
			now: clock.now(),
		});
		const { _id: file, name, mime, size } = stored;
		const message: Message = {
			_id: `${conversation._id}.said`,
			conversation: conversation._id,
			interaction: null,
			seq: 3,
			after: 2,
			author: { kind: "agent", id: "ana" },
			direction: "out",
			parts: [...parts, { type: "file", file, name, mime, size }],
			at: clock.now(),
		};
		return { conversation, message };
	}

	it("C3: has a short text under it", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const { conversation, message } = await saying(citizen, text("Aquí es"));
		await channel.send?.(conversation, message);
		expect((await citizen.shown())[1]).toMatchObject({ text: "Aquí es", file: { kind: "photo", name: "mapa.png" } });
	});

	it("C2: goes on where it stopped, after the text that was sent", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const { conversation, message } = await saying(citizen, text("a".repeat(2_000)));
		await peer.refuses(citizen, null, { ok: false, error_code: 429, parameters: { retry_after: 1 } }, null);
		await expect(channel.send?.(conversation, message)).rejects.toMatchObject({ code: "429" });
		await channel.send?.(conversation, message);
		const shown = (await citizen.shown()).slice(1);
		expect(shown.map(({ file }) => file?.kind ?? "text")).toEqual(["text", "photo"]);
	});

	it("C3: that is not taken as a photo is given as a document", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const { conversation, message } = await saying(citizen);
		await peer.refuses(citizen, { ok: false, error_code: 400, description: "PHOTO_INVALID_DIMENSIONS" }, null);
		await channel.send?.(conversation, message);
		const file = (await citizen.shown())[1]?.file;
		expect(file).toMatchObject({ kind: "document", name: "mapa.png" });
		expect(file?.content.equals(png)).toBe(true);
	});

	it("P9: that is infected is not sent; staff is told that it is", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const { conversation, message } = await saying(citizen);
		await Files.updateOne({ "metadata.conversation": conversation._id }, { "metadata.scan.state": "infected" });
		const refused = { name: "ChannelError", code: "infected", retry: false };
		await expect(channel.send?.(conversation, message)).rejects.toMatchObject(refused);
		expect(await citizen.shown()).toHaveLength(1);
	});

	it("C3: that is gone is told to staff as that", async () => {
		const { channel } = await open();
		const { conversation, message } = await saying(peer.citizen());
		const gone = {
			...message,
			parts: message.parts.map((part) => (part.type === "file" ? { ...part, file: "?" } : part)),
		};
		await expect(channel.send?.(conversation, gone)).rejects.toMatchObject({ code: "no-file", retry: false });
	});
});
