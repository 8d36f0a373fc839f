import { beforeEach, describe, expect, it, vi } from "vitest";
import { ChannelError, Conversations, Messages } from "../../src/conversations/index.ts";
import { newConversation } from "../../src/conversations/new-conversation.ts";
import { backOffMs, maxAttempts } from "../../src/conversations/outbox.ts";
import { Events } from "../../src/events/index.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { useDatabase } from "../support/database.ts";
import { textOf } from "./engine-support.ts";
import { chat, gate, sweep } from "./outbox-support.ts";

useDatabase();
beforeEach(async () => {
	// A sweep takes up whatever waits.
	await Messages.deleteMany({});
});

const minute = 60_000;
const unreachable = () => new ChannelError("unreachable", "ETIMEDOUT", "No answer");
const refused = () => new ChannelError("refused", "403", "Blocked by the user");

it.each([
	[1, 0, 1_000],
	[1, 1, 1_200],
	[2, 0, 3_000],
	[3, 0.5, 9_900],
	[7, 0, 729_000],
	[8, 0, 30 * minute],
	[11, 1, 36 * minute],
])("C2: after %i attempts, with a jitter of %d, it waits %i ms", (attempts, jitter, expected) => {
	expect(backOffMs(attempts, jitter)).toBeCloseTo(expected);
});

it("C2: all attempts together take over two hours", () => {
	const waits = Array.from({ length: maxAttempts - 1 }, (_, index) => backOffMs(index + 1, 0));
	expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(120 * minute);
});

describe("C2: what the service takes", () => {
	it("is sent in order, one after the other, and recorded with the service's id", async () => {
		const first = gate();
		const { hears, engine, tried, deliveries, told } = chat({
			answer: (text) => (text === "eco: uno" ? first.opened : undefined),
		});
		for (const text of ["uno", "dos", "tres"]) await hears(text);
		await vi.waitFor(() => expect(tried).toEqual(["eco: uno"]));
		await vi.waitFor(async () => expect(await deliveries()).toHaveLength(3), { timeout: 10_000 });
		expect(tried).toEqual(["eco: uno"]);
		first.open();
		await engine.drain();

		expect(tried).toEqual(["eco: uno", "eco: dos", "eco: tres"]);
		expect(await deliveries()).toEqual(
			["1", "2", "3"].map((n) => ({
				state: "sent",
				attempts: 1,
				dueAt: null,
				externalId: expect.stringMatching(`-${n}$`),
			})),
		);
		expect(told.map((message) => [textOf(message), message.delivery?.state])).toEqual(
			["uno", "dos", "tres"].map((text) => [`eco: ${text}`, "sent"]),
		);
	});

	it("one conversation does not wait for another", async () => {
		const stuck = gate();
		const one = chat({ answer: () => stuck.opened });
		await one.hears("lento");
		const other = chat();
		await other.hears("rápido");
		await other.engine.drain();
		expect(other.tried).toEqual(["eco: rápido"]);
		stuck.open();
		await one.engine.drain();
	});
});

