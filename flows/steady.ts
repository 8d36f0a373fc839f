import type { Bot, TurnInput, TurnOutcome } from "../src/conversations/index.ts";
import type { Log } from "../src/platform/log.ts";
import { isUnreachable } from "../src/platform/store/ride-out.ts";
import { texts } from "../src/texts/index.ts";
import type { Counter } from "./counter.ts";

/**
 * A fault of the bot is no dead end (B7): it is logged, the citizen is told, and the conversation goes to a person with
 * the dialog forgotten. Only when the database is away the fault goes on to the caller, who takes the turn again later.
 */
export function steady(bot: Bot, parts: { counter: Counter; log: Log }): Bot {
	return {
		...bot,
		async turn(input) {
			try {
				return await bot.turn(input);
			} catch (error) {
				if (isUnreachable(error)) throw error;
				parts.log.error({ err: error, conversation: input.conversation._id }, "the bot failed");
				return apologise(input, parts.counter);
			}
		},
	};
}

async function apologise({ conversation, cause, now }: TurnInput, counter: Counter): Promise<TurnOutcome> {
	const { language } = conversation.contact;
	const reply = { parts: [{ type: "text" as const, text: texts(language, "bot").say("failed") }] };
	// The interaction is over, only its survey was to come: there is nothing to hand over.
	if (cause.kind === "ended") return { state: {}, replies: [], effects: [{ kind: "close" }] };
	const { queue } = await counter.outlook({ topic: null, language, now });
	return {
		state: {},
		replies: [reply],
		effects: [{ kind: "handoff", queue, reason: "failed-twice", topic: null, summary: "" }],
	};
}
