import { describe, expect, it } from "vitest";
import { createLog, withLogContext } from "../../src/platform/log.ts";

function logTo() {
	const lines: string[] = [];
	const log = createLog({ level: "trace" }, { write: (line: string) => void lines.push(line) });
	return { log, last: () => JSON.parse(lines.at(-1) ?? "null"), raw: () => lines.join("") };
}

describe("P2: what must not be in a log is not", () => {
	it.each([
		["a password", { password: "LEAK" }],
		["deep down", { a: { b: [{ c: { email: "LEAK" } }] } }],
		["by the last word of a key", { agentName: "LEAK", reply_text: "LEAK", "set-cookie": "LEAK" }],
		["a whole structure", { parts: [{ type: "text", text: "LEAK" }], contact: { phone: "LEAK" } }],
		["every kind of secret", { accessToken: "LEAK", apiKey: "LEAK", authorization: "LEAK", passwordHash: "LEAK" }],
		["identity", { name: "LEAK", document: "LEAK", address: "LEAK", phone: "LEAK", comment: "LEAK" }],
		["in a map", { map: new Map([["token", "LEAK"]]) }],
		["in what makes its own JSON", { made: { toJSON: () => ({ cookie: "LEAK" }) } }],
		["in an address", { uri: "mongodb://user:LEAK@host/db" }],
		["an e-mail in a code", { note: "LEAK@example.org was here" }],
		["in a buffer", { bytes: Buffer.from("LEAK") }],
		["in an error's own fields", { err: Object.assign(new Error("no"), { keyValue: { email: "LEAK" } }) }],
		["in an error's message", { err: new Error("cannot reach redis://:LEAK@host:6379") }],
		["in a cause", { err: new Error("outer", { cause: new Error("at mongodb://a:LEAK@b") }) }],
	])("%s", (_where, line) => {
		const { log, raw } = logTo();
		log.info(line, "done");
		log.child(line).info("child");
		expect(raw()).toContain("done");
		expect(raw()).not.toContain("LEAK");
	});

	it("nor in the message", () => {
		const { log, raw } = logTo();
		log.info("connected to mongodb+srv://user:LEAK@host/db for LEAK@example.org");
		expect(raw()).toContain("mongodb+srv://***@host/db");
		expect(raw()).not.toContain("LEAK");
	});
});

it("keeps what helps: ids, numbers, an error's type, message, code, stack and cause", () => {
	const { log, last } = logTo();
	const error = Object.assign(new TypeError("the matter"), { code: "E42", cause: new Error("the reason") });
	log.error({ err: error, attempts: 3, queue: "general", at: new Date(0), big: 12n }, "failed");

	expect(last()).toMatchObject({
		level: "error",
		msg: "failed",
		attempts: 3,
		queue: "general",
		at: "1970-01-01T00:00:00.000Z",
		big: "12",
		err: { type: "TypeError", message: "the matter", code: "E42", cause: { message: "the reason" } },
	});
	expect(last().err.stack).toContain("log.test.ts");
});

it("logs an error given alone", () => {
	const { log, last } = logTo();
	log.error(new Error("alone"));
	expect(last()).toMatchObject({ msg: "alone", err: { message: "alone" } });
});

it("survives circles, depth, size and odd values", () => {
	const { log, last } = logTo();
	const circle: Record<string, unknown> = { deep: {}, list: Array.from({ length: 300 }, (_, index) => index) };
	circle.self = circle;
	let inner = circle;
	for (let depth = 0; depth < 50; depth += 1) inner = inner.deep = { deep: {} } as const;
	log.info({ circle, call: () => 1, socket: new (class Socket {})(), nothing: undefined });

	expect(last().circle.self).toBe("[circular]");
	expect(last().circle.list).toHaveLength(101);
	expect(JSON.stringify(last())).toContain("[deep]");
	expect(last()).toMatchObject({ call: "[function]", socket: "[Socket]" });
});

it("C4: every line written while a conversation is handled carries its id", async () => {
	const { log, last } = logTo();
	await withLogContext({ conversation: "c1" }, async () => {
		await Promise.resolve();
		log.info("inside");
		expect(last().conversation).toBe("c1");
		await withLogContext({ conversation: "c2" }, async () => log.child({ part: "say" }).info("nested"));
		expect(last()).toMatchObject({ conversation: "c2", part: "say" });
	});
	log.info("outside");
	expect(last()).not.toHaveProperty("conversation");
});