describe("C2: a service that does not answer", () => {
	it("is tried again after a while, not before, and what stands behind keeps its place", async () => {
		let down = true;
		const { hears, engine, clock, tried, deliveries } = chat({
			answer: () => {
				if (down) throw unreachable();
			},
		});
		await hears("uno");
		await engine.drain();
		await hears("dos");
		await engine.drain();
		expect(tried).toEqual(["eco: uno"]);
		expect((await deliveries())[0]).toMatchObject({ state: "queued", attempts: 1, error: "ETIMEDOUT" });
		expect((await deliveries())[1]).toMatchObject({ state: "queued", attempts: 0 });

		clock.advance(999);
		expect(await sweep(engine, clock)).toBe(0);
		clock.advance(201);
		expect(await sweep(engine, clock)).toBe(1);
		expect(tried).toEqual(["eco: uno", "eco: uno"]);
		clock.advance(2_999);
		expect(await sweep(engine, clock)).toBe(0);

		down = false;
		clock.advance(minute);
		await sweep(engine, clock);
		expect(tried.slice(2)).toEqual(["eco: uno", "eco: dos"]);
		expect((await deliveries()).map((delivery) => [delivery?.state, delivery?.attempts])).toEqual([
			["sent", 3],
			["sent", 1],
		]);
	});

	it("and may have taken the message: it goes again as it was, marked, and what was said since goes behind it", async () => {
		let breaks = true;
		const { hears, engine, clock, tried, deliveries } = chat({
			can: { gathers: () => true },
			answer: () => {
				if (breaks) throw new ChannelError("unreachable", "ECONNRESET", "It broke off");
			},
		});
		await hears("uno");
		await engine.drain();
		expect((await deliveries())[0]).toMatchObject({ state: "queued", repeated: true, error: "ECONNRESET" });
		await hears("dos");
		await hears("tres");
		await engine.drain();
		breaks = false;
		clock.advance(minute);
		await sweep(engine, clock);
		expect(tried).toEqual(["eco: uno", "eco: uno", "eco: dos + eco: tres"]);
		expect((await deliveries()).map((delivery) => [delivery?.state, delivery?.repeated])).toEqual([
			["sent", true],
			["sent", undefined],
			["sent", undefined],
		]);
	});

	it("that asks to wait is given the time it asks for", async () => {
		let busy = true;
		const { hears, engine, clock, tried } = chat({
			answer: () => {
				if (busy) throw new ChannelError("refused", "429", "Slow down", { retry: true, retryAfterMs: 5 * minute });
			},
		});
		await hears("hola");
		await engine.drain();
		busy = false;
		clock.advance(5 * minute - 1);
		expect(await sweep(engine, clock)).toBe(0);
		clock.advance(1);
		await sweep(engine, clock);
		expect(tried).toHaveLength(2);
	});

	it(`after ${maxAttempts} attempts the message is a dead letter, and the next ones go on`, async () => {
		const { hears, engine, clock, tried, deliveries, id } = chat({
			answer: (text) => {
				if (text === "eco: mudo") throw unreachable();
			},
		});
		await hears("mudo");
		await engine.drain();
		await hears("otro");
		for (let attempt = 2; attempt <= maxAttempts; attempt += 1) {
			expect((await deliveries())[0]).toMatchObject({ state: "queued", attempts: attempt - 1 });
			clock.advance(36 * minute);
			await sweep(engine, clock);
		}
		expect(tried.filter((text) => text === "eco: mudo")).toHaveLength(maxAttempts);
		expect(await deliveries()).toMatchObject([
			{ state: "failed", attempts: maxAttempts, dueAt: null, error: "ETIMEDOUT" },
			{ state: "sent" },
		]);
		const [event, ...more] = await Events.find({ type: "message.dead", conversation: id }).lean();
		expect(more).toEqual([]);
		expect(event?.data).toMatchObject({ code: "ETIMEDOUT" });
	});

	it("a fault of ours counts as no answer: nothing is lost by it", async () => {
		const { hears, engine, deliveries } = chat({
			answer: () => {
				throw new TypeError("a bug, with a secret in it");
			},
		});
		await hears("hola");
		await engine.drain();
		expect(await deliveries()).toMatchObject([{ state: "queued", attempts: 1, error: "internal" }]);
	});
});

