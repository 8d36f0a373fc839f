import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { describe, expect, it, vi } from "vitest";
import { Conversations, type Message, Messages, messagesAfter } from "../../src/conversations/index.ts";
import { Events } from "../../src/events/index.ts";
import { type Citizen, citizen, type DeskClient, take, textOf } from "../support/hub.ts";
import { emojis, html, keepsNothing, marker, patient, privacy, spoiled, tenMegabytes, useSiege } from "./hostile.ts";

const { hub, ana, visitor, agent, othersAreServed, expectCleanLog } = useSiege();

/** A citizen whom Ana attends, with the id of their conversation. */
async function attended(): Promise<{ visitor: Citizen; conversation: string }> {
	const known = await Conversations.distinct("_id");
	const visitor = await citizen(hub().url);
	await visitor.say("quiero hablar con una persona");
	await vi.waitFor(() => expect(visitor.statuses.at(-1)?.stage).toBe("queued"), patient);
	const found = await Conversations.findOne({ _id: { $nin: known } })
		.lean()
		.orFail();
	take(await ana().socket.emitWithAck("conversation.claim", { conversation: found._id }));
	return { visitor, conversation: found._id };
}

async function transcript(conversation: string): Promise<Message[]> {
	return (await messagesAfter(conversation, 0, { limit: 500, notes: true })).messages;
}

const textsIn = async (conversation: string) => (await transcript(conversation)).map(textOf);

describe("C2, P1: what is no input of an event is refused by the name of its field, and nothing is kept", () => {
	const id = () => randomUUID();
	const conversation = "no-such-conversation";
	const events: [string, string, Record<string, unknown>][] = [
		["/webchat", "begin", { after: 0 }],
		["/webchat", "send", { id: id(), text: marker, files: [], privacy }],
		["/webchat", "send", { id: id(), choice: { option: "a", label: marker }, privacy }],
		["/webchat", "sync", { after: 0 }],
		["/webchat", "seen", { delivered: 0, read: 0 }],
		["/webchat", "typing", { on: true }],
		["/webchat", "remember", { on: true }],
		["/webchat", "language", { language: "es" }],
		["/webchat", "end", {}],
		["/webchat", "forget", {}],
		["/desk", "start", {}],
		["/desk", "presence.set", { state: "busy" }],
		["/desk", "conversation.list", { view: "mine", cursor: "x" }],
		["/desk", "conversation.open", { conversation }],
		["/desk", "conversation.leave", { conversation }],
		["/desk", "conversation.history", { conversation, before: 1 }],
		["/desk", "conversation.claim", { conversation }],
		["/desk", "conversation.reply", { id: id(), conversation, text: marker, files: [] }],
		["/desk", "conversation.note", { id: id(), conversation, text: marker, files: [] }],
		["/desk", "conversation.typing", { conversation, on: true }],
		["/desk", "conversation.read", { conversation, seq: 1 }],
		["/desk", "conversation.transfer", { conversation, to: { queue: "general" }, comment: marker }],
		["/desk", "conversation.return", { conversation, instruction: marker }],
		["/desk", "conversation.close", { conversation, outcome: "unresolved" }],
		["/desk", "callback.done", { conversation }],
	];

	it.each(events)("%s %s", async (namespace, event, good) => {
		const open = namespace === "/desk" ? agent : visitor;
		// Two, since a socket sends forty events at once and no more.
		const [client, other] = await Promise.all([open(), open()]);
		await keepsNothing(async () => {
			for (const { field, input } of spoiled(good)) {
				expect({ input, answer: await client.send(event, input) }).toEqual({
					input,
					answer: { kind: "invalid", field },
				});
			}
			for (const input of [undefined, null, marker, 7, [good]]) {
				expect(await other.send(event, input)).toEqual({ kind: "invalid", field: "input" });
			}
			expect(await other.send(event, Buffer.from(marker))).toMatchObject({ kind: "invalid" });
		});
		for (const one of [client, other]) one.close();
	});
});

