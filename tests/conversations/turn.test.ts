import { randomUUID } from "node:crypto";
import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { Conversations, conversationId, Interactions, Messages, messagesAfter } from "../../src/conversations/index.ts";
import { Events } from "../../src/events/index.ts";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";
import { useDatabase } from "../support/database.ts";
import { echoBot, inbound, ManualClock, startEngine, textOf } from "./engine-support.ts";

const database = useDatabase();

const everything = { limit: 100, notes: true };
const visitor = () => randomUUID();
const idOf = (address: string) => conversationId({ channel: "webchat", account: "main", address });

describe("a turn", () => {
	it("C2: a first message whose turn was cut off before there was a conversation begins it later", async () => {
		const { engine } = startEngine();
		const address = visitor();
		const first = { ...inbound("hola", address), contact: { name: "Ana", language: "en" as const } };
		const { id, conversation } = await engine.receive(first);
		await engine.drain();
		// As it is when the process falls between the two: the message is stored, and nothing else.
		const stored = await Messages.findById(id).lean();
		expect(stored).not.toHaveProperty("begins");
		await Conversations.deleteOne({ _id: conversation });
		await Messages.deleteMany({ conversation });
		await Interactions.deleteMany({ conversation });
		await Messages.create({
			...stored,
			handled: false,
			seq: null,
			after: null,
			interaction: null,
			begins: { from: first.from, contact: first.contact },
		});

		const other = startEngine({ owner: "hub-2" });
		expect(await other.engine.resume({ conversation })).toBe(1);
		await other.engine.drain();
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages.map(textOf)).toEqual(["hola", "eco: hola"]);
		expect(await Conversations.findById(conversation).lean()).toMatchObject({ address, contact: first.contact });
		expect(await Messages.findById(id).lean()).not.toHaveProperty("begins");
	});

	it("A1: shows the beginning of it in lists, with no emoji cut in two", async () => {
		const { engine } = startEngine();
		const { conversation } = await engine.receive(inbound(`${"a".repeat(133)}👨‍👩‍👧‍👦 y familia`, visitor()));
		await engine.drain();
		const { lastMessage } = await Conversations.findById(conversation).lean().orFail();
		expect(lastMessage?.text).toBe(`eco: ${"a".repeat(133)}`);
	});

	it("C4: gives the message its place, answers, and records the episode", async () => {
		const { engine, said } = startEngine();
		const address = visitor();
		const { id, conversation } = await engine.receive(inbound("hola", address));
		await engine.drain();

		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages.map((message) => [message.seq, message.after, message.author.kind, textOf(message)])).toEqual([
			[1, 0, "citizen", "hola"],
			[2, 1, "bot", "eco: hola"],
		]);
		expect(messages[0]).toMatchObject({ _id: id, handled: true });
		expect(said.flatMap(({ messages }) => messages.map(textOf))).toEqual(["hola", "eco: hola"]);
		const [interaction] = await Interactions.find({ conversation }).lean();
		expect(interaction).toMatchObject({ channel: "webchat", endedAt: null, revision: 1 });
		expect(messages.every((message) => message.interaction === interaction?._id)).toBe(true);
		expect(await Events.countDocuments({ conversation, type: "conversation.opened" })).toBe(1);
	});

	it("C2: the same message again, at once or later, is handled once", async () => {
		const bot = echoBot();
		const { engine } = startEngine({ bot });
		const message = inbound("una vez", visitor(), "same");
		const received = await Promise.all([engine.receive(message), engine.receive(message), engine.receive(message)]);
		await engine.drain();
		const late = await engine.receive(message);
		await engine.drain();

		expect(received.filter(({ repeated }) => !repeated)).toHaveLength(1);
		expect(late.repeated).toBe(true);
		expect(bot.turns).toBe(1);
		const { messages } = await messagesAfter(late.conversation, 0, everything);
		expect(messages).toHaveLength(2);
	});

	it("C2: keeps the order of a burst", async () => {
		const { engine } = startEngine();
		const address = visitor();
		const texts = Array.from({ length: 30 }, (_, index) => `mensaje ${index}`);
		await Promise.all(texts.map((text) => engine.receive(inbound(text, address))));
		await engine.drain();

		const { messages } = await messagesAfter(idOf(address), 0, everything);
		expect(messages.filter(({ direction }) => direction === "in").map(textOf)).toEqual(texts);
		expect(messages.filter(({ direction }) => direction === "out").map(textOf)).toEqual(texts.map((t) => `eco: ${t}`));
		expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
	});

	it("B7: the bot is not asked while a queue or a person has the word", async () => {
		const bot = echoBot();
		const { engine } = startEngine({ bot });
		const address = visitor();
		await engine.receive(inbound("persona", address));
		await engine.receive(inbound("¿sigue ahí?", address));
		await engine.drain();
		expect(bot.turns).toBe(1);
		expect(await Conversations.findById(idOf(address)).lean()).toMatchObject({
			stage: "queued",
			unread: 2,
			queue: "general",
		});
	});

	it("B7: who waits and would rather be called back goes to the bot, which asks how", async () => {
		const bot = echoBot();
		const { engine } = startEngine({ bot: { ...bot, wantsCallback: (message) => textOf(message) === "llámenme" } });
		const address = visitor();
		await engine.receive(inbound("persona", address));
		await engine.receive(inbound("llámenme", address));
		await engine.drain();
		expect(await Conversations.findById(idOf(address)).lean()).toMatchObject({ stage: "bot", queue: null });
		const { messages } = await messagesAfter(idOf(address), 0, everything);
		expect(textOf(messages.at(-1))).toBe("eco: callback-wanted");
	});

	it("C4: what is about something else begins another episode, unless a person has the word", async () => {
		const { engine } = startEngine();
		const address = visitor();
		const write = async (text: string, anew = true) => {
			const received = await engine.receive({ ...inbound(text, address), ...(anew && { intake: { anew } }) });
			await engine.drain();
			return received.conversation;
		};
		const conversation = await write("uno", false);
		await write("dos");
		const outcomes = async () =>
			(await Interactions.find({ conversation }).sort({ revision: -1 }).lean()).map(({ outcome }) => outcome);
		expect((await outcomes()).sort()).toEqual(["expired", null]);
		expect(await Conversations.findById(conversation).lean()).toMatchObject({
			stage: "bot",
			outbox: expect.anything(),
		});
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(new Set(messages.map(({ interaction }) => interaction)).size).toBe(2);
		await write("persona", false);
		await write("tres");
		expect(await outcomes()).toHaveLength(2);
		expect(await Conversations.findById(conversation).lean()).toMatchObject({ stage: "queued" });
	});

	it("C4: what is not to be answered has its place, and the bot is not asked", async () => {
		const bot = echoBot();
		const { engine } = startEngine({ bot });
		const address = visitor();
		const { conversation } = await engine.receive({ ...inbound("hola", address), intake: { unanswered: true } });
		await engine.drain();
		expect(bot.turns).toBe(0);
		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages.map((message) => [message.seq, textOf(message), message.handled])).toEqual([[1, "hola", true]]);
	});

	it("a turn that fails leaves its message to be taken up again", async () => {
		const clock = new ManualClock();
		const bot = echoBot();
		let broken = true;
		const { engine } = startEngine({
			clock,
			bot: { ...bot, turn: (input) => (broken ? Promise.reject(new Error("broken")) : bot.turn(input)) },
		});
		const { conversation } = await engine.receive(inbound("hola", visitor()));
		await engine.drain();
		expect((await messagesAfter(conversation, 0, everything)).messages).toHaveLength(0);

		broken = false;
		clock.advance(60_000);
		expect(await engine.resume({ before: clock.now(), limit: 10 })).toBe(1);
		expect((await messagesAfter(conversation, 0, everything)).messages.map(textOf)).toEqual(["hola", "eco: hola"]);
	});
});

