import type { Citizen } from "./model.ts";
import { nameWords } from "./names.ts";

/** What is looked for is at least so long; shorter ends would fit half of a country. */
export const shortestPart = 4;

/** What a citizen is found by, kept beside what it derives from. Pure. */
export function searchKeys({
	name,
	documents,
	contacts,
}: Pick<Citizen, "name" | "documents" | "contacts">): Pick<Citizen, "nameWords" | "namePairs" | "tails"> {
	const phones = contacts.filter(({ kind }) => kind === "phone" || kind === "whatsapp");
	const numbers = [...documents.map(({ number }) => number), ...phones.map(({ address }) => address)];
	const words = [...new Set(nameWords(name))];
	const tails = [...new Set(numbers.map(plainNumber).flatMap(tailsOf))];
	return { nameWords: words, namePairs: pairsOf(words), tails };
}

/** Letters of a word that a pair has of it. */
const head = 4;
/** Of longer names, so many words are paired. */
const mostPaired = 12;

/** Every two of these words, by their beginnings, in an order of their own. Pure. */
export function pairsOf(words: readonly string[]): string[] {
	const heads = [...new Set(words.map((word) => word.slice(0, head)))].slice(0, mostPaired).sort();
	return heads.flatMap((one, place) => heads.slice(place + 1).map((other) => `${one} ${other}`));
}

/** Whether a beginning of a word is long enough to be looked for in pairs. Pure. */
export function isPairable(word: string): boolean {
	return word.length >= head;
}

/** A number without what is written between its digits and letters. Pure. */
export function plainNumber(number: string): string {
	return number.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/** A part of a number begins one of its ends, and so is found by an index. */
function tailsOf(number: string): string[] {
	return Array.from({ length: Math.max(0, number.length - shortestPart + 1) }, (_, from) => number.slice(from));
}