/** What is written, and what is kept of it; null: it is refused. */
const written: [string, string, string | null][] = [
	["nothing", "", null],
	["spaces", " \n\t ", null],
	["only control characters", "\u0000\u0007\u001b\u007f", null],
	["control characters among words", `ho\u0000la\u0007 ${marker}\u001b`, `hola ${marker}`],
	["text turned round", `\u202e${marker}\u2066`, marker],
	["500 emojis", emojis, emojis],
	["HTML and script", html, html],
	["a database operator", `{"$gt": "${marker}"}`, `{"$gt": "${marker}"}`],
	["a field of ours", "$contact.name $$ROOT", "$contact.name $$ROOT"],
	["our own marks", "{{office}} $t(thanks.0)", "{{office}} $t(thanks.0)"],
	["prototype words", "__proto__ constructor", "__proto__ constructor"],
	["4,001 characters", marker.repeat(446).slice(0, 4_001), null],
];

describe("C2, P2: whatever is written is kept and shown to the letter, or refused by the name of its field", () => {
	it("by a citizen, as text and as a choice", async () => {
		const { visitor, conversation } = await attended();
		const heard: string[] = [];
		ana().socket.on("message", (message) => heard.push(textOf(message)));
		take(await ana().socket.emitWithAck("conversation.open", { conversation }));
		const before = await textsIn(conversation);
		const send = (input: object) => visitor.socket.emitWithAck("send", { id: randomUUID(), privacy, ...input });
		const expected: string[] = [];
		for (const [what, text, stays] of written) {
			const answer = await send({ text });
			if (stays === null) {
				expect({ what, answer }).toMatchObject({ answer: { ok: false, error: { kind: "invalid", field: "text" } } });
				continue;
			}
			expect({ what, answer }).toMatchObject({ answer: { ok: true } });
			expected.push(stays);
		}
		for (const choice of [
			{ option: "", label: marker },
			{ option: "a", label: "\u0000" },
			{ option: "\u0000", label: marker },
		]) {
			expect(await send({ choice })).toMatchObject({ ok: false, error: { kind: "invalid" } });
		}
		take(await send({ choice: { option: "__proto__", label: html } }));
		expected.push(html);
		await vi.waitFor(() => expect(heard).toEqual(expected), patient);
		expect(await textsIn(conversation)).toEqual([...before, ...expected]);
		ana().socket.off("message");
		visitor.close();
	});

	it.each(["reply", "note"] as const)("by an agent, as a %s", async (kind) => {
		const { visitor, conversation } = await attended();
		const before = await textsIn(conversation);
		const expected: string[] = [];
		for (const [what, text, stays] of written) {
			const answer = await ana().socket.emitWithAck(`conversation.${kind}`, { id: randomUUID(), conversation, text });
			expect({ what, answer }).toMatchObject({
				answer: stays === null ? { ok: false, error: { kind: "invalid", field: "text" } } : { ok: true },
			});
			if (stays !== null) expected.push(stays);
		}
		expect(await textsIn(conversation)).toEqual([...before, ...expected]);
		if (kind === "reply")
			await vi.waitFor(() => expect(visitor.shown.map(textOf)).toEqual(expect.arrayContaining(expected)), patient);
		else expect(visitor.shown.map(textOf).join()).not.toContain(marker);
		visitor.close();
	});

	it("by an agent, as the comment of a transfer", async () => {
		const { visitor, conversation } = await attended();
		// A socket of its own, since one sends forty events at once and no more.
		const desk: DeskClient = io(`${hub().url}/desk`, { forceNew: true, extraHeaders: { cookie: ana().cookie } });
		for (const [what, comment, stays] of written) {
			const answer = await desk.emitWithAck("conversation.transfer", {
				conversation,
				to: { queue: "general" },
				comment,
			});
			expect({ what, answer }).toMatchObject({
				answer: stays === null ? { ok: false, error: { kind: "invalid", field: "comment" } } : { ok: true },
			});
			if (stays === null) continue;
			const { handoff } = take(await desk.emitWithAck("conversation.open", { conversation }));
			expect(handoff?.comment).toBe(stays);
			const notes = (await transcript(conversation)).filter(({ direction }) => direction === "note").map(textOf);
			expect(notes.at(-1)).toContain(stays);
			take(await desk.emitWithAck("conversation.claim", { conversation }));
		}
		desk.disconnect();
		expect(visitor.shown.map(textOf).join()).not.toContain(marker);
		visitor.close();
	});

	it("by an agent, as the instruction to the bot", async () => {
		for (const [instruction, stays] of [
			[`di\u0000 ${marker}\u202e`, `di ${marker}`],
			[html, html],
		]) {
			const { visitor, conversation } = await attended();
			take(await ana().socket.emitWithAck("conversation.return", { conversation, instruction: instruction ?? "" }));
			const notes = (await transcript(conversation)).filter(({ direction }) => direction === "note").map(textOf);
			expect(notes.at(-1)).toContain(stays);
			visitor.close();
		}
		expect(
			await ana().socket.emitWithAck("conversation.return", { conversation: "none", instruction: `${emojis}!` }),
		).toMatchObject({ ok: false, error: { kind: "invalid", field: "instruction" } });
	});
});

