import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Conversations } from "../../src/conversations/index.ts";
import { takeBackFromTheGone } from "../../src/desk/agent-gone.ts";
import { claim } from "../../src/desk/claim.ts";
import { close } from "../../src/desk/close.ts";
import { listConversations } from "../../src/desk/lists.ts";
import { Presences, Queues } from "../../src/desk/model.ts";
import { placesIn } from "../../src/desk/outlook.ts";
import { transfer } from "../../src/desk/transfer.ts";
import { Events } from "../../src/events/index.ts";
import { inbound } from "../conversations/engine-support.ts";
import { useDatabase } from "../support/database.ts";
import { type Office, openOffice, staffMember, Visitor } from "./at-work.ts";

useDatabase();
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
beforeEach(async () => {
	await Conversations.updateMany({}, { $set: { stage: "closed", queue: null, assignee: null, callback: null } });
	await Presences.deleteMany({});
	office = await openOffice({ clock: office.clock });
	await office.presence.arrive(ana);
	await office.presence.arrive(luis);
});

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const marta = staffMember("Marta");

async function whoSays(...texts: string[]): Promise<Visitor> {
	const visitor = new Visitor(office);
	for (const text of texts) await visitor.says(text);
	office.clock.advance(1_000);
	return visitor;
}
const whoWaits = () => whoSays("quiero hablar con una persona");

const waiting = async () => (await listConversations(marta, "queue", undefined)).rows;
const waitingIds = async () => (await waiting()).map(({ id }) => id);
const alarmsOf = async ({ id }: Visitor) =>
	(await Events.find({ conversation: id, type: "danger.recognised" }).sort({ at: 1 }).lean()).map(({ data }) => data);

describe("B12: whoever is in danger stands at the head of the queue", () => {
	it("before who came earlier and before who was passed on; the desk is told, and it is on record", async () => {
		const early = await whoWaits();
		const passedOn = await whoWaits();
		await claim(office.engine, ana, passedOn.id);
		const queue = await Queues.findById("soporte").orFail().lean();
		await transfer(office.engine, ana, passedOn.id, { queue }, "urge");
		const inDanger = await whoSays("me quiero matar");

		const rows = await waiting();
		expect(rows.map(({ id }) => id)).toEqual([inDanger.id, passedOn.id, early.id]);
		expect(rows.map(({ danger }) => danger)).toEqual(["life", null, null]);
		const { handoff, queue: own, interaction } = await inDanger.conversation();
		expect(handoff).toMatchObject({ reason: "danger", summary: expect.stringContaining("me quiero matar") });
		expect(interaction).toMatchObject({ danger: "life", queue: own });
		expect((await placesIn(office.presence, own ?? "")).get(inDanger.id)).toMatchObject({ position: 1, urgent: true });
		expect(await alarmsOf(inDanger)).toEqual([{ danger: "life", stage: "bot" }]);
	});

	it("who waits already is moved there, keeps the time of waiting and hears the numbers; of two the first stands first", async () => {
		const early = await whoWaits();
		const late = await whoWaits();
		const since = (await late.conversation()).queuedSince;
		await late.says("mi esposo me está pegando");
		expect(await waitingIds()).toEqual([late.id, early.id]);
		expect((await late.shown()).at(-1)).toContain("Policía: 911");
		const again = await whoSays("hay un incendio en mi casa");
		await late.says("me quiere matar");
		expect(await waitingIds()).toEqual([late.id, again.id, early.id]);
		expect(await late.conversation()).toMatchObject({
			queuedSince: since,
			handoff: { reason: "danger" },
			interaction: { handoffs: 1 },
		});
		expect((await late.shown()).at(-1)).toMatch(/^(La oficina ya está avisada|Sigo aquí)/);
		expect(await alarmsOf(late)).toHaveLength(2);
	});

	it("no wish to be called takes them out of it", async () => {
		const visitor = await whoSays("me están robando", "mejor llámenme");
		expect(await visitor.conversation()).toMatchObject({ stage: "queued", queueRank: -1 });
	});

	it("at night, with nobody there, they are told so honestly and wait first all the same", async () => {
		await Presences.deleteMany({});
		const hour = 3_600_000;
		office.clock.advance(14 * hour);
		const visitor = await whoSays("me tomé todas las pastillas");
		office.clock.advance(10 * hour);
		expect((await visitor.shown()).join("\n")).toMatch(/911[\s\S]*no hay nadie conectado y puede tardar/);
		expect(await visitor.conversation()).toMatchObject({ stage: "queued", queueRank: -1, dueAt: null, callback: null });
	});

	it("what a flood of mails is not answered is heard all the same", async () => {
		const visitor = new Visitor(office);
		await office.engine.receive({
			...inbound("me voy a matar", visitor.address, randomUUID()),
			intake: { unanswered: true },
		});
		await office.engine.drain();
		expect(await visitor.conversation()).toMatchObject({ stage: "queued", queueRank: -1 });
		expect(await visitor.shown()).toEqual([]);
	});
});

describe("B12: danger that an agent is told of", () => {
	it("is marked and on record, and the bot says nothing; should the agent be lost, they stand first", async () => {
		const visitor = await whoWaits();
		await claim(office.engine, ana, visitor.id);
		const before = (await visitor.shown()).length;
		await visitor.says("mi papá no respira");
		expect(await visitor.shown()).toHaveLength(before);
		const [row] = (await listConversations(ana, "mine", undefined)).rows;
		expect(row).toMatchObject({ id: visitor.id, danger: "life", stage: "agent" });
		expect(await alarmsOf(visitor)).toEqual([{ danger: "life", stage: "agent" }]);

		const passedOn = await whoWaits();
		await office.presence.leave(ana.id);
		office.clock.advance(60_000);
		await office.presence.beat([luis.id]);
		await takeBackFromTheGone(office.engine, office.clock.now(), 60_000);
		expect(await waitingIds()).toEqual([visitor.id, passedOn.id]);
		expect(await visitor.conversation()).toMatchObject({ queueRank: -1, handoff: { reason: "agent-gone" } });
	});

	it("no survey follows, and the next episode is an ordinary one", async () => {
		const visitor = await whoSays("me quiero matar");
		await claim(office.engine, ana, visitor.id);
		await close(office.engine, ana, visitor.id, "resolved-by-agent");
		expect(await visitor.conversation()).toMatchObject({ stage: "closed" });
		expect((await visitor.shown()).at(-1)).toMatch(
			/terminó\.\n\nSi vuelve a estar en peligro, llame en seguida: Policía 911/,
		);
		await visitor.says("quiero hablar con una persona");
		expect(await visitor.conversation()).toMatchObject({ queueRank: 1, interaction: { danger: null } });
	});
});
