import type { Choice } from "../../src/conversations/index.ts";
import { isNearly, likeness, lineOf, wordsOf } from "./words.ts";

/** A choice and other words that mean it. */
export interface Option extends Choice {
	words?: readonly string[];
}

/**
 * Which option a typed answer means: by its number ("1", "la 2", "uno", "la primera"), its word, the beginning of its
 * word, or something very like it, without regard to accents and case. Null when none, or more than one, fits. Pure.
 *
 * @example pickTyped("la 2", [{ id: "a", label: "Renovar" }, { id: "b", label: "Revocar" }]) // the second
 */
export function pickTyped<O extends Option>(text: string, options: readonly O[]): O | null {
	const words = wordsOf(text.slice(0, 300));
	if (words.length === 0 || words.length > 12) return null;
	return byNumber(words, options) ?? byWords(words, options);
}

const digits = /^(\d{1,2})(?:ra|ro|da|do|era|er|a|o|st|nd|rd|th)?$/;
const cardinals = ["uno una one", "dos two", "tres three", "cuatro four", "cinco five", "seis six", "siete seven"];
const ordinals = [
	"primero primera primer first",
	"segundo segunda second",
	"tercero tercera tercer third",
	"cuarto cuarta fourth",
	"quinto quinta fifth",
];
const named = new Map(
	[cardinals, ordinals].flatMap((names) =>
		names.flatMap((line, place) => line.split(" ").map((word): [string, number] => [word, place + 1])),
	),
);
const aroundNumber = new Set(
	(
		"la el las los opcion numero num no nro the option number por favor please gracias es seria quiero elijo escojo " +
		"marco pongo le doy de i choose pick it s is one estrellas estrella puntos stars star points un a porfa"
	).split(" "),
);
const lastWords = new Set(["ultimo", "ultima", "last"]);

function byNumber<O extends Option>(words: readonly string[], options: readonly O[]): O | null {
	const places = words.flatMap((word, at) => placeOf(word, at, words, options.length));
	if (places.length !== 1) return null;
	const others = words.filter((word) => placeOf(word, 0, [word], options.length).length === 0);
	return others.every((word) => aroundNumber.has(word)) ? (options[(places[0] ?? 0) - 1] ?? null) : null;
}

/** The place a word names, as a list of none or one. "One" in "the first one" names none. */
function placeOf(word: string, at: number, words: readonly string[], last: number): number[] {
	if (lastWords.has(word)) return [last];
	if (word === "one" && at > 0) return [];
	const digit = digits.exec(word);
	const place = digit ? Number(digit[1]) : named.get(word);
	return place === undefined || words.length === 0 ? [] : [place];
}

function byWords<O extends Option>(words: readonly string[], options: readonly O[]): O | null {
	const line = words.join(" ");
	const lines = options.map((option) => [option.label, ...(option.words ?? [])].map(lineOf));
	const matches = [
		(candidate: string) => candidate === line,
		(candidate: string) => line.length >= 3 && candidate.startsWith(line),
		(candidate: string) => line.length >= 4 && likeness(candidate, line) >= 0.8,
		// "La de renovar": every word that tells something is in the option.
		(candidate: string) => holdsAll(candidate, words),
	];
	for (const match of matches) {
		const found = options.filter((_, place) => lines[place]?.some(match));
		if (found.length === 1) return found[0] ?? null;
		if (found.length > 1) return null;
	}
	return null;
}

function holdsAll(candidate: string, words: readonly string[]): boolean {
	const telling = words.filter((word) => word.length >= 4);
	if (telling.length === 0 || words.length > 6) return false;
	const own = candidate.split(" ");
	return telling.every((word) => own.some((other) => isNearly(word, other)));
}

const yes = set(
	"si sii sip sipi claro correcto cierto exacto exactamente afirmativo obvio dale yes yep yeah yup sure y s simon sep",
);
const no = set("no nop nope nel negativo tampoco n nah nunca");
const around = set(
	"gracias muchas por favor porfa please thanks thank you que me lo le la el eso esa esto ok okay vale mucho mucha muy bien " +
		"sirvio sirve sirven ayudo ayuda ayudaron resuelve resolvio funciono para nada aun todavia realmente verdad es fue it did " +
		"does help helped work worked not really at all claro si no senor senora senorita amable creo entiendo entendi entendido " +
		"busco buscaba pregunte quiero quisiera ninguna de acuerdo todo perfecto ya un poco tanto quedo didn t doesn course of " +
		"correcto esta right that this answer respuesta gracias ahora solo era",
);

/**
 * Whether a text says yes or no first of all; `more` when it goes on to say something of its own ("no, quiero renovar").
 * Null when it begins with neither.
 */
export function yesOrNo(text: string): { yes: boolean; more: boolean } | null {
	if (/^\s*(?:👍|✅|👌|🆗|💯)/u.test(text)) return { yes: true, more: false };
	if (/^\s*(?:👎|❌|🚫)/u.test(text)) return { yes: false, more: false };
	const words = wordsOf(text.slice(0, 300));
	const [first, ...rest] = words;
	if (first === undefined) return null;
	const settled = words.length <= 4 ? phrasesOf.get(words.join(" ")) : undefined;
	if (settled !== undefined) return { yes: settled, more: false };
	if (!yes.has(first) && !no.has(first)) return null;
	return { yes: yes.has(first), more: !rest.every((word) => around.has(word)) };
}

const phrasesOf = new Map<string, boolean>([
	...[
		"por supuesto",
		"de acuerdo",
		"esta bien",
		"desde luego",
		"of course",
		"it did",
		"me sirvio",
		"si sirvio",
		"all right",
	].map((phrase): [string, boolean] => [phrase, true]),
	...["para nada", "en absoluto", "not really", "not at all", "it did not", "it didn t", "tampoco"].map(
		(phrase): [string, boolean] => [phrase, false],
	),
]);

function set(text: string): ReadonlySet<string> {
	return new Set(text.split(" "));
}
