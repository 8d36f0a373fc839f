import { z } from "zod";
import { maskSecrets } from "../src/citizens/index.ts";

/** How the survey of an interaction stands, while it may still be answered. */
export const SurveyState = z.object({
	interaction: z.string(),
	/** Name of the agent who attended; null when the bot alone did. */
	agent: z.string().nullable(),
	/** When consent was asked, ISO 8601: answers count for 24 h. */
	asked: z.iso.datetime(),
	step: z.enum(["consent", "overall", "attention", "comment"]),
	overall: z.number().nullable(),
	attention: z.number().nullable(),
});
export type SurveyState = z.infer<typeof SurveyState>;

/**
 * What the bot keeps of a conversation between turns, besides the open dialogs. It travels in the conversation
 * document, so it stays small: a few hundred bytes.
 */
export const Memory = z.object({
	/** The interaction that the rest is about. */
	interaction: z.string(),
	/** The bot has introduced itself in it. */
	greeted: z.boolean(),
	/** Times in a row that it could not help. */
	failures: z.number(),
	/** Of the last article that was found. */
	topic: z.string().nullable(),
	/** The citizen's last few texts, shortened: what a person reads when taking over. */
	said: z.array(z.string()),
	/** Articles shown, and whether each helped. */
	shown: z.array(z.object({ id: z.string(), helped: z.boolean().nullable() })),
	/** How often each thing with variants was said, so that none comes twice in a row. */
	spoken: z.record(z.string(), z.number()),
	/** A survey put aside, which a late answer may still reach. */
	survey: SurveyState.nullable(),
	/** The interaction whose survey is finished or was refused: it is not asked again. */
	settled: z.string().nullable(),
});
export type Memory = z.infer<typeof Memory>;

/** A clean page for an interaction. What outlives one: the survey put aside, and which was settled. */
export function freshMemory(interaction: string, before: Memory | null): Memory {
	return {
		interaction,
		greeted: false,
		failures: 0,
		topic: null,
		said: [],
		shown: [],
		spoken: {},
		survey: before?.survey ?? null,
		settled: before?.settled ?? null,
	};
}

const textsKept = 3;
const textLength = 160;
const shownKept = 5;

/** Keeps what the citizen wrote, shortened. */
export function rememberText(memory: Memory, text: string): void {
	const line = maskSecrets(text).text.replace(/\s+/g, " ").trim();
	if (line === "") return;
	const short = line.length > textLength ? `${line.slice(0, textLength - 1).trimEnd()}…` : line;
	memory.said = [...memory.said, short].slice(-textsKept);
}

export function rememberShown(memory: Memory, article: { id: string; topic: string }): void {
	memory.topic = article.topic;
	memory.shown = [...memory.shown.filter(({ id }) => id !== article.id), { id: article.id, helped: null }].slice(
		-shownKept,
	);
}

export function rememberVerdict(memory: Memory, id: string, helped: boolean): void {
	memory.shown = memory.shown.map((shown) => (shown.id === id ? { id, helped } : shown));
}
