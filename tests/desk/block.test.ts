import { beforeAll, describe, expect, it } from "vitest";
import { findConversation, interactionsOf, messagesAfter } from "../../src/conversations/index.ts";
import { block, liftBlock } from "../../src/desk/block.ts";
import { listBlocks } from "../../src/desk/blocks.ts";
import { callbackDone } from "../../src/desk/close.ts";
import { rowOf } from "../../src/desk/rows.ts";
import { BlockInput, type BlockSpan, blockSpans } from "../../src/desk/wire.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { everything, kindOf, type Office, openOffice, staffMember, Visitor } from "./at-work.ts";

useDatabase();
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const marta = staffMember("Marta");
const pablo = staffMember("Pablo");
const elena = staffMember("Elena");
const day = 24 * 3_600_000;
const handoff = { reason: "asked", topic: null, summary: "", comment: null } as const;

async function whoWaits(): Promise<Visitor> {
	const visitor = new Visitor(office);
	await visitor.says("compre barato");
	await office.engine.change(visitor.id, (draft) => draft.toQueue({ queue: "general", head: false, handoff }));
	return visitor;
}

const blocked = (visitor: Visitor, by = ana, more: Record<string, unknown> = {}) =>
	block(office.engine, by, BlockInput.parse({ conversation: visitor.id, reason: "spam", ...more }));

const lift = (visitor: Visitor, by = ana, lifted = true) => liftBlock(office.engine, by, visitor.id, lifted);

const withheld = async ({ id }: Visitor) =>
	(await messagesAfter(id, 0, everything)).messages.filter((message) => message.withheld).map(({ _id }) => _id);

const listed = async ({ id }: Visitor) => {
	const now = office.clock.now();
	return (await listBlocks(marta, now, new Date(now.getTime() + 1))).blocks.find((one) => one.id === id);
};

describe("C7: blocking a sender", () => {
	it("ends what is open as spam, without a survey and without a word to them", async () => {
		const visitor = await whoWaits();
		const before = await visitor.shown();
		await blocked(visitor);

		const conversation = await visitor.conversation();
		expect(conversation).toMatchObject({
			stage: "closed",
			queue: null,
			assignee: null,
			unread: 0,
			dueAt: null,
			bot: {},
		});
		expect(conversation.block).toMatchObject({ by: ana.id, byName: "Ana", reason: "spam", liftedAt: null });
		expect(await visitor.shown()).toEqual(before);
		expect((await interactionsOf(visitor.id, 10))[0]).toMatchObject({ outcome: "spam", survey: null });
		expect(await visitor.notes()).toEqual([
			"Ana bloqueó a esta persona por una semana. Motivo: publicidad o correo basura",
		]);
		const event = await Events.findOne({ conversation: visitor.id, type: "sender.blocked" }).lean();
		expect(event).toMatchObject({ actor: { kind: "staff", id: ana.id }, data: { reason: "spam", span: "week" } });
	});

	it("C2: what they write is kept in its place, and goes no further: no answer, no queue, nothing unread", async () => {
		const visitor = await whoWaits();
		await blocked(visitor);
		const [shown, { lastMessage, visibleSeq }] = [await visitor.shown(), await visitor.conversation()];
		for (const text of ["hola", "quiero hablar con una persona", "/humano"]) await visitor.says(text);
		await visitor.clicks("human");

		expect(await visitor.shown()).toEqual(shown);
		const conversation = await visitor.conversation();
		expect(conversation).toMatchObject({ stage: "closed", unread: 0, lastMessage, visibleSeq: visibleSeq + 5 });
		expect(rowOf(conversation)).toMatchObject({ unread: 0, block: { reason: "spam", by: { name: "Ana" } } });
		expect(await withheld(visitor)).toHaveLength(4);
		const seqs = (await visitor.transcript()).map(({ seq }) => seq);
		expect(seqs).toEqual(seqs.map((_, index) => index + 1));
		expect(await listed(visitor)).toMatchObject({ withheld: 4, channel: "webchat", by: { id: ana.id } });
		expect(await interactionsOf(visitor.id, 10)).toHaveLength(1);
	});

	it("C2: a message that comes twice is withheld once", async () => {
		const visitor = await whoWaits();
		await blocked(visitor);
		const inbound = {
			from: { channel: "webchat", account: "main", address: visitor.address },
			externalId: "twice",
			parts: [{ type: "text", text: "hola" }],
			contact: { name: null, language: "es" },
		} as const;
		for (const _ of [1, 2]) await office.engine.receive({ ...inbound, parts: [...inbound.parts] });
		await office.engine.drain();
		expect(await withheld(visitor)).toEqual([`${visitor.id}.twice`]);
	});

	it("nothing that speaks by itself reaches them either", async () => {
		const visitor = await whoWaits();
		await blocked(visitor);
		const before = await visitor.shown();
		await office.engine.change(visitor.id, (draft) =>
			draft.say({ kind: "system" }, [{ type: "text", text: "no se pudo" }]),
		);
		expect(await visitor.shown()).toEqual(before);
	});

	it.each<[BlockSpan, number | null]>([
		["day", day],
		["week", 7 * day],
		["month", 30 * day],
		["ever", null],
	])("%s: it lapses by itself, to the moment, and the next message is handled as usual", async (span, lasts) => {
		const visitor = await whoWaits();
		await blocked(visitor, ana, { span });
		const shown = await visitor.shown();
		office.clock.advance((lasts ?? 1_000 * day) - 1);
		await visitor.says("hola");
		expect(await visitor.shown()).toEqual(shown);
		office.clock.advance(1);
		await visitor.says("hola");

		const answers = (await visitor.shown()).slice(shown.length);
		const { stage, interaction } = await visitor.conversation();
		if (lasts === null) {
			expect([answers, stage]).toEqual([[], "closed"]);
			expect(await listed(visitor)).toMatchObject({ until: null, withheld: 2 });
		} else {
			expect(answers.length).toBeGreaterThan(0);
			expect([stage, interaction?.outcome]).toEqual(["bot", null]);
			expect(await interactionsOf(visitor.id, 10)).toHaveLength(2);
			expect(await listed(visitor)).toBeUndefined();
		}
	});

	it("lifted, they are attended again; put back, it stands as it was", async () => {
		const visitor = await whoWaits();
		const { block: first } = await blocked(visitor);
		office.clock.advance(day);
		await lift(visitor);
		expect(await listed(visitor)).toBeUndefined();
		expect(rowOf(await visitor.conversation()).block).toBeNull();
		await lift(visitor, marta, false);
		expect((await visitor.conversation()).block).toEqual(first);
		const shown = await visitor.shown();
		await visitor.says("hola");
		expect(await visitor.shown()).toEqual(shown);
		await lift(visitor, pablo);
		await visitor.says("hola");
		expect((await visitor.shown()).length).toBeGreaterThan(shown.length);
		const types = (
			await Events.find({ conversation: visitor.id, type: /^sender/ })
				.sort({ at: 1 })
				.lean()
		).map(({ type, actor }) => `${type} ${actor.id}`);
		expect(types.sort()).toEqual(
			[
				`sender.blocked ${ana.id}`,
				`sender.blocked ${marta.id}`,
				`sender.unblocked ${ana.id}`,
				`sender.unblocked ${pablo.id}`,
			].sort(),
		);
	});

	it("a call that they asked for is made no more", async () => {
		const visitor = await whoWaits();
		await office.engine.change(visitor.id, (draft) => {
			const at = draft.now;
			draft.next.callback = { at, contact: "1", when: "ya", topic: null, summary: "", waitingSince: at, doneBy: null };
		});
		await blocked(visitor);
		expect(await kindOf(callbackDone(office.engine, marta, visitor.id))).toBe("conflict");
	});

	it("what rests, or is with the bot, can be blocked too", async () => {
		const visitor = new Visitor(office);
		await visitor.says("hola");
		await blocked(visitor, marta);
		expect((await interactionsOf(visitor.id, 10))[0]).toMatchObject({ outcome: "spam" });
		await lift(visitor, marta);
		await blocked(visitor, marta, { reason: "other", comment: "Ya se le dijo", span: "ever" });
		expect((await visitor.notes()).at(-1)).toBe(
			"Marta bloqueó a esta persona para siempre. Motivo: otro motivo. Ya se le dijo",
		);
		expect(await interactionsOf(visitor.id, 10)).toHaveLength(1);
	});
});

