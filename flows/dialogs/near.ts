import { z } from "zod";
import type { Article } from "../../kb/index.ts";
import type { DialogDefinition } from "../botbuilder/dialogs.ts";
import type { Turn } from "../context.ts";
import { type Option, yesOrNo } from "../understand/choices.ts";
import { chosen, shown } from "./chosen.ts";
import { openArticle } from "./open-article.ts";
import { unhelped } from "./unhelped.ts";

/** More are a list, not a question. */
const mostOptions = 3;

const NearState = z.object({ articles: z.array(z.string()).min(1).max(mostOptions) });
type NearState = z.infer<typeof NearState>;

/** Two or three articles are close: the citizen says which (B1). */
export const near: DialogDefinition<Turn, NearState> = {
	id: "near",
	state: NearState,
	ask: (turn, state) => turn.say(turn.words("near.ask"), { choices: shown(options(turn, state)) }),

	async take(turn, state) {
		const picked = chosen(turn, options(turn, state));
		const typed = turn.heard.option === null ? yesOrNo(turn.heard.raw) : null;
		if (picked && picked.id !== "near.none") {
			await showById(turn, picked.id);
			return "done";
		}
		if (picked || (typed && !typed.yes && !typed.more)) {
			await unhelped(turn, "near.noneOfThese");
			return "done";
		}
		return "pass";
	},
};

export async function askWhich(turn: Turn, articles: readonly Article[]): Promise<void> {
	turn.dialogs.clear();
	await turn.dialogs.open(near, { articles: articles.slice(0, mostOptions).map(({ id }) => id) });
}

const prefix = "article.";

/** The article that an option stands for, of this question or an earlier one. */
export function articleOfOption({ parts, language }: Turn, option: string): Article | null {
	if (!option.startsWith(prefix)) return null;
	return parts.knowledge.articleById(option.slice(prefix.length), language);
}

async function showById(turn: Turn, option: string): Promise<void> {
	const article = articleOfOption(turn, option);
	// It may have been withdrawn since it was offered.
	if (article) await openArticle(turn, article);
	else await unhelped(turn, "unknown");
}

function options(turn: Turn, { articles }: NearState): Option[] {
	const found = articles.flatMap((id): Option[] => {
		const article = turn.parts.knowledge.articleById(id, turn.language);
		return article ? [{ id: prefix + id, label: article.title }] : [];
	});
	const none = [
		"ninguna",
		"ninguno",
		"ninguna de esas",
		"ninguna de las anteriores",
		"otra",
		"otra cosa",
		"none",
		"neither",
	];
	return [...found, { id: "near.none", label: turn.words("near.none"), words: none }];
}
