import { beforeAll, describe, expect, it } from "vitest";
import { type Conversation, Conversations, newConversation } from "../../src/conversations/index.ts";
import { newInteraction } from "../../src/conversations/new-conversation.ts";
import { Presences } from "../../src/desk/model.ts";
import type { View } from "../../src/desk/wire.ts";
import { type DeskUser, deskUser, take, useHub } from "../support/hub.ts";
import { type Caller, callerAs } from "./centre.ts";

const { hub } = useHub();
const now = new Date();

function conversation(id: string, queue: string | null, more: Partial<Conversation>): Conversation {
	const at = { channel: "webchat", account: "main", address: id } as const;
	const blank = newConversation(at, { name: id, language: "es" }, now);
	return {
		...blank,
		_id: id,
		interaction: newInteraction(blank, `${id}.i`, now),
		lastQueue: queue,
		changedAt: now,
		changedBy: "elsewhere",
		...more,
	};
}
const waits = (id: string, queue: string) =>
	conversation(id, queue, { stage: "queued", queue, queuedSince: now, queueRank: 1 });
const asked = { at: now, contact: "7777", when: "hoy", topic: null, summary: "", waitingSince: now, doneBy: null };
const block = {
	at: now,
	until: null,
	by: "demo-agent-1",
	byName: "Ana",
	reason: "spam",
	comment: "",
	liftedAt: null,
} as const;

/** Of two units, and of none: one of each in every list. */
const all = [
	...(["quejas", "soporte"] as const).flatMap((queue) => [
		waits(`${queue}-waits`, queue),
		conversation(`${queue}-agent`, queue, { stage: "agent", queue, assignee: "demo-agent-1", assigneeName: "Ana" }),
		conversation(`${queue}-past`, queue, { stage: "closed", block }),
		conversation(`${queue}-call`, queue, { stage: "closed", callback: asked }),
	]),
	conversation("none-bot", null, { stage: "bot" }),
	conversation("none-past", null, { stage: "closed", block }),
	conversation("none-call", null, { stage: "closed", callback: asked }),
];

let pablo: Caller;
let marta: Caller;
let desk: DeskUser;
const limit = (units: string[]) => pablo("PATCH", "staff/demo-supervisor", { units });
const told = (event: "sightChanged") => new Promise<void>((done) => desk.socket.once(event, done));
const list = async (view: View) =>
	take(await desk.socket.emitWithAck("conversation.list", { view }))
		.rows.map(({ id }) => id)
		.sort();
const kindOf = async (work: Promise<{ ok: boolean; error?: { kind: string } }>) => {
	const answer = await work;
	return answer.ok ? "done" : answer.error?.kind;
};

beforeAll(async () => {
	// Ana is at work elsewhere and takes no more: nothing is given to her, and nothing taken back.
	const later = new Date(now.getTime() + 3_600_000);
	await Presences.create({ _id: "demo-agent-1", state: "busy", connected: true, hub: "elsewhere", seenAt: later });
	await Conversations.insertMany(all);
	[pablo, marta, desk] = await Promise.all([
		callerAs(hub().url, "pablo"),
		callerAs(hub().url, "marta"),
		deskUser(hub().url, "marta"),
	]);
});

