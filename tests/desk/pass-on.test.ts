import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Conversations, interactionsOf } from "../../src/conversations/index.ts";
import { takeBackFromTheGone } from "../../src/desk/agent-gone.ts";
import { assign, claim } from "../../src/desk/claim.ts";
import { callbackDone, close } from "../../src/desk/close.ts";
import { listConversations } from "../../src/desk/lists.ts";
import { Presences, type Queue, Queues } from "../../src/desk/model.ts";
import { heartbeatMs, staleMs } from "../../src/desk/presence.ts";
import { note, reply } from "../../src/desk/reply.ts";
import { giveBack, transfer } from "../../src/desk/transfer.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { kindOf, type Office, openOffice, staffMember, Visitor, wordsIn } from "./at-work.ts";

useDatabase();
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
beforeEach(async () => {
	await Conversations.updateMany({}, { $set: { stage: "closed", queue: null, assignee: null, callback: null } });
	await Presences.deleteMany({});
	// What an engine knows of a conversation is not what was just written past it.
	office = await openOffice({ clock: office.clock });
	await office.presence.arrive(ana);
	await office.presence.arrive(luis);
});

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const marta = staffMember("Marta");

async function queue(id: string): Promise<Queue> {
	return Queues.findById(id).orFail().lean();
}

async function whoWaits(): Promise<Visitor> {
	const visitor = new Visitor(office);
	await visitor.says("quiero hablar con una persona");
	office.clock.advance(1_000);
	return visitor;
}

async function whomAnaHas(): Promise<Visitor> {
	const visitor = await whoWaits();
	await claim(office.engine, ana, visitor.id);
	return visitor;
}

const written = (visitor: Visitor, text: string) => ({ id: randomUUID(), conversation: visitor.id, text, files: [] });
const waitingIn = async (who = marta) => (await listConversations(who, "queue", undefined)).rows.map(({ id }) => id);
const eventsOf = async (visitor: Visitor) =>
	(await Events.find({ conversation: visitor.id }).sort({ at: 1, _id: 1 }).lean()).map(({ type }) => type);

describe("A2: transfer to an agent", () => {
	it("gives the word on, with a note that only staff sees, and the citizen is told", async () => {
		const visitor = await whomAnaHas();
		await transfer(office.engine, ana, visitor.id, { agent: luis }, "sabe de tokens");

		expect(await visitor.conversation()).toMatchObject({ stage: "agent", assignee: luis.id, assigneeName: "Luis" });
		expect(await visitor.notes()).toEqual(["Ana pasó la conversación a Luis: sabe de tokens"]);
		expect((await visitor.shown()).at(-1)).toBe("Le paso con Luis, que ya tiene lo que nos contó.");
		expect((await visitor.shown()).join()).not.toContain("sabe de tokens");
		expect(await kindOf(reply(office.engine, ana, written(visitor, "¿sigo yo?")))).toBe("forbidden");
		expect(await kindOf(reply(office.engine, luis, written(visitor, "Buenas")))).toBe("done");
		expect(await eventsOf(visitor)).toContain("conversation.transferred");
	});

	it.each([
		["who does not have it", luis, luis, "forbidden"],
		["to oneself", ana, ana, "conflict"],
	])("%s: refused, and nothing is written", async (_what, by, to, expected) => {
		const visitor = await whomAnaHas();
		const before = await visitor.conversation();
		expect(await kindOf(transfer(office.engine, by, visitor.id, { agent: to }, "nota"))).toBe(expected);
		expect(await visitor.conversation()).toMatchObject({ seq: before.seq, assignee: ana.id });
		expect(await visitor.notes()).toEqual([]);
	});

	it("a supervisor passes on what somebody else has", async () => {
		const visitor = await whomAnaHas();
		await transfer(office.engine, marta, visitor.id, { agent: luis }, "Ana sale a almorzar");
		expect(await visitor.conversation()).toMatchObject({ assignee: luis.id });
		expect(await visitor.notes()).toEqual(["Marta pasó la conversación a Luis: Ana sale a almorzar"]);
	});
});

