import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
	Conversations,
	conversationId,
	findConversation,
	Interactions,
	interactionsOf,
	messagesAfter,
} from "../../src/conversations/index.ts";
import { listConversations } from "../../src/desk/lists.ts";
import { addressOf, logByHand } from "../../src/desk/log-by-hand.ts";
import { LogInput } from "../../src/desk/wire.ts";
import { Events } from "../../src/events/index.ts";
import { findFile, storeFile } from "../../src/platform/files/index.ts";
import { useDatabase } from "../support/database.ts";
import { everything, type Office, openOffice, staffMember, wordsIn } from "./at-work.ts";

useDatabase();
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const marta = staffMember("Marta");
const minute = 60_000;

function visit(more: Record<string, unknown> = {}) {
	const now = office.clock.now().getTime();
	return LogInput.parse({
		id: randomUUID(),
		channel: "in-person",
		name: "Rosa Campos",
		contact: "7777-8888",
		openedAt: new Date(now - 10 * minute),
		endedAt: new Date(now - 2 * minute),
		summary: "Trajo su documento.\nSe le explicó cómo renovar.",
		outcome: "resolved-by-agent",
		topic: "firma",
		...more,
	});
}

const log = (given: ReturnType<typeof visit>, by = ana) => logByHand(office.engine, by, given, office.clock.now());

describe("C7: an interaction logged by hand counts as any other", () => {
	it("is an interaction with its own times, a line in the transcript, events, and stands in the history", async () => {
		const given = visit();
		const now = office.clock.now();
		const { id, conversation } = await log(given);

		expect(id).toBe(given.id);
		expect(await interactionsOf(conversation, 10)).toEqual([
			expect.objectContaining({
				_id: id,
				channel: "in-person",
				openedAt: given.openedAt,
				answeredAt: given.openedAt,
				endedAt: given.endedAt,
				outcome: "resolved-by-agent",
				agent: ana.id,
				agentName: "Ana",
				topic: "firma",
				survey: null,
			}),
		]);
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages).toEqual([
			expect.objectContaining({
				direction: "note",
				author: { kind: "agent", id: ana.id, name: "Ana" },
				parts: [{ type: "text", text: given.summary }],
				interaction: id,
				at: now,
			}),
		]);
		expect(await findConversation(conversation)).toMatchObject({
			channel: "in-person",
			account: "by-hand",
			address: "77778888",
			contact: { name: "Rosa Campos", language: "es" },
			stage: "closed",
			unread: 0,
			dueAt: null,
			lastMessage: { text: "Trajo su documento. Se le explicó cómo renovar.", from: "agent" },
		});
		const events = await Events.find({ conversation }).sort({ at: 1 }).lean();
		expect(events.map(({ type, at, actor, data }) => [type, at, actor.id, data.outcome])).toEqual([
			["conversation.opened", given.openedAt, null, undefined],
			["conversation.closed", given.endedAt, ana.id, "resolved-by-agent"],
			["interaction.logged", now, ana.id, "resolved-by-agent"],
		]);
		expect(events.every(({ subject }) => subject?.id === id)).toBe(true);
		const { rows } = await listConversations(marta, "past", undefined);
		expect(rows[0]).toMatchObject({ id: conversation, name: "Rosa Campos", channel: "in-person", unread: 0 });
	});

	it("B8: nobody is asked anything, and the bot has nothing to do with it", async () => {
		const { conversation } = await log(visit({ contact: "sin-bot" }));
		office.clock.advance(40 * minute);
		await office.sweep("conversations.lapse");
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages.map(wordsIn)).toHaveLength(1);
		expect(await findConversation(conversation)).toMatchObject({
			stage: "closed",
			interaction: { endedAt: expect.any(Date) },
		});
	});

	it("sent twenty times at once, and again later, it is on record once", async () => {
		const given = visit({ contact: "repetida@oficina.example" });
		const answers = await Promise.all(Array.from({ length: 20 }, () => log(given)));
		expect(new Set(answers.map(({ conversation }) => conversation)).size).toBe(1);
		const { conversation } = await log(given);
		expect(await Interactions.countDocuments({ conversation })).toBe(1);
		expect(await Events.countDocuments({ conversation, type: "interaction.logged" })).toBe(1);
		expect((await messagesAfter(conversation, 0, everything)).messages).toHaveLength(1);
	});

	it("sent again with another contact because the answer was lost, it stays where it is", async () => {
		const given = visit({ contact: "primera@oficina.example" });
		const first = await log(given);
		expect(await log({ ...given, contact: "otra@oficina.example" })).toEqual(first);
		expect(await Conversations.countDocuments({ address: "otra@oficina.example" })).toBe(0);
		await expect(log(given, luis)).rejects.toMatchObject({ kind: "conflict", details: { field: "id" } });
	});

	it("the same contact on the same channel is one conversation, whoever logs and in whatever order", async () => {
		const now = office.clock.now().getTime();
		const later = await log(visit({ channel: "phone", contact: "2222 3333", name: "Elena", topic: "" }));
		const earlier = await log(
			visit({
				channel: "phone",
				contact: "(2222) 3333",
				name: "",
				openedAt: new Date(now - 3 * 24 * 60 * minute),
				endedAt: new Date(now - 3 * 24 * 60 * minute + minute),
			}),
			luis,
		);
		expect(earlier.conversation).toBe(later.conversation);
		const found = await interactionsOf(later.conversation, 10);
		expect(found.map(({ _id, agentName, topic }) => [_id, agentName, topic])).toEqual([
			[later.id, "Ana", null],
			[earlier.id, "Luis", "firma"],
		]);
		expect((await findConversation(later.conversation))?.contact.name).toBe("Elena");
		const inPerson = await log(visit({ channel: "in-person", contact: "2222 3333" }));
		expect(inPerson.conversation).not.toBe(later.conversation);
	});

	it("without a contact each is a conversation of its own", async () => {
		const one = await log(visit({ channel: "letter", name: "", contact: "" }));
		const other = await log(visit({ channel: "letter", name: "", contact: "" }));
		expect(one.conversation).not.toBe(other.conversation);
	});

	it.each([
		["7777-8888", "77778888"],
		["+503 7777 8888", "50377778888"],
		["(503) 7777.8888", "50377778888"],
		["Ana@Oficina.Example", "ana@oficina.example"],
		["DUI 01234567-8", "dui 01234567-8"],
		["—", "—"],
		["()", "()"],
	])("the contact %s is the address %s", (contact, address) => {
		expect(addressOf(contact)).toBe(address);
	});
});

