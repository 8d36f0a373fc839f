import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpServer, Problem } from "../../../src/platform/http/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { testServer } from "./server.ts";

const lines: string[] = [];
let app: HttpServer;
beforeAll(async () => {
	app = await testServer({ log: createLog({ level: "error" }, { write: (line) => void lines.push(line) }) });
});
afterAll(() => app.close());

const headers = { cookie: "as=ana", "x-requested-with": "ventanilla", "content-type": "application/json" };

describe("errors are problem+json (RFC 9457)", () => {
	it.each([
		["/api/v1/refused/invalid", 400, { kind: "invalid", errors: [{ field: "email", message: "No, because" }] }],
		["/api/v1/refused/conflict", 409, { kind: "conflict", detail: "No, because" }],
		["/api/v1/refused/not-found", 404, { kind: "not-found" }],
		["/api/v1/refused/too-many", 429, { kind: "too-many", retryAfterMs: 2_500 }],
		["/api/v1/mine", 401, { kind: "unauthenticated" }],
		["/nowhere", 404, { kind: "not-found" }],
		["/%zz", 400, { kind: "invalid" }],
	])("%s → %i", async (url, status, expected) => {
		const answer = await app.inject({ url });
		expect(answer.statusCode).toBe(status);
		expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
		expect(Problem.parse(answer.json())).toMatchObject({
			status,
			type: `urn:ventanilla:problem:${expected.kind}`,
			...expected,
		});
	});

	it.each([
		["a wrong type", { size: "big" }, "size"],
		["a missing field", {}, "size"],
		["an unknown field", { size: 1, colour: "red" }, "colour"],
		["no object at all", [1], "body"],
	])("bad input names the field: %s", async (_what, payload, field) => {
		const answer = await app.inject({ method: "POST", url: "/api/v1/things", headers, payload });
		expect(answer.statusCode).toBe(400);
		expect(Problem.parse(answer.json()).errors?.[0]?.field).toBe(field);
	});

	it.each([
		["what is not JSON", "{ size: ", 400, "invalid"],
		["nothing", "", 400, "invalid"],
		["10 MB", JSON.stringify({ size: "9".repeat(10_000_000) }), 413, "too-large"],
		["a poisoned prototype", '{"__proto__": {"size": 1}, "size": 1}', 400, "invalid"],
	])("a body of %s", async (_what, payload, status, kind) => {
		const answer = await app.inject({ method: "POST", url: "/api/v1/things", headers, payload });
		expect(answer.statusCode).toBe(status);
		expect(Problem.parse(answer.json()).kind).toBe(kind);
	});

	it("another media type is refused", async () => {
		const answer = await app.inject({
			method: "POST",
			url: "/api/v1/things",
			headers: { ...headers, "content-type": "text/xml" },
			payload: "<size>1</size>",
		});
		expect(answer.statusCode).toBe(415);
	});

	it("a fault of ours tells no details, but where to look in the log", async () => {
		const answer = await app.inject({ url: "/api/v1/broken" });
		expect(answer.statusCode).toBe(500);
		expect(answer.body).not.toContain("secret reason");
		const request = Problem.parse(answer.json()).instance.replace("urn:ventanilla:request:", "");
		const logged = JSON.parse(lines.at(-1) ?? "null");
		expect(logged).toMatchObject({ request, err: { message: "the secret reason" } });
	});
});