describe("A2: transfer to a queue", () => {
	it("at its head, with the comment for who takes it, and the citizen is told", async () => {
		const visitor = await whomAnaHas();
		const others = [await whoWaits(), await whoWaits()];
		await transfer(office.engine, ana, visitor.id, { queue: await queue("soporte") }, "revisar el controlador");

		expect(await visitor.conversation()).toMatchObject({
			stage: "queued",
			queue: "soporte",
			queueRank: 0,
			assignee: null,
			handoff: { reason: "transfer", comment: "revisar el controlador" },
		});
		expect((await visitor.conversation()).handoff?.summary).not.toBe("");
		expect(await waitingIn()).toEqual([visitor.id, ...others.map(({ id }) => id)]);
		expect(await visitor.notes()).toEqual(["Ana pasó la conversación a Soporte técnico: revisar el controlador"]);
		expect((await visitor.shown()).at(-1)).toContain("Le paso con Soporte técnico.");
		expect((await visitor.shown()).join()).not.toContain("controlador");
	});

	it("of two who lost their agent, the first to lose them stands first", async () => {
		const visitors = [await whomAnaHas(), await whomAnaHas()];
		const waiter = await whoWaits();
		for (const visitor of visitors) {
			await transfer(office.engine, ana, visitor.id, { queue: await queue("general") }, "sin tiempo");
			office.clock.advance(1_000);
		}
		expect(await waitingIn()).toEqual([...visitors, waiter].map(({ id }) => id));
	});
});

describe("A2, B7: back to the bot", () => {
	it("follows an instruction that leads to an article", async () => {
		const visitor = await whomAnaHas();
		await giveBack(office.engine, ana, visitor.id, "cómo renuevo mi firma");

		expect(await visitor.conversation()).toMatchObject({ stage: "bot", queue: null, assignee: null });
		const answer = (await visitor.transcript()).findLast(({ parts }) => parts.some(({ type }) => type === "citation"));
		expect(answer?.parts).toContainEqual(expect.objectContaining({ article: "renovar-firma" }));
		expect(answer && wordsIn(answer)).toContain("30 días antes de que venza");
		expect((await visitor.shown()).at(-1)).toMatch(/^¿/);
		expect(await visitor.notes()).toEqual(["Ana devolvió la conversación al asistente: cómo renuevo mi firma"]);
	});

	it.each([
		["without an instruction", "", "sin instrucciones"],
		["with one that leads nowhere", "xyzzy plugh", "xyzzy plugh"],
	])("%s it asks how to go on", async (_what, instruction, noted) => {
		const visitor = await whomAnaHas();
		await giveBack(office.engine, ana, visitor.id, instruction);
		expect((await visitor.shown()).at(-1)).toMatch(/asistente virtual[\s\S]*persona/);
		expect((await visitor.notes()).at(-1)).toContain(noted);
		await visitor.says("perdí mi token");
		expect((await visitor.shown()).join()).toContain("Revoque su certificado");
	});

	it("is refused to who does not have it", async () => {
		const visitor = await whomAnaHas();
		expect(await kindOf(giveBack(office.engine, luis, visitor.id, ""))).toBe("forbidden");
		expect(await kindOf(giveBack(office.engine, marta, (await whoWaits()).id, ""))).toBe("forbidden");
	});
});

it("B7: a second and a third handoff in one episode; the bot is silent while a person has the word", async () => {
	const visitor = await whomAnaHas();
	for (const handoffs of [2, 3]) {
		await giveBack(office.engine, ana, visitor.id, "");
		await visitor.says("quiero hablar con una persona");
		expect(await visitor.conversation()).toMatchObject({ stage: "queued", interaction: { handoffs } });
		const said = (await visitor.shown()).length;
		await visitor.says("¿hay alguien?");
		expect(await visitor.shown()).toHaveLength(said);
		await claim(office.engine, handoffs === 2 ? luis : ana, visitor.id);
		await giveBackTo(ana, visitor);
	}
	await reply(office.engine, ana, written(visitor, "Aquí estoy"));
	await close(office.engine, ana, visitor.id, "resolved-by-agent");
	const [interaction, ...more] = await interactionsOf(visitor.id, 10);
	expect(more).toEqual([]);
	expect(interaction).toMatchObject({ handoffs: 3, agentName: "Ana", outcome: "resolved-by-agent" });
	expect((await eventsOf(visitor)).filter((type) => type === "conversation.queued")).toHaveLength(3);
});