describe("C7: what is wrong is said by its field, and nothing is on record", () => {
	const from = (ms: number) => new Date(office.clock.now().getTime() + ms);
	const day = 24 * 60 * minute;
	it.each([
		["begins tomorrow", () => ({ openedAt: from(day), endedAt: from(2 * day) }), "openedAt"],
		["ends tomorrow", () => ({ endedAt: from(day) }), "endedAt"],
		["ends before it begins", () => ({ openedAt: from(-minute), endedAt: from(-2 * minute) }), "endedAt"],
		["was long ago", () => ({ openedAt: from(-31 * day), endedAt: from(-31 * day) }), "openedAt"],
		["a file that is not there", () => ({ files: ["none"] }), "files"],
	] as const)("%s", async (_what, wrong, field) => {
		const contact = `malo-${field}@oficina.example`;
		await expect(log(visit({ contact, ...wrong() }))).rejects.toMatchObject({ kind: "invalid", details: { field } });
		const conversation = conversationId({ channel: "in-person", account: "by-hand", address: contact });
		expect(await findConversation(conversation)).toBeNull();
	});

	it("a computer whose clock is a minute fast is believed, but nothing on record is of the future", async () => {
		const { id } = await log(visit({ openedAt: from(0), endedAt: from(minute) }));
		expect(await Interactions.findById(id).lean()).toMatchObject({ endedAt: office.clock.now() });
	});

	it.each([
		["no summary", { summary: " \n " }, "summary"],
		["a channel that is not by hand", { channel: "webchat" }, "channel"],
		["an outcome that nobody closes with", { outcome: "expired" }, "outcome"],
		["an id that is none", { id: "1" }, "id"],
		["a time that is none", { openedAt: "ayer" }, "openedAt"],
	])("%s", (_what, wrong, field) => {
		const { error } = LogInput.safeParse({ ...visit(), ...wrong });
		expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
	});
});

describe("C3: files of what is logged by hand", () => {
	const store = (draft: string, by: string) =>
		storeFile({
			name: "carta.txt",
			buffer: Buffer.from("Estimados señores"),
			owner: { conversation: draft },
			uploadedBy: { kind: "agent", id: by },
			now: office.clock.now(),
		});

	it("come into the transcript with it, and belong to its conversation from then on", async () => {
		const given = visit({ channel: "letter", contact: "archivo@oficina.example" });
		const file = await store(given.id, ana.id);
		const { conversation } = await log({ ...given, files: [file._id] });
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages[0]?.parts).toEqual([
			{ type: "text", text: given.summary },
			{ type: "file", file: file._id, name: "carta.txt", mime: "text/plain", size: file.size },
		]);
		expect((await findFile(file._id)).conversation).toBe(conversation);
	});

	it("P1: those of another agent, or of another draft, are none of it", async () => {
		const given = visit({ contact: "ajeno@oficina.example" });
		for (const file of [await store(given.id, luis.id), await store(randomUUID(), ana.id)]) {
			await expect(log({ ...given, files: [file._id] })).rejects.toMatchObject({
				kind: "invalid",
				details: { field: "files" },
			});
			expect((await findFile(file._id)).conversation).toBe(file.conversation);
		}
	});
});
