import type { Searchable } from "./model.ts";
import type { Ranked } from "./search.ts";

/** What the bot does with what was found. */
export type Decision<A extends Searchable = Searchable> =
	| { kind: "answer"; article: A }
	| { kind: "near"; articles: A[] }
	| { kind: "none" };

export const thresholds = {
	/** Below this the best is not an answer: "De eso no tengo información". */
	none: 0.3,
	/** From this on the best answers even when another is close. */
	sure: 0.6,
	/** Another article this near to the best (as a fraction of its score) is offered beside it. */
	near: 0.9,
} as const;

/** Answers with the best, offers two or three that are near each other, or admits that nothing fits (B2). Pure. */
export function decide<A extends Searchable>(ranked: readonly Ranked<A>[]): Decision<A> {
	const [best, ...others] = ranked;
	if (!best || best.score < thresholds.none) return { kind: "none" };
	const near = others.filter((other) => other.score >= best.score * thresholds.near).slice(0, 2);
	if (best.score >= thresholds.sure || near.length === 0) return { kind: "answer", article: best.article };
	return { kind: "near", articles: [best, ...near].map((ranked) => ranked.article) };
}
