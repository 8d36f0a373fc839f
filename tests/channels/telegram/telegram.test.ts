import { Writable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Channel, Intake } from "../../../channels/channel.ts";
import { createTelegram, type TelegramParts } from "../../../channels/telegram/index.ts";
import {
	type Conversation,
	externalIdOf,
	findConversation,
	type Message,
	Messages,
	messagesAfter,
} from "../../../src/conversations/index.ts";
import { releaseLease, takeLease } from "../../../src/platform/lease.ts";
import { createLog } from "../../../src/platform/log.ts";
import { ManualClock, startEngine, textOf } from "../../conversations/engine-support.ts";
import { startTelegramApi, type TelegramCitizen, type TelegramPeer } from "../../peers/telegram-api.ts";
import { useDatabase } from "../../support/database.ts";
import { contractBot, twoOptions } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { account, conversationOf, quick } from "./under-test.ts";

useDatabase();

let peer: TelegramPeer;
let channels: Channel[] = [];
const clock = new ManualClock();

beforeAll(async () => {
	peer = await startTelegramApi();
});
afterEach(async () => {
	await Promise.all(channels.map((channel) => channel.stop()));
	channels = [];
	await peer.up();
});
afterAll(() => peer.stop());

function telegram(parts: Partial<TelegramParts> = {}): Channel {
	const log = createLog({ level: "silent" });
	const channel = createTelegram({
		token: peer.token,
		apiRoot: peer.root,
		account,
		owner: "hub-1",
		clock,
		log,
		timing: quick,
		// It has tests of its own.
		privacy: null,
		...parts,
	});
	channels.push(channel);
	return channel;
}

/** A hub whose bot answers. */
async function open(parts: Partial<TelegramParts> = {}) {
	const channel = telegram(parts);
	const bot = contractBot();
	const { engine } = startEngine({ owner: parts.owner ?? "hub-1", clock, bot, courier: courierFor(channel) });
	await channel.start(engine);
	return { engine, bot, channel };
}

const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const textsOf = async (citizen: TelegramCitizen) => (await citizen.shown()).map(({ text }) => text);
const shows = (citizen: TelegramCitizen, texts: string[]) =>
	eventually(async () => expect(await textsOf(citizen)).toEqual(texts));

async function partsIn(citizen: TelegramCitizen): Promise<Message["parts"][]> {
	const { messages } = await messagesAfter(conversationOf(citizen), 0, { limit: 100, notes: false });
	return messages.filter(({ direction }) => direction === "in").map(({ parts }) => parts);
}

describe("fetching", () => {
	it("C2: what could not be stored is fetched again; it is acknowledged only then", async () => {
		const citizen = peer.citizen();
		const received: string[] = [];
		let broken = true;
		const intake: Intake = {
			resume: async () => 0,
			change: () => Promise.reject(new Error("nothing changes here")),
			mark: async () => {},
			async receive({ externalId }) {
				received.push(externalId);
				if (broken) throw new Error("no database");
				return { id: externalId, conversation: "", repeated: false };
			},
		};
		await telegram().start(intake);
		await citizen.writes("hola");
		await eventually(() => expect(received.length).toBeGreaterThan(2));
		expect((await peer.state()).waiting).toBe(1);
		broken = false;
		await eventually(async () => expect((await peer.state()).waiting).toBe(0));
		expect(new Set(received).size).toBe(1);
	});

	it("C2: goes on after somebody else polled (409) and after the service was away", async () => {
		await open();
		const citizen = peer.citizen();
		await eventually(async () => expect((await peer.state()).polling).toBe(true));
		await fetch(`${peer.root}/bot${peer.token}/getUpdates`);
		await citizen.writes("uno");
		await shows(citizen, ["eco: uno"]);
		await peer.down();
		await citizen.writes("dos");
		await peer.up();
		await shows(citizen, ["eco: uno", "eco: dos"]);
	});

	it("C2: stops at once, though the request would wait for a minute", async () => {
		const { channel } = await open({ timing: { ...quick, waitSeconds: 60 } });
		await eventually(async () => expect((await peer.state()).polling).toBe(true));
		await channel.stop();
		await eventually(async () => expect((await peer.state()).polling).toBe(false));
	}, 20_000);

	it("C2: one hub polls at a time; another takes over from a fallen one within 30 s", async () => {
		await takeLease(`telegram.${account}`, "fallen", 20_000, clock.now());
		let looks = 0;
		const looking = {
			now() {
				looks += 1;
				return clock.now();
			},
		};
		const before = (await peer.state()).polls;
		const citizen = peer.citizen();
		await open({ owner: "heir", clock: looking });
		await citizen.writes("¿hay alguien?");
		await eventually(() => expect(looks).toBeGreaterThan(3));
		expect((await peer.state()).polls).toBe(before);

		clock.advance(20_000);
		await shows(citizen, ["eco: ¿hay alguien?"]);
	});

	it("C2: who lost its lease polls no more", async () => {
		await open({ owner: "slow" });
		await eventually(async () => expect((await peer.state()).polling).toBe(true));
		// The slow one may renew it in between.
		await eventually(async () => {
			await releaseLease(`telegram.${account}`, "slow");
			expect(await takeLease(`telegram.${account}`, "quick", 20_000, clock.now())).toBe(true);
		});
		await eventually(async () => expect((await peer.state()).polling).toBe(false));
		await releaseLease(`telegram.${account}`, "quick");
	});
});

