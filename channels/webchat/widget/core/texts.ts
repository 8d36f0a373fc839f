import en from "../../../../src/texts/en/widget.json" with { type: "json" };
import es from "../../../../src/texts/es/widget.json" with { type: "json" };
import type { Language } from "./wire.ts";

export type TextKey = keyof typeof es;
/** Says a text in the language of the moment; `{{name}}` in it is filled from `values`. */
export type Say = (key: TextKey, values?: Record<string, string | number>) => string;

const texts: Record<Language, Record<TextKey, string>> = { es, en };

/** The words of the widget in one language. */
export function wordsOf(language: Language): Say {
	const table = texts[language];
	return (key, values = {}) =>
		table[key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Picks the language: what the page asks for, else that of the page, else that of the browser, else Spanish. */
export function chooseLanguage(wanted: string | null, ofPage: string, ofBrowser: readonly string[]): Language {
	for (const tag of [wanted ?? "auto", ofPage, ...ofBrowser]) {
		const language = tag.slice(0, 2).toLowerCase();
		if (language === "es" || language === "en") return language;
	}
	return "es";
}
