import type { Article, Decision } from "../../kb/index.ts";
import type { Turn } from "../context.ts";
import { rememberText } from "../memory.ts";
import { speaksPlainly } from "../understand/language.ts";
import { sayArticle } from "./answer.ts";
import { callback } from "./callback.ts";
import { findAnswer } from "./find.ts";
import { askWhich } from "./near.ts";
import { mayShow, openArticle } from "./open-article.ts";
import { unhelped } from "./unhelped.ts";

/** A question: answered, narrowed down, or admitted not to be known (B1, B2). */
export async function takeQuestion(turn: Turn, text: string): Promise<void> {
	rememberText(turn.memory, text);
	const found = findInEither(turn, text);

	if (turn.dialogs.active() === callback.id) {
		// Collecting a contact: a known answer is given on the way, and the pending question comes again.
		if (found.kind === "answer" && mayShow(turn, found.article)) await sayArticle(turn, found.article);
		else turn.preface(turn.words("notOption"));
		await turn.dialogs.askAgain();
		return;
	}
	if (found.kind === "answer") return openArticle(turn, found.article);
	if (found.kind === "near") {
		turn.memory.topic = found.articles[0]?.topic ?? turn.memory.topic;
		return askWhich(turn, found.articles);
	}
	if (turn.heard.intent.kind === "insult") {
		turn.dialogs.clear();
		return turn.say(turn.words("insult"));
	}
	await unhelped(turn, "unknown");
}

/** Whoever writes in the other language without its little words ("portal session expired") is found there, and followed. */
function findInEither(turn: Turn, text: string): Decision<Article> {
	const found = findAnswer(turn, text);
	if (found.kind !== "none" || speaksPlainly(text, turn.language)) return found;
	const other = turn.language === "es" ? "en" : "es";
	const there = findAnswer(turn, text, other);
	if (there.kind !== "answer") return found;
	turn.speak(other);
	return there;
}