describe("a pressed button", () => {
	it("B10: is acknowledged to the citizen in words", async () => {
		await open();
		const citizen = peer.citizen({ language_code: "en" });
		await citizen.writes("botones");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		await citizen.clicks("No");
		await eventually(async () => {
			const { answeredClicks } = await peer.state();
			expect(answeredClicks.at(-1)?.text).toBe("You chose: No");
		});
		const [shown] = await citizen.shown();
		for (const data of shown?.data ?? []) expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
	});

	it("B10: goes away with those beside it, and the choice stands in their place", async () => {
		await open();
		const citizen = peer.citizen();
		await citizen.writes("botones");
		await eventually(async () => expect((await citizen.shown())[0]?.buttons).toHaveLength(2));
		await citizen.clicks("No");
		await eventually(async () =>
			expect((await citizen.shown())[0]).toMatchObject({ text: "¿Está bien así?\n\nEligió: No", buttons: [] }),
		);
	});

	it("P1: forged data choose nothing, and are kept as what they are", async () => {
		await open();
		const citizen = peer.citizen();
		await citizen.writes("botones");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		// Its own message, an option that is not there, a message that is not there, and another's way of saying it.
		for (const data of ["1.0", "2.7", "99.0", twoOptions[0]?.id ?? ""]) await citizen.forges(data);
		await eventually(async () => expect(await partsIn(citizen)).toHaveLength(5));
		const gone = { type: "text", text: "[Botón que ya no está disponible]" };
		expect((await partsIn(citizen)).slice(1)).toEqual([[gone], [gone], [gone], [gone]]);
	});
});

describe("who writes", () => {
	it("C1: is known by the name and the language that Telegram gives", async () => {
		await open();
		const citizen = peer.citizen({ first_name: "Ana", last_name: "López", language_code: "en-US" });
		await citizen.writes("/start");
		await shows(citizen, ["eco: /start"]);
		const conversation = await findConversation(conversationOf(citizen));
		expect(conversation).toMatchObject({
			channel: "telegram",
			account,
			address: String(citizen.id),
			contact: { name: "Ana López", language: "en" },
		});
	});

	it("P2: in a group is told once a day to write in private, and holds up nobody", async () => {
		const { bot } = await open();
		const group = peer.citizen({ type: "group" });
		const citizen = peer.citizen();
		for (const text of ["hola a todos", "¿me oye?"]) await group.writes(text);
		await citizen.writes("hola");
		await shows(citizen, ["eco: hola"]);
		await eventually(async () => expect(await textsOf(group)).toEqual([expect.stringContaining("privad")]));
		clock.advance(25 * 3_600_000);
		await group.writes("¿y hoy?");
		await eventually(async () => expect(await group.shown()).toHaveLength(2));
		expect(bot.heard).toEqual(["hola"]);
		expect(await findConversation(conversationOf(group))).toBeNull();
	});

	it("B10: finds the commands in the menu, in both languages", async () => {
		await open();
		await eventually(async () => {
			const { commands } = await peer.state();
			expect(commands[""]?.map(({ command }) => command)).toEqual(["start", "ayuda", "humano"]);
			expect(commands.en?.map(({ command }) => command)).toEqual(["start", "help", "human"]);
		});
	});

	it("is shown the privacy notice once, with the first answer, and accepts it by writing on", async () => {
		await open({ privacy: "v1" });
		const citizen = peer.citizen();
		await citizen.writes("hola");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		expect((await textsOf(citizen))[0]).toMatch(/^eco: hola\n\n.*privacidad \(versión v1\)/);
		expect((await findConversation(conversationOf(citizen)))?.privacy).toBeNull();
		const sent = { conversation: conversationOf(citizen), "delivery.state": "sent" as const };
		await eventually(async () => expect(await Messages.countDocuments(sent)).toBe(1));

		await citizen.writes("sigo");
		await eventually(async () => expect((await textsOf(citizen)).slice(1)).toEqual(["eco: sigo"]));
		const conversation = await findConversation(conversationOf(citizen));
		expect(conversation?.privacy).toMatchObject({ version: "v1", at: expect.any(Date) });
	});

	it("is shown a new version of it again", async () => {
		const first = await open({ privacy: "v2" });
		const citizen = peer.citizen();
		await citizen.writes("hola");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		await first.channel.stop();
		await open({ privacy: "v3", owner: "hub-2" });
		await citizen.writes("sigo");
		await eventually(async () => expect((await textsOf(citizen))[1]).toContain("versión v3"));
	});
});

