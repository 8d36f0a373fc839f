import type { Danger, Language } from "../src/conversations/index.ts";
import { texts } from "../src/texts/index.ts";

/** The longest summary, in characters: an agent reads it in ten seconds. */
export const summaryLength = 600;

/**
 * What a person needs to go on: why it came to them, what the citizen wrote last, which articles were shown and which
 * did not help (B7). Pure.
 */
export function summarise(
	known: {
		why: "asked" | "failed-twice" | "callback" | Danger;
		said: readonly string[];
		shown: readonly { title: string; helped: boolean | null }[];
	},
	language: Language,
): string {
	const own = texts(language, "bot");
	const titles = known.shown.map(({ title, helped }) =>
		helped === null ? title : own.say(helped ? "summary.helped" : "summary.notHelped", { title }),
	);
	const quotes = known.said.map((text) => own.say("summary.quote", { text }));
	const lines = [
		own.say(`summary.${known.why}`),
		quotes.length > 0 ? own.say("summary.last", { texts: quotes.join(" · ") }) : own.say("summary.nothing"),
		...(titles.length > 0 ? [own.say("summary.tried", { titles: titles.join("; ") })] : []),
	];
	const whole = lines.join("\n");
	return whole.length <= summaryLength ? whole : `${whole.slice(0, summaryLength - 1).trimEnd()}…`;
}
