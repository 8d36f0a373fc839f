import { TelegramError } from "telegraf";
import { expect, it } from "vitest";
import { toChannelError } from "../../../channels/telegram/errors.ts";
import { ChannelError } from "../../../src/conversations/index.ts";

const answered = (error_code: number, parameters = {}) =>
	new TelegramError(
		{ error_code, description: "https://api.telegram.org/bot1:AA/x", parameters },
		{ payload: "secret" },
	);
const network = (fields: object) => Object.assign(new Error("request to https://x/bot1:AA/sendMessage failed"), fields);

it.each([
	["blocked by the citizen", answered(403), { kind: "refused", code: "blocked", retry: false }],
	["no such chat", answered(400), { kind: "refused", code: "400", retry: false }],
	["too fast", answered(429, { retry_after: 7 }), { kind: "refused", code: "429", retry: true, retryAfterMs: 7_000 }],
	["too fast, without a time", answered(429), { kind: "refused", retry: true, retryAfterMs: 5_000 }],
	["a wrong token, which an operator puts right", answered(401), { kind: "refused", code: "401", retry: true }],
	["another poller", answered(409), { kind: "refused", code: "409", retry: true }],
	["a fault of theirs", answered(502), { kind: "unreachable", code: "502", retry: true }],
	["no connection", network({ code: "ECONNREFUSED" }), { kind: "unreachable", code: "ECONNREFUSED", retry: true }],
	["no answer in time", network({ name: "AbortError" }), { kind: "unreachable", code: "timeout", retry: true }],
	["an answer that is no JSON", network({ type: "invalid-json" }), { kind: "unreachable", code: "invalid-json" }],
	["a code that is none", network({ code: "at bot1:AA" }), { kind: "unreachable", code: "network" }],
	["what is no error", "bot1:AA", { kind: "unreachable", code: "unknown" }],
])("C2: %s is told in the hub's words, without a secret", (_what, given, expected) => {
	const error = toChannelError(given);
	expect(error).toBeInstanceOf(ChannelError);
	expect(error).toMatchObject(expected);
	expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(/bot1|AA|secret/);
	expect(error.cause).toBeUndefined();
});