describe("what happens to what was written", () => {
	async function notesOf(citizen: TelegramCitizen): Promise<string[]> {
		const { messages } = await messagesAfter(conversationOf(citizen), 0, { limit: 100, notes: true });
		return messages.filter(({ direction }) => direction === "note").map(textOf);
	}

	it("C2: an edit is a line for staff, once, and no new turn", async () => {
		const { bot } = await open();
		const citizen = peer.citizen();
		await citizen.writes("¿Cuánto questa?");
		await shows(citizen, ["eco: ¿Cuánto questa?"]);
		const stored = await Messages.findOne({ conversation: conversationOf(citizen), direction: "in" }).lean();
		const edit = (update_id: number, text: string) => {
			const chat = { id: citizen.id, type: "private" };
			const edited_message = { message_id: Number(stored && externalIdOf(stored)), chat, from: chat, text };
			return peer.raw({ update_id, edited_message });
		};
		await edit(70_000, "¿Cuánto cuesta?");
		await edit(70_000, "¿Cuánto cuesta?");
		// Telegram says so, too, of a link whose preview came later.
		await edit(70_001, "¿Cuánto questa?");
		await citizen.writes("gracias");
		await shows(citizen, ["eco: ¿Cuánto questa?", "eco: gracias"]);
		expect(await notesOf(citizen)).toEqual(["El ciudadano corrigió su mensaje: ¿Cuánto cuesta?"]);
		expect(bot.heard).toEqual(["¿Cuánto questa?", "gracias"]);
	});

	it("C2: that the citizen blocked the bot and came back is a line for staff", async () => {
		await open();
		const citizen = peer.citizen();
		await citizen.writes("hola");
		await shows(citizen, ["eco: hola"]);
		const chat = { id: citizen.id, type: "private" };
		const became = (before: string, after: string) =>
			peer.raw({
				my_chat_member: { chat, from: chat, old_chat_member: { status: before }, new_chat_member: { status: after } },
			});
		await became("member", "kicked");
		await became("kicked", "member");
		await eventually(async () => {
			expect(await notesOf(citizen)).toEqual([expect.stringContaining("bloqueó"), expect.stringContaining("volvió")]);
		});
	});
});

describe("sending", () => {
	const tooFast = { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 7 } };

	/** A conversation as the outbox hands it to the channel. */
	async function conversationWith(citizen: TelegramCitizen): Promise<Conversation> {
		await citizen.writes("hola");
		await shows(citizen, ["eco: hola"]);
		const conversation = await findConversation(conversationOf(citizen));
		if (!conversation) throw new Error("No conversation");
		return conversation;
	}

	const saying = (conversation: Conversation, text: string): Message => ({
		_id: `${conversation._id}.said`,
		conversation: conversation._id,
		interaction: null,
		seq: 3,
		after: 2,
		author: { kind: "bot" },
		direction: "out",
		parts: [{ type: "text", text }],
		at: clock.now(),
	});

	it("C2: waits as long as Telegram asks for", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const conversation = await conversationWith(citizen);
		await peer.refuses(citizen, tooFast);
		await expect(channel.send?.(conversation, saying(conversation, "x"))).rejects.toMatchObject({
			kind: "refused",
			code: "429",
			retry: true,
			retryAfterMs: 7_000,
		});
	});

	it("C2: a message that failed between its pieces goes on where it stopped", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const conversation = await conversationWith(citizen);
		const message = saying(conversation, ["a", "b", "c"].map((letter) => letter.repeat(4_000)).join("\n\n"));
		await peer.refuses(citizen, null, tooFast, null);
		await expect(channel.send?.(conversation, message)).rejects.toMatchObject({ code: "429" });
		const { externalId } = (await channel.send?.(conversation, message)) ?? {};
		const shown = (await citizen.shown()).slice(1);
		expect(shown.map(({ text }) => text[0])).toEqual(["a", "b", "c"]);
		expect(externalId).toBe(String(shown.at(-1)?.id));
	});

	it("what shows nothing is refused, not sent for ever", async () => {
		const { channel } = await open();
		const conversation = await conversationWith(peer.citizen());
		await expect(channel.send?.(conversation, saying(conversation, "\u200b"))).rejects.toMatchObject({
			code: "empty",
			retry: false,
		});
	});

	it("P2: neither errors nor the log hold the token or what was said", async () => {
		const lines: string[] = [];
		const written = new Writable({
			write(chunk, _encoding, done) {
				lines.push(String(chunk));
				done();
			},
		});
		const { channel } = await open({ log: createLog({ level: "trace" }, written) });
		const citizen = peer.citizen();
		const conversation = await conversationWith(citizen);
		await peer.down();
		const error: unknown = await channel.send?.(conversation, saying(conversation, "mi secreto")).catch((e) => e);
		await eventually(() => expect(lines.join("")).toContain("ECONN"));
		const everything = [
			...lines,
			String(error),
			error instanceof Error ? error.stack : "",
			JSON.stringify(error),
		].join();
		expect(error).toMatchObject({ name: "ChannelError", kind: "unreachable" });
		expect(everything).not.toContain(peer.token.split(":")[1]);
		expect(everything).not.toContain("mi secreto");
	});
});
