import { MongoNetworkError } from "mongodb";
import { pino } from "pino";
import { expect, it } from "vitest";
import { steady } from "../../flows/index.ts";
import type { Bot, TurnCause } from "../../src/conversations/index.ts";
import { newInteraction } from "../../src/conversations/new-conversation.ts";
import { texts } from "../../src/texts/index.ts";
import { emptyConversation, monday, TestCounter } from "./talk.ts";

const ended: TurnCause = { kind: "ended", outcome: "resolved-by-agent", by: "agent" };
const returned: TurnCause = { kind: "returned", instruction: null };

function take(error: Error, cause: TurnCause) {
	const failing: Bot = { turn: () => Promise.reject(error), wantsCallback: () => false };
	const bot = steady(failing, { counter: new TestCounter(), log: pino({ level: "silent" }) });
	const conversation = emptyConversation("c", "es", monday);
	return bot.turn({ conversation, interaction: newInteraction(conversation, "i", monday), cause, now: monday });
}

it("B7: a fault of the bot is told and leads to a person, with the dialog forgotten", async () => {
	const outcome = await take(new Error("fault"), returned);
	expect(outcome.state).toEqual({});
	expect(outcome.replies).toEqual([{ parts: [{ type: "text", text: texts("es", "bot").say("failed") }] }]);
	expect(outcome.effects).toMatchObject([{ kind: "handoff", reason: "failed-twice" }]);
});

it("B8: a fault after the end closes without a word", async () => {
	expect(await take(new Error("fault"), ended)).toEqual({ state: {}, replies: [], effects: [{ kind: "close" }] });
});

it("C2: with the database away the turn is left to be taken again", async () => {
	await expect(take(new MongoNetworkError("gone"), returned)).rejects.toThrow("gone");
});