describe("C2: replayed events", () => {
	it("of a citizen: the same id is one message, the first, and has one answer", async () => {
		const visitor = await citizen(hub().url);
		const id = randomUUID();
		await Promise.all(Array.from({ length: 20 }, () => visitor.say("hola", id)));
		await vi.waitFor(() => expect(visitor.shown.length).toBeGreaterThan(1), patient);
		await hub().engine.drain();
		await visitor.say(marker, id);
		await hub().engine.drain();
		const own = await Messages.find({ _id: new RegExp(`\\.${id}$`) }).lean();
		expect(own.map(textOf)).toEqual(["hola"]);
		expect(await Messages.countDocuments({ _id: new RegExp(`\\.${id}\\.`) })).toBe(visitor.shown.length - 1);
		visitor.close();
	});

	it("of an agent: said once, also long after; what was done cannot be done again", async () => {
		const { visitor, conversation } = await attended();
		const client = await agent();
		const [reply, note] = [randomUUID(), randomUUID()];
		const both = () =>
			Promise.all([
				client.send("conversation.reply", { id: reply, conversation, text: "respuesta" }),
				client.send("conversation.note", { id: note, conversation, text: "nota" }),
			]);
		for (let again = 0; again < 5; again += 1) expect(await both()).toEqual(["ok", "ok"]);
		// More than the conversation itself remembers.
		for (let more = 0; more < 25; more += 1) await visitor.say(`línea ${more}`);
		await hub().engine.drain();
		const before = await transcript(conversation);
		expect(before.map(textOf).filter((text) => text === "respuesta" || text === "nota")).toEqual(["respuesta", "nota"]);
		await vi.waitFor(() => expect(visitor.shown.map(textOf)).toContain("línea 24"), patient);
		const shown = visitor.shown.length;

		expect(await both()).toEqual(["ok", "ok"]);
		const theirs = before.find((message) => textOf(message) === "línea 0")?._id.split(".")[1];
		await client.send("conversation.reply", { id: theirs, conversation, text: marker });
		await visitor.say(marker, reply);
		await hub().engine.drain();
		expect(await transcript(conversation)).toEqual(before);
		// What was sent to them before this answer has come.
		take(await visitor.socket.emitWithAck("sync", { after: 0 }));
		expect(visitor.shown).toHaveLength(shown);
		expect((await Conversations.findById(conversation).lean())?.seq).toBe(before.length);

		const mine = { conversation };
		expect(await client.send("conversation.claim", mine)).toEqual({ kind: "conflict", field: "conversation" });
		expect(await client.send("conversation.close", { ...mine, outcome: "unresolved" })).toBe("ok");
		for (const [event, input] of [
			["close", { outcome: "unresolved" }],
			["return", {}],
			["claim", {}],
		]) {
			const answer = await client.send(`conversation.${event}`, { ...mine, ...Object(input) });
			expect(answer).toEqual({ kind: event === "claim" ? "conflict" : "forbidden", field: "conversation" });
		}
		expect(await Events.countDocuments({ conversation, type: "conversation.closed" })).toBe(1);
		expect(await Events.countDocuments({ conversation, type: "conversation.claimed" })).toBe(1);
		client.close();
		visitor.close();
	});
});

