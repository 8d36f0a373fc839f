import type { Article } from "../../kb/index.ts";
import type { Turn } from "../context.ts";
import { showAnswer } from "./answer.ts";
import { openIdentify } from "./identify.ts";

const order = ["none", "claimed", "verified"] as const;

/** Whether enough is known of who one speaks to (B3). */
export function mayShow({ assurance }: Pick<Turn, "assurance">, article: Pick<Article, "assurance">): boolean {
	return order.indexOf(assurance) >= order.indexOf(article.assurance);
}

/** Shows an article, once it is known who it is where that matters (B3). */
export async function openArticle(turn: Turn, article: Article): Promise<void> {
	if (mayShow(turn, article)) return showAnswer(turn, article);
	turn.memory.topic = article.topic;
	await openIdentify(turn, { wants: article.assurance === "verified" ? "verified" : "claimed", article: article.id });
}
