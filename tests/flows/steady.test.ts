import { MongoNetworkError } from "mongodb";
import { pino } from "pino";
import { expect, it } from "vitest";
import { steady } from "../../flows/index.ts";
import type { Bot, Message, TurnCause } from "../../src/conversations/index.ts";
import { newInteraction } from "../../src/conversations/new-conversation.ts";
import { texts } from "../../src/texts/index.ts";
import { emptyConversation, monday, office, TestCounter } from "./talk.ts";

const ended: TurnCause = { kind: "ended", outcome: "resolved-by-agent", by: "agent" };
const returned: TurnCause = { kind: "returned", instruction: null };

function take(error: Error, cause: TurnCause) {
	const failing: Bot = { turn: () => Promise.reject(error), wantsCallback: () => false, danger: () => "life" };
	const bot = steady(failing, { counter: new TestCounter(), log: pino({ level: "silent" }), office });
	const conversation = emptyConversation("c", "es", monday);
	return bot.turn({ conversation, interaction: newInteraction(conversation, "i", monday), cause, now: monday });
}

it("B7: a fault of the bot is told and leads to a person, with the dialog forgotten", async () => {
	const outcome = await take(new Error("fault"), returned);
	expect(outcome.state).toEqual({});
	expect(outcome.replies).toEqual([{ parts: [{ type: "text", text: texts("es", "bot").say("failed") }] }]);
	expect(outcome.effects).toMatchObject([{ kind: "handoff", reason: "failed-twice" }]);
});

it("B12: a fault while somebody is in danger tells whom to call, and goes to the head all the same", async () => {
	const said: Message = {
		_id: "m",
		conversation: "c",
		interaction: null,
		seq: null,
		after: null,
		author: { kind: "citizen" },
		direction: "in",
		parts: [],
		at: monday,
	};
	const { replies, effects } = await take(new Error("fault"), { kind: "message", message: said });
	expect(JSON.stringify(replies)).toContain("Policía 911 · Bomberos 913");
	expect(effects).toMatchObject([
		{ kind: "danger", danger: "life" },
		{ kind: "handoff", reason: "danger" },
	]);
});

it("B8: a fault after the end closes without a word", async () => {
	expect(await take(new Error("fault"), ended)).toEqual({ state: {}, replies: [], effects: [{ kind: "close" }] });
});

it("C2: with the database away the turn is left to be taken again", async () => {
	await expect(take(new MongoNetworkError("gone"), returned)).rejects.toThrow("gone");
});
