import type { Searchable } from "./model.ts";
import type { Ranked } from "./search.ts";

/** What the bot does with what was found: answers, offers two or three to choose from, or says that it does not know. */
export type Decision<A extends Searchable = Searchable> =
	| { kind: "answer"; article: A }
	| { kind: "near"; articles: A[] }
	| { kind: "none" };

/**
 * Tuned on tests/kb/questions.ts: at 0.28 one in six foreign questions is answered, at 0.36 one in seven of ours is
 * turned away. On squad-es with half of the titles hidden, 0.28 to 0.34 is the flat top of the curve (F1 88).
 */
const thresholds = {
	/** A best score below this answers nothing. */
	none: 0.33,
	/** Another article that has at least this fraction of the best score is offered beside it. */
	near: 0.9,
} as const;

const mostChoices = 3;

/**
 * Answers with the best, offers the two or three that are near each other, or admits that nothing fits (B2). Pure;
 * `ranked` comes best first, as from `search`.
 *
 * @example decide(knowledge.search("perdi mi token")) // { kind: "answer", article: … }
 */
export function decide<A extends Searchable>(ranked: readonly Ranked<A>[]): Decision<A> {
	const best = ranked[0];
	if (!best || best.score < thresholds.none) return { kind: "none" };
	const near = ranked.filter((one) => one.score >= best.score * thresholds.near).slice(0, mostChoices);
	if (near.length === 1) return { kind: "answer", article: best.article };
	return { kind: "near", articles: near.map((one) => one.article) };
}
