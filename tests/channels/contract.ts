import { buffer } from "node:stream/consumers";
import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AccountKind } from "../../channels/accounts/index.ts";
import type { Capabilities } from "../../channels/capabilities.ts";
import {
	type ChannelName,
	type ConversationEngine,
	Conversations,
	Interactions,
	type Message,
	Messages,
	messagesAfter,
	type PlacedMessage,
} from "../../src/conversations/index.ts";
import { cleanText } from "../../src/platform/clean-text.ts";
import { openFile, storeFile } from "../../src/platform/files/index.ts";
import type { Sealer } from "../../src/platform/seal.ts";
import { ManualClock, textOf } from "../conversations/engine-support.ts";
import { contractBot, lastOption, longAnswer, manyOptions, twoOptions } from "./contract-bot.ts";

/** A message of ours as the citizen's client shows it. */
interface Shown {
	text: string;
	buttons: string[];
}

/** Somebody at the other end of a channel, with the client that people use there. */
export interface ContractCitizen {
	/** The id of their conversation. */
	conversation: string;
	/** Writes; a text that is too long for one message goes as several, as the client does it. */
	writes(text: string): Promise<void>;
	/** The channel hands in their last message once more, as after a lost acknowledgement. */
	lastComesAgain(): Promise<void>;
	clicks(label: string): Promise<void>;
	/** Sends what is neither a text nor a click. */
	sendsOther(): Promise<void>;
	/** Sends a file that is larger than we take; fails where it is refused while it is sent. */
	sendsTooLarge(): Promise<void>;
	/** Attaches a file, with words to it or none (""). */
	sendsFile(file: { name: string; content: Buffer; caption: string }): Promise<void>;
	shown(): Promise<Shown[]>;
	/** The files that reached them, as their client has them. */
	files(): Promise<{ name: string; content: Buffer }[]>;
}

interface ContractHub {
	engine: ConversationEngine;
	/** Takes nothing in any more; what was taken in is stored. */
	stop(): Promise<void>;
}

/** What the suite must know of a channel to try it out. */
export interface ChannelUnderTest {
	name: ChannelName;
	can: Capabilities;
	start(): Promise<void>;
	stop(): Promise<void>;
	/**
	 * How a whole hub comes to it: settings, and what an administrator types for the account `main`, where the settings do
	 * not say it; absent where there are no accounts. For journeys and crashes; the contract opens the channel itself.
	 */
	account?(): { settings: Record<string, string>; kind?: AccountKind; values?: Record<string, string> };
	/** What is left for a person to do with the account `main`: pairing its telephone; absent where nothing is. */
	pairs?(sealer: Sealer): Promise<void>;
	/** Its service is told where that whole hub is; absent where the service does not call. */
	hubAt?(url: string): void;
	/** Opens the channel in a new hub process on the same database. */
	hub(parts: { owner: string; clock: ManualClock; bot: ReturnType<typeof contractBot> }): Promise<ContractHub>;
	citizen(): Promise<ContractCitizen>;
	/** The way to the citizens is cut, and mended. */
	cut(): Promise<void>;
	mend(): Promise<void>;
	/** From now on the service refuses what is sent to this citizen, or does so no more; absent where nobody can refuse. */
	refuses?(citizen: ContractCitizen, on: boolean): Promise<void>;
	/** What staff is then told, where the service does not say that they blocked us. */
	refusal?: string;
	/** The service takes the next message to this citizen only after so many seconds, and says so; absent where none does. */
	limits?(citizen: ContractCitizen, seconds: number): Promise<void>;
	/** The service tells what became of the last message to this citizen; absent where it tells nothing. */
	tells?(citizen: ContractCitizen, state: "delivered" | "read"): Promise<void>;
}

const hostile: [string, string][] = [
	["HTML and script", `<script>alert("1")</script><b>hola</b> &amp; <img src=x onerror=alert(1)> {{name}} $t(a) *_~\``],
	["control characters", "uno\u0000\u0007\u001b[31m dos\u0008\r\ntres\u007f"],
	["10,000 characters", "Esto es una frase de prueba, con acentos y eñes. ".repeat(209).slice(0, 9_999).concat("x")],
	["500 emoji", "👩‍👩‍👧‍👦🇸🇻👍🏽😀".repeat(125)],
	["writing from right to left", "مرحبا بالعالم \u202Egnp.exe\u202C שלום"],
];