describe("C2: what the service refuses", () => {
	it("is a dead letter at once, on record, told to staff; what stands behind goes on; it can be sent again", async () => {
		let blocked = true;
		const { hears, engine, clock, tried, deliveries, told, id } = chat({
			answer: (text) => {
				if (blocked && text === "eco: uno") throw refused();
			},
		});
		for (const text of ["uno", "dos"]) await hears(text);
		await engine.drain();
		expect(tried).toEqual(["eco: uno", "eco: dos"]);
		expect(await deliveries()).toMatchObject([{ state: "failed", attempts: 1, error: "403" }, { state: "sent" }]);
		expect(told.map(({ delivery }) => delivery?.state)).toEqual(["failed", "sent"]);
		expect(await Events.countDocuments({ type: "message.dead", conversation: id })).toBe(1);

		const own = async () =>
			(await engine.outbox.deadLetters(new Date(clock.now().getTime() + 1), 100)).filter(
				({ conversation }) => conversation === id,
			);
		const [dead, ...more] = await own();
		expect(more).toEqual([]);
		expect(dead && textOf(dead)).toBe("eco: uno");
		expect(await engine.outbox.deadLetters(clock.now(), 100)).not.toContainEqual(dead);

		blocked = false;
		await engine.outbox.resend(dead?._id ?? "", "admin");
		await engine.drain();
		expect(tried.at(-1)).toBe("eco: uno");
		expect((await deliveries())[0]).toMatchObject({ state: "sent", attempts: 1 });
		expect(await own()).toEqual([]);
		const [resent] = await Events.find({ type: "outbox.resent", conversation: id }).lean();
		expect(resent).toMatchObject({ actor: { kind: "staff", id: "admin" }, data: { message: dead?._id } });
	});

	it("only a dead letter is sent again", async () => {
		const { hears, engine, id } = chat();
		await hears("hola");
		await engine.drain();
		const sent = await Messages.findOne({ conversation: id, direction: "out" }).orFail().lean();
		for (const message of [sent._id, "nothing"]) {
			const refusal = await engine.outbox.resend(message, "admin").catch((error: unknown) => error);
			expect(refusal).toBeInstanceOf(DomainError);
			expect(refusal).toMatchObject({ kind: "not-found" });
		}
	});
});

describe("C2: a process that is cut off while it sends", () => {
	it("another sends it again after a minute, marked, and the late answer of the first changes nothing", async () => {
		const hung = gate();
		let calls = 0;
		const { hears, engine, hub, clock, tried, deliveries } = chat({
			answer: async () => {
				calls += 1;
				if (calls > 1) return;
				await hung.opened;
				throw unreachable();
			},
		});
		const heir = hub("hub-2");
		await hears("hola");
		await vi.waitFor(() => expect(tried).toHaveLength(1));
		clock.advance(minute - 1);
		expect(await sweep(heir, clock)).toBe(0);
		clock.advance(1);
		expect(await sweep(heir, clock)).toBe(1);
		const sent = { state: "sent", attempts: 2, dueAt: null, externalId: expect.stringMatching("-2$"), repeated: true };
		expect(await deliveries()).toEqual([sent]);

		hung.open();
		await engine.drain();
		expect(await deliveries()).toEqual([sent]);
		clock.advance(60 * minute);
		expect(await sweep(heir, clock)).toBe(0);
		expect(tried).toHaveLength(2);
	});

	it("two processes that sweep at once send it once", async () => {
		const { hears, engine, hub, clock, tried } = chat({
			answer: () => {
				if (tried.length === 1) throw unreachable();
			},
		});
		await hears("hola");
		await engine.drain();
		clock.advance(minute);
		await Promise.all([sweep(engine, clock), sweep(hub("hub-2"), clock), sweep(hub("hub-3"), clock)]);
		expect(tried).toHaveLength(2);
	});
});

it("C2: conversations that wait for their next try do not keep the sweep from those whose time has come", async () => {
	const { hears, engine, clock, tried } = chat({
		answer: (text) => {
			if (text === "eco: último") throw unreachable();
		},
	});
	await hears("último");
	await engine.drain();
	const now = clock.now();
	const blocked = Array.from({ length: 250 }, (_, index) => {
		const at = { channel: "telegram", account: "main", address: `blocked-${index}` } as const;
		return { ...newConversation(at, { name: null, language: "es" }, now), changedBy: "hub-1" };
	});
	await Conversations.insertMany(blocked);
	await Messages.insertMany(
		blocked.flatMap(({ _id: conversation }) =>
			[1, 2].map((seq) => ({
				_id: `${conversation}.${seq}`,
				conversation,
				seq,
				after: seq - 1,
				author: { kind: "bot" },
				direction: "out",
				parts: [{ type: "text", text: "bloqueado" }],
				at: now,
				delivery: {
					state: "queued",
					attempts: seq === 1 ? 9 : 0,
					dueAt: seq === 1 ? new Date(now.getTime() + 30 * minute) : now,
				},
			})),
		),
	);
	clock.advance(minute);
	expect(await sweep(engine, clock)).toBe(1);
	expect(tried).toEqual(["eco: último", "eco: último"]);
	clock.advance(30 * minute);
	expect(await sweep(engine, clock)).toBe(200);
	expect(await sweep(engine, clock)).toBe(51);
});
