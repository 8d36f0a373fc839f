import { describe, expect, it } from "vitest";
import {
	externalIdOf,
	findConversation,
	type Message,
	Messages,
	messagesAfter,
} from "../../../src/conversations/index.ts";
import { textOf } from "../../conversations/engine-support.ts";
import type { TelegramCitizen } from "../../peers/telegram-api.ts";
import { useDatabase } from "../../support/database.ts";
import { twoOptions } from "../contract-bot.ts";
import { account, conversationOf } from "./under-test.ts";
import { eventually, shows, textsOf, useTelegram } from "./use-telegram.ts";

useDatabase();
const { peer, clock, open } = useTelegram();

async function partsIn(citizen: TelegramCitizen): Promise<Message["parts"][]> {
	const { messages } = await messagesAfter(conversationOf(citizen), 0, { limit: 100, notes: false });
	return messages.filter(({ direction }) => direction === "in").map(({ parts }) => parts);
}

describe("a pressed button", () => {
	it("B10: is acknowledged to the citizen in words", async () => {
		await open();
		const citizen = peer().citizen({ language_code: "en" });
		await citizen.writes("botones");
		await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
		await citizen.clicks("No");
		await eventually(async () => {
			const { answeredClicks } = await peer().state();
			expect(answeredClicks.at(-1)?.text).toBe("You chose: No");
		});
		const [shown] = await citizen.shown();
		for (const data of shown?.data ?? []) expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
	});

	it("B10: goes away with those beside it, and the choice stands in their place", async () => {
		await open();
		const citizen = peer().citizen();
		await citizen.writes("botones");
		await eventually(async () => expect((await citizen.shown())[0]?.buttons).toHaveLength(2));
		await citizen.clicks("No");
		await eventually(async () =>
			expect((await citizen.shown())[0]).toMatchObject({ text: "¿Está bien así?\n\nEligió: No", buttons: [] }),
		);
	});

	it("P1: forged data choose nothing, and are kept as what they are", async () => {
		await open();
		const citizen = peer().citizen();
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
		const citizen = peer().citizen({ first_name: "Ana", last_name: "López", language_code: "en-US" });
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
		const group = peer().citizen({ type: "group" });
		const citizen = peer().citizen();
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
			const { commands } = await peer().state();
			expect(commands[""]?.map(({ command }) => command)).toEqual(["start", "ayuda", "humano"]);
			expect(commands.en?.map(({ command }) => command)).toEqual(["start", "help", "human"]);
		});
	});

	it("is shown the privacy notice once, with the first answer, and accepts it by writing on", async () => {
		await open({ privacy: "v1" });
		const citizen = peer().citizen();
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
		const citizen = peer().citizen();
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
		const citizen = peer().citizen();
		await citizen.writes("¿Cuánto questa?");
		await shows(citizen, ["eco: ¿Cuánto questa?"]);
		const stored = await Messages.findOne({ conversation: conversationOf(citizen), direction: "in" }).lean();
		const edit = (update_id: number, text: string) => {
			const chat = { id: citizen.id, type: "private" };
			const edited_message = { message_id: Number(stored && externalIdOf(stored)), chat, from: chat, text };
			return peer().raw({ update_id, edited_message });
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
		const citizen = peer().citizen();
		await citizen.writes("hola");
		await shows(citizen, ["eco: hola"]);
		const chat = { id: citizen.id, type: "private" };
		const became = (before: string, after: string) =>
			peer().raw({
				my_chat_member: { chat, from: chat, old_chat_member: { status: before }, new_chat_member: { status: after } },
			});
		await became("member", "kicked");
		await became("kicked", "member");
		await eventually(async () => {
			expect(await notesOf(citizen)).toEqual([expect.stringContaining("bloqueó"), expect.stringContaining("volvió")]);
		});
	});
});