/** What every channel must do, whichever it is (C1, C2): one suite, run for each. */
export function channelContract(channel: ChannelUnderTest): void {
	const clock = new ManualClock();
	let hubs: ContractHub[] = [];
	let owners = 0;

	async function openHub(bot = contractBot()): Promise<ContractHub> {
		owners += 1;
		const hub = await channel.hub({ owner: `hub-${owners}`, clock, bot });
		hubs.push(hub);
		return hub;
	}

	/** Retries and what was left behind, as the upkeep of a running hub does it, later. */
	async function later({ engine }: ContractHub, ms = 60_000): Promise<void> {
		clock.advance(ms);
		for (const { run } of engine.upkeep) await run(clock.now());
		await engine.drain();
	}

	beforeAll(() => channel.start());
	afterEach(async () => {
		await Promise.all(hubs.map((hub) => hub.stop()));
		hubs = [];
	});
	afterAll(() => channel.stop());

	/** In time, the citizen sees these, in this order and nothing else. */
	const shows = (citizen: ContractCitizen, expected: string[]) =>
		eventually(async () => {
			const texts = (await citizen.shown()).map(({ text }) => text);
			// What is said in quick succession may go out together.
			if (channel.can.gathers) expect(texts.join("\n\n")).toBe(expected.join("\n\n"));
			else expect(texts).toEqual(expected);
		});

	/** The retries alone, over so long, in steps of a minute. */
	async function retries({ engine }: ContractHub, minutes: number): Promise<void> {
		const sweep = engine.upkeep.find(({ name }) => name === "conversations.outbox");
		for (let passed = 0; passed < minutes; passed += 1) {
			clock.advance(60_000);
			await sweep?.run(clock.now());
			await engine.drain();
		}
	}

	/** Where the citizen reads from our own store, nothing is split. */
	const fits = ({ text }: Shown) => !channel.can.push || text.length <= channel.can.textLength;

	describe("normalises", () => {
		it("C1: what is written there becomes the one conversation model", async () => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("hola");
			await shows(citizen, ["eco: hola"]);

			const found = await Conversations.findById(citizen.conversation).lean();
			expect(found).toMatchObject({ channel: channel.name, stage: "bot", contact: { language: "es" } });
			const [asked, answered] = await transcript(citizen);
			expect(asked).toMatchObject({ direction: "in", author: { kind: "citizen" }, seq: 1, after: 0, handled: true });
			expect(asked?.parts).toEqual([{ type: "text", text: "hola" }]);
			expect(answered).toMatchObject({ direction: "out", author: { kind: "bot" }, seq: 2, after: 1 });
			await eventually(async () => expect((await transcript(citizen))[1]?.delivery?.state).toBe("sent"));
			const [interaction] = await Interactions.find({ conversation: citizen.conversation }).lean();
			expect(interaction).toMatchObject({ channel: channel.name, endedAt: null });
		});

		it.each(hostile)("C1: %s arrive harmless and whole, both ways", async (_what, text) => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.writes(text);
			await eventually(async () => expect(bare(said(await transcript(citizen), "in"))).toBe(bare(cleanText(text))));
			await eventually(async () => {
				const shown = await citizen.shown();
				expect(bare(shown.map(({ text }) => text.replace("eco: ", "")).join(""))).toBe(bare(cleanText(text)));
				expect(shown.every(fits)).toBe(true);
			});
		});

		it("C2: what the channel cannot carry is not lost: it stands in the transcript and is answered", async () => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.sendsOther();
			await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
			const [message] = await transcript(citizen);
			expect(message?.direction).toBe("in");
			expect(message?.parts.length).toBeGreaterThan(0);
			expect(message?.parts.every((part) => part.type !== "text" || part.text.length > 3)).toBe(true);
		});
	});

	describe("takes in", () => {
		it("C2: a message that comes again is handled once", async () => {
			const bot = contractBot();
			await openHub(bot);
			const citizen = await channel.citizen();
			await citizen.writes("una vez");
			await shows(citizen, ["eco: una vez"]);
			await citizen.lastComesAgain();
			await citizen.writes("otra");
			await shows(citizen, ["eco: una vez", "eco: otra"]);
			expect(bot.heard).toEqual(["una vez", "otra"]);
		});

		it("C2: keeps the order of a burst, of each of several citizens", async () => {
			await openHub();
			const citizens = await Promise.all([1, 2, 3].map(() => channel.citizen()));
			const texts = Array.from({ length: 15 }, (_, index) => `mensaje ${index}`);
			await Promise.all(
				citizens.map(async (citizen) => {
					for (const text of texts) await citizen.writes(text);
				}),
			);
			for (const citizen of citizens) {
				await shows(
					citizen,
					texts.map((text) => `eco: ${text}`),
				);
				const messages = await transcript(citizen);
				expect(messages.filter(({ direction }) => direction === "in").map(textOf)).toEqual(texts);
				expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
			}
		});

		it("C2: a restart in the middle loses nothing and repeats nothing", async () => {
			const stuck = contractBot();
			stuck.hangOn = "dos";
			const first = await openHub(stuck);
			const citizen = await channel.citizen();
			for (const text of ["uno", "dos", "tres"]) await citizen.writes(text);
			await eventually(async () => expect(stuck.heard).toEqual(["uno", "dos"]));
			await eventually(async () => expect(await stored(citizen)).toHaveLength(3));
			await first.stop();
			hubs = [];

			const bot = contractBot();
			clock.advance(60_000);
			const second = await openHub(bot);
			await citizen.writes("cuatro");
			await eventually(() => later(second).then(() => expect(bot.heard).toContain("cuatro")));
			await shows(citizen, ["eco: uno", "eco: dos", "eco: tres", "eco: cuatro"]);
			expect(bot.heard).toEqual(["dos", "tres", "cuatro"]);
			stuck.letGo();
		});

		it("C2: what is written while no hub runs is handled when one does", async () => {
			const first = await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("antes");
			await shows(citizen, ["eco: antes"]);
			await first.stop();
			hubs = [];
			const written = Promise.all([citizen.writes("durante"), citizen.writes("y durante")]);
			await openHub();
			await written;
			await shows(citizen, ["eco: antes", "eco: durante", "eco: y durante"]);
		});
	});

	describe("shows", () => {
		it.runIf(channel.can.buttons === 0)(
			"B10: without buttons, options are numbered and answered in words",
			async () => {
				await openHub();
				const citizen = await channel.citizen();
				await citizen.writes("botones");
				await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
				const [shown] = await citizen.shown();
				for (const [place, { label }] of twoOptions.entries()) expect(shown?.text).toContain(`${place + 1}. ${label}`);
				await citizen.writes("1");
				await eventually(async () => expect(lastOption(await citizen.shown())).toBe("eco: 1"));
			},
		);

		it.skipIf(channel.can.buttons === 0)(
			"B10: buttons are offered, and pressing one is choosing its option",
			async () => {
				await openHub();
				const citizen = await channel.citizen();
				await citizen.writes("botones");
				await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
				expect((await citizen.shown())[0]).toMatchObject({ buttons: twoOptions.map(({ label }) => label) });
				const [yes] = twoOptions;
				await citizen.clicks(yes?.label ?? "");
				await eventually(async () => expect(lastOption(await citizen.shown())).toBe(`elegido: ${yes?.id}`));
				const click = (await transcript(citizen)).findLast(({ direction }) => direction === "in");
				expect(click?.parts).toEqual([{ type: "choice", option: yes?.id, label: yes?.label }]);
			},
		);

		it("B10: of many or long options none is out of sight", async () => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("muchas opciones");
			await eventually(async () => expect(await citizen.shown()).toHaveLength(1));
			const [shown] = await citizen.shown();
			const inSight = [shown?.text, ...(shown?.buttons ?? [])].join("\n");
			for (const { label } of manyOptions) expect(inSight).toContain(label);
			expect(shown?.buttons.length).toBeLessThanOrEqual(channel.can.buttons);
		});

		it("C1: a long answer is whole, in pieces that the channel carries", async () => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("largo");
			await eventually(async () => {
				const texts = (await citizen.shown()).map(({ text }) => text);
				expect(bare(texts.join(""))).toBe(bare(longAnswer));
				expect((await citizen.shown()).every(fits)).toBe(true);
			});
		});
	});

	const { tells } = channel;
	describe.runIf(tells)("marks", () => {
		it("C2: what became of a message is kept, whatever the order in which the service tells it", async () => {
			await openHub();
			const citizen = await channel.citizen();
			const state = async () => (await transcript(citizen))[1]?.delivery?.state;
			await citizen.writes("hola");
			await shows(citizen, ["eco: hola"]);
			await tells?.(citizen, "delivered");
			await eventually(async () => expect(await state()).toBe("delivered"));
			await tells?.(citizen, "read");
			await eventually(async () => expect(await state()).toBe("read"));
			await tells?.(citizen, "delivered");
			// Another message behind it shows that the late one was dealt with.
			await citizen.writes("sigo aquí");
			await shows(citizen, ["eco: hola", "eco: sigo aquí"]);
			expect(await state()).toBe("read");
		});
	});

	describe("attachments", () => {
		const pdf = Buffer.from(`%PDF-1.4\n${"% relleno\n".repeat(50_000)}%%EOF\n`);

		it("C3: a citizen's file is stored once and stands in the transcript with its words", async () => {
			await openHub();
			const citizen = await channel.citizen();
			await citizen.sendsFile({ name: "recibo de agua.pdf", content: pdf, caption: "mi recibo" });
			await eventually(async () => expect(await transcript(citizen)).toHaveLength(2));
			await citizen.lastComesAgain();
			await citizen.writes("gracias");
			await eventually(async () => expect(await transcript(citizen)).toHaveLength(4));
			const [message] = await transcript(citizen);
			expect(message?.parts).toEqual([
				{ type: "text", text: "mi recibo" },
				{
					type: "file",
					file: expect.any(String),
					name: "recibo de agua.pdf",
					mime: "application/pdf",
					size: pdf.length,
				},
			]);
			const part = message?.parts.find((part) => part.type === "file");
			const { file, stream } = await openFile(part?.type === "file" ? part.file : "");
			expect(file.conversation).toBe(citizen.conversation);
			expect((await buffer(stream)).equals(pdf)).toBe(true);
			expect(await filesOf(citizen)).toBe(1);
		});

		it("C3: a file that is too large is refused with the reason, or named with it and its citizen told", async () => {
			await openHub();
			const citizen = await channel.citizen();
			if (!channel.can.push) {
				await expect(citizen.sendsTooLarge()).rejects.toMatchObject({ reason: "too-large" });
				expect(await filesOf(citizen)).toBe(0);
				return;
			}
			await citizen.sendsTooLarge();
			await eventually(async () => {
				const words = (await transcript(citizen)).map((message) => textOf(message)).join("\n");
				expect(words).toMatch(/no se recibió, pesa más de 20 MB/);
			});
			await eventually(async () => {
				expect((await citizen.shown()).map(({ text }) => text).join("\n")).toContain("No pudimos recibir su archivo");
			});
			expect(await filesOf(citizen)).toBe(0);
		});

		it("C3: an agent's file reaches the citizen whole, once and in order", async () => {
			const hub = await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("hola");
			await shows(citizen, ["eco: hola"]);
			const { conversation } = citizen;
			const { _id, name, mime, size } = await storeFile({
				buffer: pdf,
				name: "constancia.pdf",
				owner: { conversation },
				uploadedBy: { kind: "agent", id: "ana" },
				now: clock.now(),
			});
			await hub.engine.change(conversation, (draft) => {
				draft.say({ kind: "agent", id: "ana", name: "Ana" }, [
					{ type: "text", text: "Su constancia" },
					{ type: "file", file: _id, name, mime, size },
				]);
			});
			await say(hub, citizen, "¿Algo más?");
			await shows(citizen, ["eco: hola", "Su constancia", "¿Algo más?"]);
			const [file, ...more] = await citizen.files();
			expect(file).toMatchObject({ name: "constancia.pdf" });
			expect(file?.content.equals(pdf)).toBe(true);
			expect(more).toEqual([]);
		});
	});

	describe("when the way to the citizen is cut", () => {
		it("C2: what is said in an outage of ten minutes waits, then comes once and in order", async () => {
			const hub = await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("hola");
			await shows(citizen, ["eco: hola"]);
			await channel.cut();
			for (const text of ["uno", "dos", "tres"]) await say(hub, citizen, text);
			await hub.engine.drain();
			if (channel.can.push) {
				const waiting = (await transcript(citizen)).slice(2).map(({ delivery }) => delivery);
				expect(waiting.map((delivery) => delivery?.state)).toEqual(["queued", "queued", "queued"]);
				expect(waiting[0]).toMatchObject({ attempts: expect.any(Number), error: expect.any(String) });
			}
			await retries(hub, 10);
			if (channel.can.push) expect((await transcript(citizen))[2]?.delivery).toMatchObject({ state: "queued" });
			await channel.mend();
			await retries(hub, 20);
			await shows(citizen, ["eco: hola", "uno", "dos", "tres"]);
			const delivered = (await transcript(citizen)).slice(2).map(({ delivery }) => delivery?.state);
			expect(new Set(delivered)).toEqual(new Set(["sent"]));
		});

		const { refuses, limits } = channel;
		it.runIf(limits)("C2: a service that asks to wait is left alone for so long, and nothing is lost", async () => {
			const hub = await openHub();
			const citizen = await channel.citizen();
			await citizen.writes("hola");
			await shows(citizen, ["eco: hola"]);
			await limits?.(citizen, 150);
			await say(hub, citizen, "uno");
			await say(hub, citizen, "dos");
			await hub.engine.drain();
			await retries(hub, 2);
			await shows(citizen, ["eco: hola"]);
			expect((await transcript(citizen))[2]?.delivery).toMatchObject({ state: "queued", attempts: 1 });
			await retries(hub, 1);
			await shows(citizen, ["eco: hola", "uno", "dos"]);
			expect((await transcript(citizen))[2]?.delivery).toMatchObject({ state: "sent", attempts: 2 });
		});

		if (!refuses) return;
		it("C2: what the service refuses is a dead letter, and staff can send it again", async () => {
			const hub = await openHub();
			const [blocker, other] = [await channel.citizen(), await channel.citizen()];
			await blocker.writes("hola");
			await shows(blocker, ["eco: hola"]);
			await refuses(blocker, true);
			await say(hub, blocker, "¿Sigue ahí?");
			await other.writes("¿y yo?");
			await shows(other, ["eco: ¿y yo?"]);
			await hub.engine.drain();
			const letters = await hub.engine.outbox.deadLetters(new Date(clock.now().getTime() + 1), 100);
			const mine = letters.filter(({ conversation }) => conversation === blocker.conversation);
			expect(mine.map(textOf)).toEqual(["¿Sigue ahí?"]);
			expect(mine[0]?.delivery).toMatchObject({ state: "failed", attempts: 1, dueAt: null });
			expect(mine[0]?.delivery?.error).toBe(channel.refusal ?? "blocked");

			await refuses(blocker, false);
			await hub.engine.outbox.resend(mine[0]?._id ?? "", "sofia");
			await shows(blocker, ["eco: hola", "¿Sigue ahí?"]);
		});
	});
}

async function say({ engine }: ContractHub, { conversation }: ContractCitizen, text: string): Promise<void> {
	await engine.change(conversation, (draft) => {
		draft.say({ kind: "agent", id: "ana", name: "Ana" }, [{ type: "text", text }]);
	});
}

async function transcript({ conversation }: ContractCitizen): Promise<PlacedMessage[]> {
	return (await messagesAfter(conversation, 0, { limit: 200, notes: true })).messages;
}

/** What was received, handled or not. */
async function stored({ conversation }: ContractCitizen): Promise<Message[]> {
	return Messages.find({ conversation, direction: "in" }).lean();
}

function filesOf({ conversation }: ContractCitizen): Promise<number> {
	return mongoose.connection.collection("attachments.files").countDocuments({ "metadata.conversation": conversation });
}

function said(messages: Message[], direction: Message["direction"]): string {
	return messages.flatMap((message) => (message.direction === direction ? [textOf(message)] : [])).join("");
}

/** Waits for what the channel needs its time for. */
function eventually(check: () => Promise<void>): Promise<void> {
	return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}

/** Without white space, of which some goes where a text is split. */
function bare(text: string): string {
	return text.replace(/\s+/g, "");
}
