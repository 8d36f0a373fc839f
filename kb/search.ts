import { type Language, languages, type Searchable } from "./model.ts";
import { type Field, weightedIndex } from "./weighted-index.ts";
import { contentWords, grams, plain, stem } from "./words.ts";

/** An article that may answer, how sure we are, and the reasons. */
export interface Ranked<A extends Searchable = Searchable> {
	article: A;
	/** 0 to 1, comparable between questions: how much of what the question says the article speaks of. */
	score: number;
	why: Reasons;
}

interface Reasons {
	/** The question's words, folded, that the article has in some form. */
	words: string[];
	/** Those that it has in none. */
	missing: string[];
}

export interface ArticleSearch<A extends Searchable = Searchable> {
	/**
	 * The articles in `language` (Spanish unless told) most likely to answer `text`, best first, at most `limit` (5).
	 * Never throws: a text without words finds nothing.
	 */
	search(text: string, options?: { language?: Language; limit?: number }): Ranked<A>[];
	/** The article in that language, or null when there is none. */
	articleById(id: string, language: Language): A | null;
}

/**
 * Indexes articles in memory, to be asked many times (B2): about a millisecond an article to build, under one to ask
 * fifty of them.
 *
 * @example createSearch(loadArticles("kb/articles")).search("perdi mi token", { limit: 3 })
 */
export function createSearch<A extends Searchable>(articles: readonly A[]): ArticleSearch<A> {
	const shelves = new Map(
		languages.map((language) => [
			language,
			shelf(
				articles.filter((article) => article.language === language),
				language,
			),
		]),
	);
	const byId = new Map(articles.map((article) => [`${article.language} ${article.id}`, article]));

	return {
		search: (text, { language = "es", limit = 5 } = {}) => shelves.get(language)?.(text, limit) ?? [],
		articleById: (id, language) => byId.get(`${language} ${id}`) ?? null,
	};
}

// Weights chosen on tests/kb/questions.ts and squad-es together; see tests/bench/search.ts for how to measure.
const share = { words: 0.5, spelling: 0.5 };
const fieldWeight = { title: 2, phrasing: 2, body: 1, curatedBody: 0.4 };

/** The articles of one language with their indexes; returns the asking function. */
function shelf<A extends Searchable>(articles: A[], language: Language): (text: string, limit: number) => Ranked<A>[] {
	const texts = articles.map((article) => fieldsOf(article, language));
	const stems = texts.map((fields) => mapTerms(fields, (words) => words.map((word) => stem(word, language))));
	const words = weightedIndex(stems, 0.9, 0.5);
	const spelling = weightedIndex(
		texts.map((fields) => mapTerms(fields, grams)),
		1.2,
		0.6,
	);
	const vocabulary = stems.map((fields) => new Set(fields.flatMap(([terms]) => terms)));

	const asIs = new Map<string, number>();
	articles.forEach((article, place) => {
		for (const phrasing of article.phrasings) asIs.set(plain(phrasing), place);
	});

	return (text, limit) => {
		const asked = contentWords(text, language);
		const scores = new Float64Array(articles.length);
		words.addScores(
			asked.map((word) => stem(word, language)),
			share.words,
			scores,
		);
		spelling.addScores(grams(asked), share.spelling, scores);
		// Whoever writes down a phrasing can count on it.
		const written = asIs.get(plain(text));
		if (written !== undefined && asked.length > 0) scores[written] = 1;
		return best(scores, limit).flatMap((place) => {
			const article = articles[place];
			if (!article) return [];
			return { article, score: scores[place] ?? 0, why: reasons(asked, vocabulary[place] ?? new Set(), language) };
		});
	};
}

function fieldsOf(article: Searchable, language: Language): Field[] {
	// An article with phrasings says in them what it answers. That its body mentions a passport on the way does not
	// make it the answer to "¿Cómo saco mi pasaporte?".
	const bodyWeight = article.phrasings.length > 0 ? fieldWeight.curatedBody : fieldWeight.body;
	return [
		[contentWords(article.title, language), fieldWeight.title],
		[article.phrasings.flatMap((phrasing) => contentWords(phrasing, language)), fieldWeight.phrasing],
		[contentWords(article.body, language), bodyWeight],
	];
}

function mapTerms(fields: readonly Field[], change: (terms: readonly string[]) => string[]): Field[] {
	return fields.map(([terms, weight]) => [change(terms), weight]);
}

function best(scores: Float64Array, limit: number): number[] {
	const places: number[] = [];
	scores.forEach((score, place) => {
		if (score > 0) places.push(place);
	});
	return places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, limit);
}

function reasons(asked: readonly string[], vocabulary: ReadonlySet<string>, language: Language): Reasons {
	const distinct = [...new Set(asked)];
	const has = (word: string) => vocabulary.has(stem(word, language));
	return { words: distinct.filter(has), missing: distinct.filter((word) => !has(word)) };
}
