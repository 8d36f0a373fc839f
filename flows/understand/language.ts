import { wordsOf } from "./words.ts";

const telling = {
	es: new Set(
		"de la que el en los las del por con una para su mis mi como cual donde puedo necesito quiero tengo es esta pero cuando cuanto hacer mas al se".split(
			" ",
		),
	),
	en: new Set(
		"the of and to in is my how do i what where can need want have you it does with for an when much get this that not from says am are was your".split(
			" ",
		),
	),
};

/**
 * The other language when a text is plainly in it: several of its little words and none of ours. Null otherwise, so a
 * name or a product in English changes nothing (B1).
 */
export function plainlyOther(text: string, language: "es" | "en"): "es" | "en" | null {
	const other = language === "es" ? "en" : "es";
	return hits(text, other) >= 2 && hits(text, language) === 0 ? other : null;
}

/** Whether a text has little words of a language. */
export function speaksPlainly(text: string, language: "es" | "en"): boolean {
	return hits(text, language) > 0;
}

function hits(text: string, language: "es" | "en"): number {
	return [...new Set(wordsOf(text.slice(0, 300)))].filter((word) => telling[language].has(word)).length;
}
