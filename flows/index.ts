/** The bot: one turn in, replies and effects out; its state travels in the conversation (B2, B7, B8, B10, B12). */
import type { Bot } from "../src/conversations/index.ts";
import type { BotParts } from "./context.ts";
import { hear } from "./hear.ts";
import { turnTaker } from "./turn.ts";

export type { BotParts } from "./context.ts";
export type { Counter, Outlook } from "./counter.ts";
export { steady } from "./steady.ts";

/**
 * Makes the bot of an office. Turns of different conversations may run at the same time; a turn changes nothing but what
 * it returns, and the same input gives the same outcome.
 *
 * @example createBot({ knowledge: createSearch(loadArticles("kb/articles")), counter, office: { name, emergency } })
 */
export function createBot(parts: BotParts): Bot {
	return {
		turn: turnTaker(parts),
		wantsCallback: (message) => hear(message).intent.kind === "callback",
		danger: (message) => hear(message).danger,
	};
}
