import { z } from "zod";
import { type Article, renderAnswer } from "../../kb/index.ts";
import type { DialogDefinition, Taken } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { rememberShown, rememberText, rememberVerdict } from "../memory.ts";
import { messagesOf } from "../messages.ts";
import { type Option, yesOrNo } from "../understand/choices.ts";
import { chosen } from "./chosen.ts";
import { handOver } from "./hand-over.ts";
import { askMore } from "./more.ts";
import { failuresEnough, unhelped } from "./unhelped.ts";

const AnswerState = z.object({ article: z.string() });

/** An article was shown: did it help? (B2) */
export const answer: DialogDefinition<Turn, z.infer<typeof AnswerState>> = {
	id: "answer",
	state: AnswerState,
	ask: (turn) => turn.say(turn.words("answer.helped"), { choices: options(turn) }),
	take: takeVerdict,
};

/** Shows an article with its citation and asks whether it helped (B2). */
export async function showAnswer(turn: Turn, article: Article): Promise<void> {
	turn.dialogs.clear();
	rememberShown(turn.memory, article);
	await sayArticle(turn, article);
	await turn.dialogs.open(answer, { article: article.id });
}

/** Shows an article and asks nothing: something else is pending. */
export async function sayArticle(turn: Turn, article: Article): Promise<void> {
	const messages = messagesIn(article);
	for (const [place, text] of messages.entries()) {
		const last = place === messages.length - 1;
		await turn.say(text, last ? { citation: { article: article.id, title: article.title } } : {});
	}
}

/** An article does not change while it is published, and is shown often. */
function messagesIn(article: Article): string[] {
	const messages = rendered.get(article) ?? messagesOf(renderAnswer(article));
	rendered.set(article, messages);
	return messages;
}

const rendered = new WeakMap<Article, string[]>();

async function takeVerdict(turn: Turn, { article }: { article: string }): Promise<Taken> {
	const { heard, memory } = turn;
	const picked = chosen(turn, options(turn));
	const typed = heard.option === null ? yesOrNo(heard.raw) : null;
	if (picked?.id === "helped.yes" || (typed?.yes && !typed.more) || heard.intent.kind === "thanks") {
		memory.failures = 0;
		rememberVerdict(memory, article, true);
		turn.preface(turn.words("answer.glad"));
		await askMore(turn);
		return "done";
	}
	if (picked?.id === "helped.no" || (typed && !typed.yes && !typed.more)) {
		rememberVerdict(memory, article, false);
		await unhelped(turn, "answer.notHelped");
		return "done";
	}
	if (typed && !typed.yes && heard.intent.kind === "none") {
		// "No, lo que quiero es…": it did not help, and here is the question in other words.
		rememberVerdict(memory, article, false);
		memory.failures += 1;
		if (memory.failures < failuresEnough) return { asks: heard.text };
		rememberText(memory, heard.text);
		await handOver(turn, "failed-twice");
		return "done";
	}
	return "pass";
}

function options(turn: Turn): Option[] {
	return [
		{ id: "helped.yes", label: turn.words("answer.yes") },
		{ id: "helped.no", label: turn.words("answer.no") },
	];
}