describe("C2: floods, and more than fits", () => {
	it.each([
		["/webchat", "send", { text: tenMegabytes, privacy }],
		["/webchat", "send", { choice: { option: "a", label: tenMegabytes }, privacy }],
		["/desk", "conversation.reply", { conversation: "none", text: tenMegabytes }],
		["/desk", "conversation.transfer", { conversation: "none", to: { queue: "general" }, comment: tenMegabytes }],
	])("10 MB over %s as %s close that socket, and no other", async (namespace, event, input) => {
		const client = namespace === "/desk" ? await agent() : await visitor();
		await keepsNothing(async () => {
			client.socket.emit(event, { id: randomUUID(), ...input });
			expect(await client.closed).toMatch(/transport/);
		});
		await othersAreServed();
	});

	it.each(["/webchat", "/desk"])(
		"1,000 messages a second over %s: refused, then closed; others are served",
		async (namespace) => {
			const client = namespace === "/desk" ? await agent() : await visitor();
			const event = namespace === "/desk" ? "conversation.list" : "send";
			const refusals: unknown[] = [];
			const before = await Messages.countDocuments({ direction: "in" });
			for (let sent = 0; sent < 2_000; sent += 1) {
				const input = namespace === "/desk" ? { view: "mine" } : { id: randomUUID(), text: marker, privacy };
				client.socket.emit(event, input, (answer: unknown) => void refusals.push(answer));
			}
			expect(await client.closed).toBe("io server disconnect");
			expect(refusals).toContainEqual({
				ok: false,
				error: { kind: "too-many", message: "Too fast; wait a little", retryAfterMs: expect.any(Number) },
			});
			await othersAreServed();
			await hub().engine.drain();
			// Forty at once, and twenty for each second that it took.
			expect((await Messages.countDocuments({ direction: "in" })) - before).toBeLessThan(300);
			const back = namespace === "/desk" ? await agent() : await visitor();
			expect(
				await back.send(event, namespace === "/desk" ? { view: "mine" } : { id: randomUUID(), text: "hola", privacy }),
			).toBe("ok");
			back.close();
		},
	);

	it("what is no event at all", async () => {
		const client = await visitor();
		for (const event of ["nope", "constructor", "__proto__", "toString", marker.repeat(1_000)]) {
			expect(await client.send(event, {})).toMatchObject({ kind: "not-found" });
		}
		client.close();
		const polling = `${hub().url}/socket.io/?EIO=4&transport=polling`;
		for (const garbage of [marker, "42[", '42/desk,["start",{}]', "\u0000\u0001", "4".repeat(300_000)]) {
			const handshake = await (await fetch(polling)).text();
			const sid = /"sid":"([^"]+)"/.exec(handshake)?.[1];
			const { status } = await fetch(`${polling}&sid=${sid}`, { method: "POST", body: garbage });
			expect({ garbage, status }).toEqual({ garbage, status: garbage.length > 262_144 ? 413 : 200 });
		}
		await othersAreServed();
	});
});

it("P2: with all that, the log holds nothing that anybody wrote", expectCleanLog);
