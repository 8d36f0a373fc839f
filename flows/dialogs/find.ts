import { type Article, type Decision, decide } from "../../kb/index.ts";
import type { Turn } from "../context.ts";
import { lineOf } from "../understand/words.ts";

/** Enough to tell near ones apart. */
const looksAt = 5;
/** More than this is a story; its beginning says what it is about. */
const longestQuestion = 600;

/**
 * What the published articles say to a question, and nothing again that the citizen said did not help (B2). Whether one of
 * them may be shown is for `mayShow`.
 */
export function findAnswer(turn: Turn, question: string, language = turn.language): Decision<Article> {
	const ranked = turn.parts.knowledge.search(question.slice(0, longestQuestion), { language, limit: looksAt });
	const rejected = new Set(turn.memory.shown.filter(({ helped }) => helped === false).map(({ id }) => id));
	return decide(ranked.filter(({ article }) => !rejected.has(article.id)));
}

const opening =
	/^(?:y |pero )?(?:como|que|cual|cuales|donde|cuanto|cuanta|cuantos|cuesta|por que|para que|quien|puedo|se puede|hay|tienen|how|what|where|when|why|which|who|can i|do you|is there|does)\b/;

/** Whether a text is put as a question. */
export function soundsLikeQuestion(text: string): boolean {
	return /[¿?]/.test(text) || opening.test(lineOf(text.slice(0, 200)));
}