describe("T13: what a supervisor sees is by unit", () => {
	it("without units: everything", async () => {
		expect(await list("queue")).toEqual(["quejas-waits", "soporte-waits"]);
		expect(await list("all")).toHaveLength(5);
		expect(await list("past")).toHaveLength(6);
		const { counts } = take(await desk.socket.emitWithAck("start", {}));
		expect(counts).toMatchObject({ queue: 2, callbacks: 3, all: 5 });
	});

	it("with units, from that moment on: their queues and what never was in one, in every list and figure", async () => {
		const changed = told("sightChanged");
		await limit(["demo-unit-quality"]);
		await changed;
		expect(await list("queue")).toEqual(["quejas-waits"]);
		expect(await list("all")).toEqual(["none-bot", "quejas-agent", "quejas-waits"]);
		expect(await list("callbacks")).toEqual(["none-call", "quejas-call"]);
		expect(await list("past")).toEqual(["none-call", "none-past", "quejas-call", "quejas-past"]);
		const { counts, queues } = take(await desk.socket.emitWithAck("start", {}));
		expect(counts).toMatchObject({ queue: 1, callbacks: 2, all: 3 });
		expect(queues.map(({ id, waiting }) => [id, waiting])).toEqual([
			["general", null],
			["soporte", null],
			["quejas", 1],
		]);
		const { body } = await marta("GET", "blocks");
		expect(Array.isArray(body.blocks) && body.blocks.map(({ id }) => id).sort()).toEqual(["none-past", "quejas-past"]);
	});

	it.each(["soporte-waits", "soporte-agent", "soporte-past", "soporte-call"])(
		"%s, of another unit, can be neither opened, read, exported, taken, assigned, noted nor freed",
		async (id) => {
			const { socket } = desk;
			const note = { id: crypto.randomUUID(), conversation: id, text: "Nota" };
			await desk.socket.emitWithAck("presence.set", { state: "away" });
			const answers = await Promise.all([
				kindOf(socket.emitWithAck("conversation.open", { conversation: id })),
				kindOf(socket.emitWithAck("conversation.history", { conversation: id, before: 1 })),
				kindOf(socket.emitWithAck("conversation.note", note)),
				kindOf(socket.emitWithAck("conversation.assign", { conversation: id, agent: "demo-supervisor" })),
				kindOf(socket.emitWithAck("conversation.block", { conversation: id, reason: "spam" })),
				kindOf(socket.emitWithAck("conversation.close", { conversation: id, outcome: "unresolved" })),
				kindOf(
					socket.emitWithAck("conversation.transfer", { conversation: id, to: { queue: "quejas" }, comment: "Mía" }),
				),
			]);
			expect(new Set(answers)).toEqual(new Set(["forbidden"]));
			expect(await kindOf(socket.emitWithAck("conversation.claim", { conversation: id }))).toBe(
				id === "soporte-waits" ? "forbidden" : "conflict",
			);
			expect(await kindOf(socket.emitWithAck("callback.done", { conversation: id }))).toBe(
				id === "soporte-call" ? "forbidden" : "conflict",
			);
			for (const path of ["transcript", "export", "files"]) {
				expect((await marta("GET", `conversations/${id}/${path}`)).status).toBe(403);
			}
			if (id === "soporte-past") expect((await marta("PATCH", `blocks/${id}`, { lifted: true })).status).toBe(403);
			const found = all.find(({ _id }) => _id === id);
			expect(await Conversations.findById(id).lean()).toMatchObject({ stage: found?.stage, seq: 0 });
		},
	);

	it("their own are opened and assigned as before", async () => {
		for (const id of ["quejas-past", "none-past", "quejas-agent"]) {
			expect(await kindOf(desk.socket.emitWithAck("conversation.open", { conversation: id }))).toBe("done");
		}
		const given = { conversation: "quejas-agent", agent: "demo-supervisor" };
		expect(await kindOf(desk.socket.emitWithAck("conversation.assign", given))).toBe("done");
	});

	it("live: of other units comes nothing", async () => {
		const rows: string[] = [];
		const arrived = new Promise<void>((done) => {
			desk.socket.on("row", ({ row }) => {
				rows.push(row.id);
				if (row.id === "quejas-waits") done();
			});
		});
		for (const id of ["soporte-waits", "quejas-waits"]) {
			await hub().engine.change(id, (draft) => void draft.note({ kind: "system" }, [{ type: "text", text: "x" }]));
		}
		await arrived;
		expect(rows).not.toContain("soporte-waits");
		desk.socket.off("row");
	});

	it("live: what is open goes from sight with its queue, and whoever looks on is told no more of it", async () => {
		await desk.socket.emitWithAck("conversation.open", { conversation: "quejas-waits" });
		const heard: string[] = [];
		desk.socket.on("message", ({ conversation: id }) => heard.push(id));
		const changed = told("sightChanged");
		const { body } = await pablo("GET", "units");
		const unit = Array.isArray(body.units) && body.units.find(({ id }) => id === "demo-unit-quality");
		await pablo("PATCH", "units/demo-unit-quality", { revision: unit.revision, queues: [] });
		await changed;
		await hub().engine.change("quejas-waits", (draft) => {
			draft.note({ kind: "system" }, [{ type: "text", text: "secreto" }]);
		});
		expect(await list("queue")).toEqual([]);
		expect(await list("all")).toEqual(["none-bot"]);
		expect(heard).toEqual([]);
		// What one has oneself stays one's own.
		expect(await list("mine")).toEqual(["quejas-agent"]);
		expect(await kindOf(desk.socket.emitWithAck("conversation.open", { conversation: "quejas-agent" }))).toBe("done");
	});

	it("a unit holds those below it; who also administers sees all", async () => {
		let changed = told("sightChanged");
		await limit(["demo-unit-service"]);
		await changed;
		expect(await list("queue")).toEqual(["soporte-waits"]);
		changed = told("sightChanged");
		await limit([]);
		await changed;
		expect(await list("queue")).toEqual(["quejas-waits", "soporte-waits"]);
	});
});
