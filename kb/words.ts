import englishStemmer from "natural/lib/natural/stemmers/porter_stemmer.js";
import spanishStemmer from "natural/lib/natural/stemmers/porter_stemmer_es.js";
import type { Language } from "./model.ts";
import { isStopWord } from "./stop-words.ts";

// A question longer than this is a story; its first part is enough to find the article, and it bounds the work.
const longestText = 20_000;
const longestWord = 40;

/**
 * Lower case without accents, as most people type: "¿Dónde ESTÁ?" → "¿donde esta?".
 *
 * @example fold("Renovación") // "renovacion"
 */
export function fold(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase();
}

/** A text's folded words with single spaces: what is left when only accents, case and marks differ. */
export function plain(text: string): string {
	return allWords(text).join(" ");
}

/** The folded words of a text that say something about its subject, in order. */
export function contentWords(text: string, language: Language): string[] {
	const words = allWords(text);
	const telling = words.map((word) => word.slice(0, longestWord)).filter((word) => !isStopWord(word, language));
	// "¿Y eso cómo es?" has nothing else: better its own words than no words.
	return telling.length > 0 ? telling : words;
}

function allWords(text: string): string[] {
	return fold(text.slice(0, longestText)).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * The stem of a folded word, the same whether it was typed with accents or without.
 *
 * @example stem("renovacion", "es") === stem("renovaciones", "es")
 */
export function stem(word: string, language: Language): string {
	const known = stems[language].get(word);
	if (known !== undefined) return known;
	const made = fold(language === "es" ? spanishStemmer.stem(withAccent(word)) : englishStemmer.stem(word));
	// The same words come again and again; a bounded memory makes stemming nearly free.
	if (stems[language].size >= 50_000) stems[language].clear();
	stems[language].set(word, made);
	return made;
}

const stems: Record<Language, Map<string, string>> = { es: new Map(), en: new Map() };

/** The Spanish stemmer knows these endings only with their accent, and we have folded it away. */
function withAccent(word: string): string {
	return word.replace(/([cs])ion$/, "$1ión").replace(/logia(s?)$/, "logía$1");
}

const gramLength = 5;

/**
 * The runs of five letters of each word with its edges marked, so that a typo spoils some of a word and not all.
 *
 * @example grams(["token"]) // ["_toke", "token", "oken_"]
 */
export function grams(words: readonly string[]): string[] {
	return words.flatMap((word) => {
		const marked = `_${word}_`;
		if (marked.length <= gramLength) return [marked];
		return Array.from({ length: marked.length - gramLength + 1 }, (_, start) =>
			marked.slice(start, start + gramLength),
		);
	});
}