describe("between hub processes", () => {
	it("C2: two processes never handle the same message twice, and keep one order", async () => {
		const one = startEngine({ owner: "hub-1" });
		const two = startEngine({ owner: "hub-2" });
		const address = visitor();
		const sent = await Promise.all(
			Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).engine.receive(inbound(`m ${index}`, address))),
		);
		await Promise.all([one.engine.drain(), two.engine.drain()]);
		const { messages } = await messagesAfter(idOf(address), 0, everything);
		expect(sent).toHaveLength(20);
		expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
		expect(new Set(messages.map(textOf)).size).toBe(40);
	});

	it("C2: who oversleeps its lease commits nothing; the other's turn stands", async () => {
		const clock = new ManualClock();
		const address = visitor();
		const slowBot = echoBot();
		let wake = () => {};
		let asleep = () => {};
		const sleeping = new Promise<void>((resolve) => {
			asleep = resolve;
		});
		const sleeper = startEngine({
			owner: "sleeper",
			clock,
			bot: {
				...slowBot,
				async turn(input) {
					if (slowBot.turns === 0) {
						const woken = new Promise<void>((resolve) => {
							wake = resolve;
						});
						asleep();
						await woken;
					}
					return slowBot.turn(input);
				},
			},
		});
		const other = startEngine({ owner: "other", clock });
		const { id, conversation } = await sleeper.engine.receive(inbound("hola", address, "first"));
		await sleeping;

		clock.advance(20_000);
		await other.engine.resume({ conversation });
		await other.engine.receive(inbound("¿y?", address, "second"));
		await other.engine.drain();
		wake();
		await sleeper.engine.drain();

		const { messages } = await messagesAfter(conversation, 0, everything);
		expect(messages.map(textOf)).toEqual(["hola", "eco: hola", "¿y?", "eco: ¿y?"]);
		expect(messages[0]?._id).toBe(id);
		// Taking the lane again, it may have repeated what the other had said; it said nothing of its own.
		const ids = new Set(messages.map(({ _id }) => _id));
		expect(sleeper.said.flatMap(({ messages }) => messages).every(({ _id }) => ids.has(_id))).toBe(true);
		expect(await Interactions.countDocuments({ conversation })).toBe(1);
	});

	it("C2: what a fallen process committed but did not say is said by another, once", async () => {
		const clock = new ManualClock();
		const { engine } = startEngine({ owner: "fallen", clock });
		const { conversation } = await engine.receive(inbound("hola", visitor()));
		await engine.drain();
		// As if it fell between commit and say: the reply is only on the conversation.
		const reply = await Messages.findOneAndDelete({ conversation, direction: "out" }).lean();
		await Conversations.updateOne(
			{ _id: conversation },
			{ $set: { outbox: [{ kind: "message", message: reply }], sayBy: clock.now() } },
		);
		const heir = startEngine({ owner: "heir", clock });
		clock.advance(60_000);
		const sweep = heir.engine.upkeep.find(({ name }) => name === "conversations.unsaid");
		await sweep?.run(clock.now());
		expect(await Conversations.findById(conversation).lean()).toMatchObject({ outbox: [], sayBy: null });
		expect((await messagesAfter(conversation, 0, everything)).messages.map(textOf)).toEqual(["hola", "eco: hola"]);
		expect(heir.said.flatMap(({ messages }) => messages.map(textOf))).toContain("eco: hola");
	});

	it("without Redis, another process' changes are followed by polling, each message once", async () => {
		const one = startEngine({ owner: "one" });
		const two = startEngine({ owner: "two" });
		const poll = () => two.engine.upkeep.find(({ name }) => name === "conversations.tail")?.run(new Date());
		const address = visitor();
		await one.engine.receive(inbound("hola", address));
		await one.engine.drain();
		await poll();
		await poll();
		await one.engine.receive(inbound("adiós", address));
		await one.engine.drain();
		await poll();
		const mine = two.said.filter(({ conversation }) => conversation._id === idOf(address));
		expect(mine.flatMap(({ messages }) => messages.map(textOf))).toEqual(["hola", "eco: hola", "adiós", "eco: adiós"]);
	});
});

it("design: at most 4 database round trips per bot turn, whatever state it starts from", async () => {
	await mongoose.disconnect();
	await mongoose.connect(database.uri(), { ...connectionOptions({ embedded: true }), monitorCommands: true });
	const { engine } = startEngine();
	const commands: string[] = [];
	const client = mongoose.connection.getClient();
	client.on("commandStarted", ({ commandName }) => commands.push(commandName));
	const address = visitor();
	const perTurn: number[] = [];
	for (let turn = 0; turn < 5; turn += 1) {
		commands.length = 0;
		await engine.receive(inbound(`pregunta ${turn}`, address));
		await engine.drain();
		perTurn.push(commands.length);
	}
	// Fewer than two would mean that nothing was watched.
	expect(Math.min(...perTurn)).toBeGreaterThan(1);
	expect(Math.max(...perTurn)).toBeLessThanOrEqual(4);
});
