import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Conversations } from "../../src/conversations/index.ts";
import { assignWaiting } from "../../src/desk/assign-waiting.ts";
import { assign, claim } from "../../src/desk/claim.ts";
import { close } from "../../src/desk/close.ts";
import { Presences, Queues } from "../../src/desk/model.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { kindOf, type Office, openOffice, staffMember, Visitor } from "./at-work.ts";
import { person } from "./people.ts";

useDatabase();
let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
beforeEach(async () => {
	// Each test begins with an empty desk.
	await Conversations.updateMany({}, { $set: { stage: "closed", queue: null, assignee: null } });
	await Presences.deleteMany({});
	office = await openOffice({ clock: office.clock });
});

const ana = staffMember("Ana");
const luis = staffMember("Luis");
const marta = staffMember("Marta");

async function whoWaits(queue = "general"): Promise<Visitor> {
	const visitor = new Visitor(office);
	await visitor.says("hola");
	await office.engine.change(visitor.id, (draft) => {
		draft.toQueue({ queue, head: false, handoff: { reason: "asked", topic: null, summary: "", comment: null } });
	});
	office.clock.advance(1_000);
	return visitor;
}

describe("A2: claiming", () => {
	it("of 200 agents who race on two hub processes, one wins and the others get a conflict", async () => {
		const other = await openOffice({ owner: "hub-2", clock: office.clock });
		const visitor = await whoWaits();
		const agents = Array.from({ length: 200 }, (_, index) => person(`agent-${index}`, "agent"));
		const outcomes = await Promise.all(
			agents.map((agent, index) => kindOf(claim((index % 2 ? office : other).engine, agent, visitor.id))),
		);

		expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(199);
		const winner = agents[outcomes.indexOf("done")]?.id;
		expect(await visitor.conversation()).toMatchObject({ stage: "agent", assignee: winner, queuedSince: null });
		const claims = await Events.find({ type: "conversation.claimed", conversation: visitor.id }).lean();
		expect(claims.map(({ actor, data }) => [actor.id, data.agent])).toEqual([[winner, winner]]);
		expect((await visitor.shown()).filter((text) => text.includes("Le atiende agent-"))).toEqual([
			expect.stringContaining(`Le atiende ${winner}.`),
		]);
	});

	it("in a queue that one does not serve is forbidden, and changes nothing", async () => {
		const visitor = await whoWaits("quejas");
		expect(await kindOf(claim(office.engine, person("g", "agent", ["general"]), visitor.id))).toBe("forbidden");
		expect(await visitor.conversation()).toMatchObject({ stage: "queued", queue: "quejas", assignee: null });
		expect(await kindOf(claim(office.engine, person("q", "agent", ["quejas"]), visitor.id))).toBe("done");
	});

	it("without the right to attend is forbidden", async () => {
		const visitor = await whoWaits();
		expect(await kindOf(claim(office.engine, person("e", "editor"), visitor.id))).toBe("forbidden");
	});

	it("a supervisor of other queues may", async () => {
		const visitor = await whoWaits("quejas");
		expect(await kindOf(claim(office.engine, person("s", "supervisor", ["general"]), visitor.id))).toBe("done");
	});

	it("what is with the bot, or over, is no longer waiting; what is not there is not found", async () => {
		const visitor = new Visitor(office);
		await visitor.says("hola");
		expect(await kindOf(claim(office.engine, ana, visitor.id))).toBe("conflict");
		expect(await kindOf(claim(office.engine, ana, "nobody"))).toBe("not-found");
	});

	it("B7: the citizen is told who attends, and the bot is silent from there", async () => {
		const visitor = await whoWaits();
		await claim(office.engine, ana, visitor.id);
		const before = (await visitor.shown()).length;
		await visitor.says("perdí mi token");
		expect(await visitor.shown()).toHaveLength(before);
		expect((await visitor.shown()).at(-1)).toContain("Le atiende Ana.");
		expect((await visitor.conversation()).lastMessage?.text).toBe("perdí mi token");
	});
});

