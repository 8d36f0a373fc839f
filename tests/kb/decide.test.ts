import { describe, expect, it } from "vitest";
import { decide, type Ranked } from "../../kb/index.ts";

/** What search would return with these scores: articles a, b, c… */
function ranked(...scores: number[]): Ranked[] {
	return scores.map((score, place) => {
		const id = "abcdef".charAt(place);
		return {
			article: { id, language: "es", title: id, phrasings: [], body: id },
			score,
			why: { words: [], missing: [] },
		};
	});
}

describe("B2: what was found becomes an answer, choices, or a plain no", () => {
	it.each([
		["nothing found", [], "none", ""],
		["a weak best", [0.32], "none", ""],
		["a weak best with a close second", [0.32, 0.31], "none", ""],
		["just enough", [0.33], "answer", "a"],
		["a good best, far from the rest", [0.6, 0.5, 0.4], "answer", "a"],
		["two that are near", [0.5, 0.45, 0.2], "near", "ab"],
		["three that are near", [0.5, 0.49, 0.48, 0.1], "near", "abc"],
		["four that are near: three are offered", [0.5, 0.49, 0.48, 0.47], "near", "abc"],
		["two equally certain", [0.95, 0.94], "near", "ab"],
		["a second just not near", [0.5, 0.449], "answer", "a"],
	])("%s", (_what, scores, kind, ids) => {
		const decision = decide(ranked(...scores));
		expect(decision.kind).toBe(kind);
		if (decision.kind === "answer") expect(decision.article.id).toBe(ids);
		if (decision.kind === "near") expect(decision.articles.map((article) => article.id).join("")).toBe(ids);
	});
});
