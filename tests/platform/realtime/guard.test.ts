import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { DomainError } from "../../../src/platform/errors.ts";
import { createLog } from "../../../src/platform/log.ts";
import {
	type Ack,
	createSocketLimiter,
	type EventTable,
	eventFor,
	type Guard,
	serveEvents,
} from "../../../src/platform/realtime/index.ts";

interface Desk {
	agent: string;
}
const event = eventFor<Desk>();
const said: string[] = [];
const table: EventTable<Desk> = {
	say: event({
		access: "conversations.attend",
		input: z.strictObject({ text: z.string().min(1).max(10), to: z.strictObject({ id: z.string() }).optional() }),
		handle: async (desk, { text }) => {
			said.push(text);
			return { by: desk.agent, text };
		},
	}),
	refuse: event({
		access: "desk.use",
		input: z.unknown(),
		handle: async () => {
			throw new DomainError("conflict", "Somebody was faster", { field: "conversation" });
		},
	}),
	fail: event({
		access: "desk.use",
		input: z.unknown(),
		handle: async () => {
			throw new TypeError("the secret reason");
		},
	}),
	nothing: event({ access: "desk.use", input: z.strictObject({}), handle: async () => {} }),
	rare: event({ access: "desk.use", input: z.unknown(), limit: { burst: 1, perSecond: 1 }, handle: async () => 1 }),
	manage: event({ access: "staff.manage", input: z.unknown(), handle: async () => 1 }),
};

function connect(guard: Partial<Guard> = {}) {
	const events = new EventEmitter();
	const logged: string[] = [];
	let now = new Date("2026-11-02T08:00:00Z");
	const socket = {
		id: "s1",
		onAny: (listener: (name: string, ...args: unknown[]) => void) => events.on("any", listener),
		disconnect: vi.fn(),
	};
	serveEvents(
		socket,
		table,
		{ agent: "ana" },
		{
			may: (access) => access === "desk.use" || access === "conversations.attend",
			log: createLog({ level: "trace" }, { write: (line) => void logged.push(line) }),
			clock: { now: () => now },
			...guard,
		},
	);
	return {
		socket,
		logged,
		emit: (...args: unknown[]) => events.emit("any", ...args),
		call: (name: string, ...inputs: unknown[]) =>
			new Promise<Ack<unknown>>((resolve) => events.emit("any", name, ...inputs, resolve)),
		pass: (ms: number) => {
			now = new Date(now.getTime() + ms);
		},
	};
}

