import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Article, loadArticles, renderAnswer, topics } from "../../kb/index.ts";

const articles = loadArticles(join(import.meta.dirname, "../../kb/articles"));
const spanish = articles.filter((article) => article.language === "es");
const english = articles.filter((article) => article.language === "en");
const named = (list: Article[]) => list.map((article) => [`${article.language}/${article.id}`, article] as const);

describe("the demo office's articles", () => {
	it("B2: are at least 44 in Spanish, each complete in English, on every topic", () => {
		expect(spanish.length).toBeGreaterThanOrEqual(44);
		expect(english.map((article) => article.id)).toEqual(spanish.map((article) => article.id));
		expect(new Set(spanish.map((article) => article.topic))).toEqual(new Set(topics));
	});

	it.each(named(articles))("B2: %s is short, plain, asked in five ways or more", (_name, article) => {
		const words = article.body.split(/\s+/).length;
		expect(words).toBeGreaterThanOrEqual(60);
		expect(words).toBeLessThanOrEqual(180);
		expect(article.phrasings.length).toBeGreaterThanOrEqual(5);
		// One shows how an article is for the verified alone (B3).
		expect(article.assurance).toBe(article.id === "linea-titulares" ? "verified" : "none");
		expect(article.body).not.toMatch(/[!¡]|https?:\/\/(?!([a-z]+\.)?portal\.ejemplo\b)/);
	});

	it.each(named(english))("B2: %s has the same numbers and addresses as the Spanish one", (_name, article) => {
		const twin = spanish.find((other) => other.id === article.id);
		expect(factsOf(article)).toEqual(factsOf(twin));
	});

	it.each(named(articles))("B2: %s is said without Markdown marks", (_name, article) => {
		const said = renderAnswer(article).join("\n");
		expect(said).not.toMatch(/\*\*|\]\(|^#|^- /m);
	});
});

describe("one office has one set of facts", () => {
	it("the only telephone is 2200-0000 and its option 9 is the only one that never closes", () => {
		for (const article of articles) {
			for (const phone of article.body.match(/\b\d{4}-\d{4}\b/g) ?? []) expect(phone).toBe("2200-0000");
		}
		for (const article of spanish) {
			for (const sentence of article.body.split(/(?<=\.)\s+/)) {
				if (sentence.includes("24 horas") && sentence.includes("2200-0000")) expect(sentence).toContain("opción 9");
			}
		}
	});

	it("opening hours are the same wherever they are told", () => {
		const told = spanish.filter((article) => article.body.includes("de lunes a viernes"));
		expect(told.length).toBeGreaterThanOrEqual(3);
		for (const article of told) {
			expect(article.body).toContain("lunes a viernes, de 8:00 a 12:00 y de 13:00 a 16:30");
		}
	});

	it("every price is in the price list", () => {
		const list = spanish.find((article) => article.id === "precios");
		const prices = new Set(pricesIn(list));
		for (const article of articles) {
			for (const price of pricesIn(article)) expect(prices, article.id).toContain(price);
		}
	});
});

function factsOf(article: Article | undefined): string[] {
	const text = article?.body.replace(/https?:\/\/[^\s)]+/g, (address) => ` ${address} `) ?? "";
	return (text.match(/https?:\/\/[^\s)]+|\d+(?:[.:-]\d+)*/g) ?? []).sort();
}

function pricesIn(article: Article | undefined): string[] {
	return article?.body.match(/\d+\.\d\d USD/g) ?? [];
}