/** Whoever has it passes it on to `agent`. */
async function giveBackTo(agent: typeof ana, visitor: Visitor): Promise<void> {
	const { assignee } = await visitor.conversation();
	if (assignee !== agent.id) await assign(office.engine, visitor.id, agent, marta);
}

describe("A2: a supervisor assigns", () => {
	it("what waits, and what somebody has; the citizen is told each time who attends", async () => {
		const visitor = await whoWaits();
		await assign(office.engine, visitor.id, ana, marta);
		await assign(office.engine, visitor.id, luis, marta);
		expect(await visitor.conversation()).toMatchObject({ stage: "agent", assignee: luis.id });
		expect((await visitor.shown()).filter((text) => text.includes("Le atiende"))).toEqual([
			expect.stringContaining("Le atiende Ana."),
			expect.stringContaining("Le atiende Luis."),
		]);
		const events = await Events.find({ conversation: visitor.id, type: "conversation.assigned" }).lean();
		expect(events.every(({ actor }) => actor.id === marta.id)).toBe(true);
	});

	it("to who has it already changes nothing; what is with the bot is not given", async () => {
		const visitor = await whomAnaHas();
		const said = (await visitor.shown()).length;
		await assign(office.engine, visitor.id, ana, marta);
		expect(await visitor.shown()).toHaveLength(said);
		await giveBack(office.engine, ana, visitor.id, "");
		expect(await kindOf(assign(office.engine, visitor.id, luis, marta))).toBe("conflict");
	});

	it("by routing, only what still waits", async () => {
		const visitor = await whomAnaHas();
		expect(await kindOf(assign(office.engine, visitor.id, luis, null))).toBe("conflict");
		expect(await visitor.conversation()).toMatchObject({ assignee: ana.id });
	});
});

describe("B7: out of hours a call back is offered", () => {
	/** The second of November is a holiday in El Salvador, and complaints keep office hours. */
	async function whoAskedForACall(): Promise<Visitor> {
		const visitor = new Visitor(office);
		await visitor.says("quiero poner una queja");
		await visitor.says("quiero hablar con una persona");
		expect((await visitor.shown()).at(-1)).toMatch(/no hay personas atendiendo\. Atienden de nuevo .*a las 8/);
		await visitor.clicks("callback.yes");
		await visitor.says("7777 8888");
		await visitor.says("mañana de 9 a 11");
		await visitor.clicks("callback.right");
		return visitor;
	}

	it("the request stands in the list of calls, with contact, time and what it is about, until it is done", async () => {
		const visitor = await whoAskedForACall();
		const { rows } = await listConversations(luis, "callbacks", undefined);
		expect(rows).toMatchObject([
			{
				id: visitor.id,
				stage: "survey",
				callback: { contact: expect.stringContaining("7777"), when: "mañana de 9 a 11", topic: "quejas" },
			},
		]);
		expect(rows[0]?.callback?.summary).toContain("poner una queja");
		expect((await interactionsOf(visitor.id, 1))[0]).toMatchObject({ outcome: "callback" });

		await note(office.engine, luis, written(visitor, "No contesta, lo intento luego"));
		await callbackDone(office.engine, luis, visitor.id);
		expect((await listConversations(luis, "callbacks", undefined)).rows).toEqual([]);
		expect((await visitor.conversation()).callback).toMatchObject({ waitingSince: null, doneBy: luis.id });
		expect((await visitor.notes()).at(-1)).toBe("Luis ya se comunicó con la persona que pidió la llamada.");
		expect(await kindOf(callbackDone(office.engine, ana, visitor.id))).toBe("conflict");
		expect(await eventsOf(visitor)).toEqual(expect.arrayContaining(["callback.requested", "callback.done"]));
		expect((await visitor.shown()).join()).not.toMatch(/No contesta|ya se comunicó/);
	});

	it("nobody at the desk in office hours: the same offer", async () => {
		await Presences.deleteMany({});
		const visitor = new Visitor(office);
		await visitor.says("quiero hablar con una persona");
		expect(await visitor.conversation()).toMatchObject({ stage: "bot" });
		expect((await visitor.shown()).at(-1)).toMatch(/no hay nadie disponible/);
	});
});