describe("P1: every socket event is answered, and only what is declared and allowed is done", () => {
	it.each([
		["a good call", "say", { text: "hola" }, { ok: true, data: { by: "ana", text: "hola" } }],
		["no answer to give", "nothing", {}, { ok: true, data: null }],
		["an event that nobody declared", "shutdown", {}, { ok: false, error: { kind: "not-found" } }],
		["a name of every object", "constructor", {}, { ok: false, error: { kind: "not-found" } }],
		["another such name", "__proto__", {}, { ok: false, error: { kind: "not-found" } }],
		["a missing right", "manage", {}, { ok: false, error: { kind: "forbidden" } }],
		["a refusal of the domain", "refuse", {}, { ok: false, error: { kind: "conflict", field: "conversation" } }],
		["an empty text", "say", { text: "" }, { ok: false, error: { kind: "invalid", field: "text" } }],
		[
			"too long a text",
			"say",
			{ text: "a".repeat(1_000_000) },
			{ ok: false, error: { kind: "invalid", field: "text" } },
		],
		["a missing field", "say", {}, { ok: false, error: { kind: "invalid", field: "text" } }],
		[
			"a field of the wrong kind",
			"say",
			{ text: { $gt: "" } },
			{ ok: false, error: { kind: "invalid", field: "text" } },
		],
		["deep down", "say", { text: "a", to: { id: 7 } }, { ok: false, error: { kind: "invalid", field: "to.id" } }],
		["an unknown field", "say", { text: "a", role: "admin" }, { ok: false, error: { kind: "invalid", field: "role" } }],
		["no input", "say", undefined, { ok: false, error: { kind: "invalid", field: "input" } }],
		["a list", "say", [], { ok: false, error: { kind: "invalid", field: "input" } }],
		["bytes", "say", Buffer.from("x"), { ok: false, error: { kind: "invalid" } }],
	])("%s", async (_what, name, input, expected) => {
		expect(await connect().call(name, input)).toMatchObject(expected);
	});

	it("more than one input is refused", async () => {
		expect(await connect().call("nothing", {}, {})).toMatchObject({ ok: false, error: { kind: "invalid" } });
	});

	it("a fault of ours is logged and tells nothing", async () => {
		const { call, logged } = connect();
		const answer = await call("fail", {});
		expect(answer).toMatchObject({ ok: false, error: { kind: "internal" } });
		expect(JSON.stringify(answer)).not.toContain("secret reason");
		expect(logged.join("")).toContain("the secret reason");
	});

	it("a call that wants no answer is handled all the same, its errors dropped", async () => {
		const { emit, call } = connect();
		emit("say", { text: "silently" });
		emit("say");
		emit("shutdown", 1, 2, 3);
		emit("fail", {});
		await call("nothing", {});
		expect(said).toContain("silently");
	});

	it("asks for the right at every event, since it may be lost meanwhile", async () => {
		let may = true;
		const { call } = connect({ may: async () => may });
		expect(await call("nothing", {})).toMatchObject({ ok: true });
		may = false;
		expect(await call("nothing", {})).toMatchObject({ ok: false, error: { kind: "forbidden" } });
	});

	it("takes up the events of a socket in the order in which they came", async () => {
		const { emit, call } = connect();
		said.length = 0;
		for (const text of ["a", "b", "c", "d"]) emit("say", { text });
		await call("say", { text: "e" });
		expect(said).toEqual(["a", "b", "c", "d", "e"]);
	});
});

describe("floods", () => {
	it("forty at once pass, then twenty a second; the rest is told how long to wait", async () => {
		const { call, pass } = connect();
		const flood = await Promise.all(Array.from({ length: 60 }, () => call("nothing", {})));
		expect(flood.filter((answer) => answer.ok)).toHaveLength(40);
		expect(flood.at(-1)).toMatchObject({ ok: false, error: { kind: "too-many", retryAfterMs: 50 } });
		pass(1_000);
		const later = await Promise.all(Array.from({ length: 60 }, () => call("nothing", {})));
		expect(later.filter((answer) => answer.ok)).toHaveLength(20);
	});

	it("an event may have a stricter pace", async () => {
		const { call, pass } = connect();
		expect(await call("rare")).toMatchObject({ ok: true });
		expect(await call("rare")).toMatchObject({ ok: false, error: { kind: "too-many", retryAfterMs: 1_000 } });
		expect(await call("nothing", {})).toMatchObject({ ok: true });
		pass(1_000);
		expect(await call("rare")).toMatchObject({ ok: true });
	});

	it("a thousand messages a second: refused, and the socket is closed", () => {
		const { emit, socket, pass, logged } = connect();
		for (let second = 0; second < 3; second += 1) {
			for (let sent = 0; sent < 1_000; sent += 1) emit("say", { text: "spam" });
			pass(1_000);
		}
		expect(socket.disconnect).toHaveBeenCalledExactlyOnceWith(true);
		expect(logged.join("")).toContain("it floods");
	});

	it("a clock that steps back gives nothing away", () => {
		const limiter = createSocketLimiter({ burst: 1, perSecond: 1 });
		const at = (ms: number) => limiter.take("e", undefined, new Date(ms)).allowed;
		expect([at(10_000), at(0), at(5_000), at(10_500), at(11_000)]).toEqual([true, false, false, false, true]);
	});
});
