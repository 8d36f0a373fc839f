import { readFileSync } from "node:fs";
import i18next, { type i18n } from "i18next";
import { z } from "zod";

export type TextLanguage = "es" | "en";

/** The words of one language from one of its files. */
export interface Texts {
	/**
	 * The text of a dotted key with `{{values}}` filled in as they are: nothing is escaped, that is for who shows it.
	 *
	 * @throws Error when the key is not there: a mistake of ours that tests find.
	 */
	say(key: string, values?: Record<string, string | number>): string;
	/** In how many ways a key is said: 1 for a plain text, else its variants, which are `key.0`, `key.1`… */
	ways(key: string): number;
}

/**
 * Everything that people read, by language (`src/texts/<language>/<book>.json`, Spanish first). Files are read once.
 *
 * @example texts("es", "bot").say("when.today", { time: "14:00" }) // "hoy a las 14:00"
 */
export function texts(language: TextLanguage, book: string): Texts {
	const name = `${language}/${book}`;
	const known = books.get(name);
	if (known) return known;
	const made = open(language, book);
	books.set(name, made);
	return made;
}

const books = new Map<string, Texts>();

function open(language: TextLanguage, book: string): Texts {
	const file = new URL(`./${language}/${book}.json`, import.meta.url);
	const flat = flatten(Tree.parse(JSON.parse(readFileSync(file, "utf8"))));
	const instance = started(language, book, flat);
	const ways = (key: string) => {
		let count = 0;
		while (flat[`${key}.${count}`] !== undefined) count += 1;
		return Math.max(count, 1);
	};
	const counts = new Map<string, number>();
	const plain = new Map<string, string>();

	return {
		say(key, values) {
			const known = values ? undefined : plain.get(key);
			if (known !== undefined) return known;
			if (flat[key] === undefined) throw new Error(`No text ${key} in ${language}/${book}.json`);
			// A citizen's words come in as values: what looks like our own marks in them stays as it is.
			const text = instance.t(key, { ...values, nest: false });
			if (!values) plain.set(key, text);
			return text;
		},
		ways(key) {
			const count = counts.get(key) ?? ways(key);
			counts.set(key, count);
			return count;
		},
	};
}

function started(language: TextLanguage, book: string, flat: Record<string, string>): i18n {
	const instance = i18next.createInstance();
	void instance.init({
		lng: language,
		fallbackLng: false,
		ns: [book],
		defaultNS: book,
		keySeparator: false,
		nsSeparator: false,
		initAsync: false,
		interpolation: { escapeValue: false },
		resources: { [language]: { [book]: flat } },
	});
	return instance;
}

type Tree = { [key: string]: string | string[] | Tree };
const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), z.array(z.string()), Tree])));

function flatten(tree: Tree, prefix = ""): Record<string, string> {
	const flat: Record<string, string> = {};
	for (const [key, value] of Object.entries(tree)) {
		if (typeof value === "string") flat[prefix + key] = value;
		else if (Array.isArray(value))
			Object.assign(flat, flatten(Object.fromEntries(value.entries()), `${prefix}${key}.`));
		else Object.assign(flat, flatten(value, `${prefix}${key}.`));
	}
	return flat;
}
