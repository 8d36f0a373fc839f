import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSearch, decide, type Language, loadArticles, type Searchable } from "../../kb/index.ts";
import { english, spanish } from "./questions.ts";

const knowledge = createSearch(loadArticles(join(import.meta.dirname, "../../kb/articles")));
const first = (text: string, language?: Language) => knowledge.search(text, { language })[0]?.article.id;

describe("B2: the same question finds the same article however it is typed", () => {
	it.each([
		["with accents", "¿Cómo hago la renovación del certificado antes de que venza?", "renovar-antes-de-vencer"],
		["without accents", "como hago la renovacion del certificado antes de que venza", "renovar-antes-de-vencer"],
		["in capitals", "RENOVACION DEL CERTIFICADO ANTES DE QUE VENZA", "renovar-antes-de-vencer"],
		["in the plural", "renovaciones de certificados antes de que venzan", "renovar-antes-de-vencer"],
		["with a typo", "perdi mi tokken en la calle", "token-perdido-robado"],
		["with another word form", "estoy extraviando tokens", "token-perdido-robado"],
		["dictated, without marks", "hola buenas tardes disculpe es que no me acuerdo del pin", "pin-olvidado"],
		["by its title", "Devolución de un pago", "devoluciones"],
		["in one word", "feriados", "feriados"],
		["with only words that say little", "¿dónde están?", "direcciones"],
	])("%s", (_how, text, id) => {
		expect(first(text)).toBe(id);
	});

	it("in English when asked so, and only English articles", () => {
		expect(first("I lost my token", "en")).toBe("token-perdido-robado");
		const found = knowledge.search("lost token", { language: "en", limit: 20 });
		expect(found.every(({ article }) => article.language === "en")).toBe(true);
	});

	it("a phrasing that an editor wrote down is answered with its article, marks and accents aside", () => {
		const articles = loadArticles(join(import.meta.dirname, "../../kb/articles"));
		const lost = articles.flatMap(({ id, language, phrasings }) =>
			phrasings.filter((text) => first(`¿${text.toUpperCase()}?`, language) !== id),
		);
		expect(lost).toEqual([]);
	});

	it("a title finds its article among the first three", () => {
		const articles = loadArticles(join(import.meta.dirname, "../../kb/articles"));
		const lost = articles.filter(
			({ id, language, title }) =>
				!knowledge.search(title, { language, limit: 3 }).some(({ article }) => article.id === id),
		);
		expect(lost.map(({ title }) => title)).toEqual([]);
	});
});

describe("B2: the score is an honest 0 to 1, with its reasons", () => {
	it("falls with every word that no article knows", () => {
		const scores = ["perdi mi token", "perdi mi token morado", "perdi mi token morado jirafa"].map(
			(text) => knowledge.search(text)[0]?.score ?? 0,
		);
		expect(scores[0]).toBeGreaterThan(scores[1] ?? 1);
		expect(scores[1]).toBeGreaterThan(scores[2] ?? 1);
		expect(scores[0]).toBeLessThanOrEqual(1);
	});

	it("says which words were found and which were not", () => {
		expect(knowledge.search("perdí el token morado")[0]?.why).toEqual({
			words: ["perdi", "token"],
			missing: ["morado"],
		});
	});

	it("best first, no more than the limit, the same every time", () => {
		const found = knowledge.search("firma", { limit: 4 });
		expect(found).toHaveLength(4);
		expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
		expect(knowledge.search("firma", { limit: 4 })).toEqual(found);
	});

	it.each([
		["empty", ""],
		["blank", " \n\t "],
		["marks only", "¿?!... —"],
		["emojis only", "😀".repeat(500)],
		["control characters", "\u0000\u0007\u001b"],
		["prototype names", "constructor __proto__ toString"],
		["nonsense", "xqzw kjhgf"],
	])("%s text is not answered", (_what, text) => {
		expect(decide(knowledge.search(text)).kind).toBe("none");
	});

	it("a very long text is bounded work and does not throw", () => {
		expect(knowledge.search("token ".repeat(200_000)).length).toBeGreaterThan(0);
		expect(knowledge.search("a".repeat(1_000_000))).toEqual([]);
	});
});

it("B2: an article is found by its id and language, or not at all", () => {
	expect(knowledge.articleById("horario", "en")).toMatchObject({ title: "Opening hours", language: "en" });
	expect(knowledge.articleById("horario", "es")).toMatchObject({ language: "es" });
	expect(knowledge.articleById("nada", "es")).toBeNull();
});

it("an empty base answers nothing", () => {
	const empty = createSearch<Searchable>([]);
	expect(empty.search("hola token")).toEqual([]);
});

describe.each([
	["es", spanish],
	["en", english],
] as const)("B2: questions as citizens write them (%s)", (language, questions) => {
	const decided = questions.map(([text, article]) => {
		const decision = decide(knowledge.search(text, { language }));
		const said = decision.kind === "answer" ? [decision.article] : decision.kind === "near" ? decision.articles : [];
		return { text, article, said: said.map((one) => one.id) };
	});

	it("at least 85 % of ours are answered with their article, or it is among the choices", () => {
		const ours = decided.filter(({ article }) => article !== null);
		const missed = ours.filter(({ article, said }) => article === null || !said.includes(article));
		expect(missed.length / ours.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.15);
	});

	it("at most 15 % of what is not ours is answered", () => {
		const foreign = decided.filter(({ article }) => article === null);
		const answered = foreign.filter(({ said }) => said.length > 0);
		expect(answered.length / foreign.length, JSON.stringify(answered, null, 1)).toBeLessThanOrEqual(0.15);
	});
});

it("the set is large enough to mean something and each id is an article", () => {
	expect(spanish.filter(([, article]) => article !== null).length).toBeGreaterThanOrEqual(60);
	expect(spanish.filter(([, article]) => article === null).length).toBeGreaterThanOrEqual(15);
	for (const [text, article] of [...spanish, ...english]) {
		if (article !== null) expect(knowledge.articleById(article, "es"), text).not.toBeNull();
	}
});