describe("A2: an agent is gone", () => {
	const goneMs = 60_000;
	const sweep = () => takeBackFromTheGone(office.engine, office.clock.now(), goneMs);

	it("after a minute their chats are at the head of the queue, with a note, and each citizen is told", async () => {
		const mine = [await whomAnaHas(), await whomAnaHas()];
		const waiter = await whoWaits();
		const withLuis = await whoWaits();
		await claim(office.engine, luis, withLuis.id);
		await office.presence.leave(ana.id);
		office.clock.advance(goneMs - 1);
		await office.presence.beat([luis.id]);
		expect(await sweep()).toBe(0);
		office.clock.advance(1);
		expect(await sweep()).toBe(2);

		const waiting = await waitingIn();
		expect(waiting.slice(0, 2).sort()).toEqual(mine.map(({ id }) => id).sort());
		expect(waiting.slice(2)).toEqual([waiter.id]);
		for (const visitor of mine) {
			expect(await visitor.conversation()).toMatchObject({ queueRank: 0, handoff: { reason: "agent-gone" } });
			expect((await visitor.conversation()).handoff?.summary).not.toBe("");
			expect(await visitor.notes()).toEqual([
				"Ana se quedó sin conexión. La conversación volvió al principio de la fila.",
			]);
			expect((await visitor.shown()).at(-1)).toMatch(/^Ana perdió la conexión\./);
			expect(await eventsOf(visitor)).toContain("conversation.agent-gone");
		}
		expect(await withLuis.conversation()).toMatchObject({ assignee: luis.id });
		expect(await sweep()).toBe(0);
	});

	it("who comes back in time keeps them", async () => {
		const visitor = await whomAnaHas();
		await office.presence.leave(ana.id);
		office.clock.advance(goneMs / 2);
		await office.presence.arrive(ana);
		office.clock.advance(goneMs - 1);
		expect(await sweep()).toBe(0);
		expect(await visitor.conversation()).toMatchObject({ assignee: ana.id });
	});

	it("however short the time is, who is connected is not gone between two heartbeats", async () => {
		const [short, visitor] = [1_000, await whomAnaHas()];
		const sweepSoon = () => takeBackFromTheGone(office.engine, office.clock.now(), short);
		for (let beat = 0; beat < 3; beat += 1) {
			office.clock.advance(heartbeatMs);
			expect(await sweepSoon()).toBe(0);
			await office.presence.beat([ana.id]);
		}
		// Two beats that did not come: perhaps a slow database. A third: the process has fallen.
		office.clock.advance(staleMs - 1);
		expect(await sweepSoon()).toBe(0);
		await office.presence.beat([ana.id]);
		office.clock.advance(staleMs);
		expect(await sweepSoon()).toBe(1);
		expect(await visitor.conversation()).toMatchObject({ stage: "queued" });
	});

	it("a short time holds to the letter for who has left", async () => {
		await whomAnaHas();
		await office.presence.leave(ana.id);
		office.clock.advance(999);
		expect(await takeBackFromTheGone(office.engine, office.clock.now(), 1_000)).toBe(0);
		office.clock.advance(1);
		expect(await takeBackFromTheGone(office.engine, office.clock.now(), 1_000)).toBe(1);
	});

	it("a hub process that fell counts as gone: it gives no sign of life", async () => {
		await whomAnaHas();
		office.clock.advance(goneMs);
		expect(await sweep()).toBe(1);
	});

	it("somebody else takes it, and the first agent, back again, cannot write in it", async () => {
		const visitor = await whomAnaHas();
		await office.presence.leave(ana.id);
		office.clock.advance(goneMs);
		await sweep();
		await claim(office.engine, luis, visitor.id);
		expect(await kindOf(reply(office.engine, ana, written(visitor, "ya volví")))).toBe("forbidden");
		expect(await kindOf(claim(office.engine, ana, visitor.id))).toBe("conflict");
	});
});