describe("P1: who may block, and lift it", () => {
	it("only who may read it blocks; twice is a conflict", async () => {
		const visitor = await whoWaits();
		expect(await kindOf(blocked(visitor, elena))).toBe("forbidden");
		expect(await kindOf(blocked(visitor, pablo))).toBe("forbidden");
		await office.engine.change(visitor.id, (draft) => draft.toAgent(luis));
		expect(await kindOf(blocked(visitor, ana))).toBe("forbidden");
		expect(await kindOf(blocked(visitor, luis))).toBe("done");
		expect(await kindOf(blocked(visitor, marta))).toBe("conflict");
	});

	it("an agent lifts their own, others with the right to any; what is not there is a conflict", async () => {
		const visitor = await whoWaits();
		expect(await kindOf(lift(visitor, marta))).toBe("conflict");
		await blocked(visitor, luis);
		expect(await kindOf(lift(visitor, ana))).toBe("forbidden");
		expect(await kindOf(lift(visitor, luis))).toBe("done");
		expect(await kindOf(lift(visitor, marta))).toBe("conflict");
		expect(await kindOf(liftBlock(office.engine, marta, "none", true))).toBe("not-found");
	});

	it("another reason has to be named", () => {
		const { error } = BlockInput.safeParse({ conversation: "c", reason: "other", comment: "  " });
		expect(error?.issues.map(({ path }) => path)).toEqual([["comment"]]);
		expect(BlockInput.parse({ conversation: "c", reason: "abuse" })).toMatchObject({ span: "week", comment: "" });
		expect(blockSpans).toContain("ever");
	});

	it("the list is in pages, newest first", async () => {
		for (let made = 0; made < 55; made += 1) {
			office.clock.advance(1_000);
			await blocked(await whoWaits(), ana, { span: "ever" });
		}
		const now = office.clock.now();
		const first = await listBlocks(marta, now, new Date(now.getTime() + 1));
		expect(first.blocks).toHaveLength(50);
		const second = await listBlocks(marta, now, new Date(first.before ?? 0));
		const all = [...first.blocks, ...second.blocks];
		expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
		expect(all.map(({ at }) => at)).toEqual(
			all
				.map(({ at }) => at)
				.sort()
				.reverse(),
		);
		expect(second.before).toBeNull();
		expect(await findConversation(all[0]?.id ?? "")).toMatchObject({ block: { by: ana.id } });
	});
});
