import type { Bot, Danger, TurnInput, TurnOutcome } from "../src/conversations/index.ts";
import type { Log } from "../src/platform/log.ts";
import { isUnreachable } from "../src/platform/store/ride-out.ts";
import { texts } from "../src/texts/index.ts";
import type { Office } from "./context.ts";
import type { Counter } from "./counter.ts";
import { inOneLine } from "./dialogs/danger.ts";

/**
 * A fault of the bot is no dead end (B7): it is logged, the citizen is told, and the conversation goes to a person with
 * the dialog forgotten; whoever is in danger is told whom to call all the same (B12). Only when the database is away the fault goes on to the caller, who takes the turn again later.
 */
export function steady(bot: Bot, parts: { counter: Counter; log: Log; office: Pick<Office, "emergency"> }): Bot {
	return {
		...bot,
		async turn(input) {
			try {
				return await bot.turn(input);
			} catch (error) {
				if (isUnreachable(error)) throw error;
				parts.log.error({ err: error, conversation: input.conversation._id }, "the bot failed");
				const { cause } = input;
				const danger = cause.kind === "message" ? bot.danger(cause.message) : null;
				return apologise(input, { ...parts, danger });
			}
		},
	};
}

async function apologise(
	{ conversation, cause, now }: TurnInput,
	{ counter, office, danger }: { counter: Counter; office: Pick<Office, "emergency">; danger: Danger | null },
): Promise<TurnOutcome> {
	const { language } = conversation.contact;
	const own = texts(language, "bot");
	const text = danger ? own.say("danger.failed", { numbers: inOneLine(office.emergency) }) : own.say("failed");
	const reply = { parts: [{ type: "text" as const, text }] };
	// The interaction is over, only its survey was to come: there is nothing to hand over.
	if (cause.kind === "ended") return { state: {}, replies: [], effects: [{ kind: "close" }] };
	const { queue } = await counter.outlook({ topic: null, language, now });
	return {
		state: {},
		replies: [reply],
		effects: [
			...(danger ? [{ kind: "danger" as const, danger }] : []),
			{ kind: "handoff", queue, reason: danger ? "danger" : "failed-twice", topic: null, summary: "" },
		],
	};
}
