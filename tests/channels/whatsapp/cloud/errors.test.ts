import { describe, expect, it } from "vitest";
import { codeOf, ofAnswer, toChannelError } from "../../../../channels/whatsapp/cloud/errors.ts";
import { ChannelError } from "../../../../src/conversations/index.ts";

const answered = (code: number) => ({
	error: { message: "(#1) EAAsecret hola", type: "OAuthException", code, error_data: { details: "EAAsecret" } },
});

describe("an answer of Meta's", () => {
	it.each([
		["the window is closed", 400, 131_047, { kind: "refused", code: "window-closed", retry: false }],
		["undeliverable", 400, 131_026, { kind: "refused", code: "undeliverable", retry: false }],
		["too many templates to one person", 400, 131_049, { kind: "refused", code: "too-many-templates", retry: false }],
		["the application is too fast", 400, 4, { kind: "refused", code: "rate-limit", retry: true }],
		["the business account is too fast", 429, 80_007, { kind: "refused", code: "rate-limit", retry: true }],
		["the number is too fast", 400, 130_429, { kind: "refused", code: "rate-limit", retry: true }],
		["taken for spam", 400, 131_048, { kind: "refused", code: "rate-limit", retry: true }],
		["too fast to one person", 400, 131_056, { kind: "refused", code: "rate-limit", retry: true }],
		["the token ran out", 401, 190, { kind: "refused", code: "token", retry: true }],
		["no permission", 403, 10, { kind: "refused", code: "permission", retry: true }],
		["one of the permissions", 400, 230, { kind: "refused", code: "permission", retry: true }],
		["the account is locked", 403, 131_031, { kind: "refused", code: "restricted", retry: true }],
		["not paid", 400, 131_042, { kind: "refused", code: "payment", retry: true }],
		["no such template", 404, 132_001, { kind: "refused", code: "template", retry: false }],
		["the template is paused", 400, 132_015, { kind: "refused", code: "template-paused", retry: false }],
		["a file that it does not take", 400, 131_053, { kind: "refused", code: "media", retry: false }],
		["a parameter", 400, 100, { kind: "refused", code: "100", retry: false }],
		["something rare", 400, 999_999, { kind: "refused", code: "999999", retry: false }],
		["an unknown fault", 500, 131_000, { kind: "unreachable", code: "fault", retry: true }],
		["overloaded, with a good status", 400, 131_016, { kind: "unreachable", code: "fault", retry: true }],
	])("C2: %s is told in the hub's words, without Meta's", (_what, status, code, expected) => {
		const error = ofAnswer(status, answered(code), null);
		expect(error).toMatchObject({ ...expected, retryAfterMs: null });
		expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(/EAAsecret|hola/);
	});

	it.each([
		["nothing to read", 502, null, { kind: "unreachable", code: "fault" }],
		["a page", 404, "<html>", { kind: "refused", code: "404", retry: false }],
		["too fast, said by the status alone", 429, {}, { code: "rate-limit", retry: true }],
		["no token, said by the status alone", 401, {}, { code: "token", retry: true }],
		["no status at all", Number.NaN, {}, { kind: "unreachable", code: "fault" }],
	])("C2: %s is understood", (_what, status, body, expected) => {
		expect(ofAnswer(status, body, null)).toMatchObject(expected);
	});

	it.each([
		["7", 7_000],
		["soon", null],
		["-1", null],
		[null, null],
	])("C2: that asks to wait %s is left alone for so long", (header, retryAfterMs) => {
		expect(ofAnswer(429, answered(130_429), header)).toMatchObject({ retry: true, retryAfterMs });
		expect(ofAnswer(503, null, header)).toMatchObject({ kind: "unreachable", retryAfterMs });
	});
});

it.each([
	[
		"no connection",
		new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }),
		"ECONNREFUSED",
	],
	["no answer in time", new DOMException("late", "TimeoutError"), "timeout"],
	["a code that is none", Object.assign(new Error("x"), { code: "Bearer EAAsecret" }), "network"],
	["what is no error", "EAAsecret", "unknown"],
])("C2: %s is unreachable", (_what, given, code) => {
	const error = toChannelError(given);
	expect(error).toMatchObject({ kind: "unreachable", code, retry: true });
	expect(`${error.message} ${JSON.stringify(error)}`).not.toContain("EAAsecret");
	expect(toChannelError(error)).toBe(error);
	expect(error).toBeInstanceOf(ChannelError);
});

it("C2: a failure that comes later has the same words", () => {
	expect(codeOf(131_047)).toBe("window-closed");
	expect(codeOf(131_026)).toBe("undeliverable");
	expect(codeOf(7)).toBe("7");
	expect(codeOf(undefined)).toBe("unknown");
});