describe("A2: auto-assignment", () => {
	const waiting = async (count: number, queue?: string) => {
		const visitors: Visitor[] = [];
		for (let made = 0; made < count; made += 1) visitors.push(await whoWaits(queue));
		return visitors;
	};
	const holders = async (visitors: Visitor[]) =>
		Promise.all(visitors.map(async (visitor) => (await visitor.conversation()).assigneeName));

	it("nobody at the desk: they wait", async () => {
		const visitors = await waiting(2);
		expect(await assignWaiting(office.engine, office.presence)).toBe(0);
		expect(await holders(visitors)).toEqual([null, null]);
	});

	it("to the least loaded in turn, in the order of the queue, never beyond capacity", async () => {
		const visitors = await waiting(10);
		await office.presence.arrive(ana);
		await office.presence.arrive(luis);
		expect(await assignWaiting(office.engine, office.presence)).toBe(8);
		const inTurn = ["Ana", "Luis", "Ana", "Luis", "Ana", "Luis", "Ana", "Luis"];
		expect(await holders(visitors)).toEqual([...inTurn, null, null]);
		expect(await assignWaiting(office.engine, office.presence)).toBe(0);

		const [, second] = visitors;
		if (second) await close(office.engine, luis, second.id, "resolved-by-agent");
		expect(await assignWaiting(office.engine, office.presence)).toBe(1);
		expect((await holders(visitors)).slice(8)).toEqual(["Luis", null]);
	});

	it("who was already being attended comes first", async () => {
		const [first, second] = await waiting(2);
		if (!first || !second) throw new Error("Nobody waits");
		await office.engine.change(second.id, (draft) => {
			draft.next.queueRank = 0;
		});
		await office.presence.arrive({ ...ana });
		for (const _ of [1, 2, 3]) {
			const busy = await whoWaits();
			await assign(office.engine, busy.id, ana, marta);
		}
		expect(await assignWaiting(office.engine, office.presence)).toBe(1);
		expect(await holders([first, second])).toEqual([null, "Ana"]);
	});

	it.each(["busy", "away"] as const)("nothing to who is %s", async (state) => {
		await waiting(1);
		await office.presence.arrive(ana);
		await office.presence.set(ana.id, state);
		expect(await assignWaiting(office.engine, office.presence)).toBe(0);
	});

	it("nothing to a connection that gives no sign of life, as of a hub process that fell", async () => {
		await waiting(1);
		await office.presence.arrive(ana);
		office.clock.advance(30_000);
		expect(await assignWaiting(office.engine, office.presence)).toBe(0);
		await office.presence.beat([ana.id]);
		expect(await assignWaiting(office.engine, office.presence)).toBe(1);
	});

	it("nothing of a queue whose agents pick for themselves", async () => {
		await waiting(1, "soporte");
		await office.presence.arrive(ana);
		await Queues.updateOne({ _id: "soporte" }, { $set: { assignment: "manual" } });
		expect(await assignWaiting(office.engine, office.presence)).toBe(0);
		await Queues.updateOne({ _id: "soporte" }, { $set: { assignment: "auto" } });
		expect(await assignWaiting(office.engine, office.presence)).toBe(1);
	});

	it("however many wait in a queue that nobody serves now, the next one is not held up", async () => {
		const [crowd] = await waiting(1, "quejas");
		if (!crowd) throw new Error("Nobody waits");
		const { _id, ...content } = await crowd.conversation();
		await Conversations.insertMany(Array.from({ length: 150 }, (_, index) => ({ ...content, _id: `crowd-${index}` })));
		const [last] = await waiting(1, "general");
		await office.presence.arrive(ana);
		await office.presence.arrive(luis);
		// They serve one queue each.
		const board = await office.presence.board();
		const limited = {
			...office.presence,
			board: async () => board.map((agent) => ({ ...agent, queues: ["general"] })),
		};
		expect(await assignWaiting(office.engine, limited)).toBe(1);
		expect((await last?.conversation())?.stage).toBe("agent");
		await Conversations.deleteMany({ _id: /^crowd/ });
	});
});
