import type { Turn } from "../context.ts";
import { summarise } from "../summarise.ts";

/** The summary of this conversation so far, with the articles' titles. */
export function summaryOf(turn: Turn, why: Parameters<typeof summarise>[0]["why"]): string {
	const { memory, parts, language } = turn;
	const shown = memory.shown.flatMap(({ id, helped }) => {
		const article = parts.knowledge.articleById(id, language);
		return article ? [{ title: article.title, helped }] : [];
	});
	return summarise({ why, said: memory.said, shown }, language);
}
