import { mongo } from "mongoose";
import { type Citizen, Citizens } from "./model.ts";
import { nameWords } from "./names.ts";
import { isPairable, pairsOf, plainNumber, shortestPart } from "./search-keys.ts";

export const pageSize = 25;
/** Who looks further than this says more instead. */
export const mostPages = 20;

/** Beyond so many, words are as common as any others. */
const commonest = 1_000;
/** Follows every text that begins with what stands before it. */
const last = "\uffff";

/**
 * Citizens on file who fit all that is said: words of the name or their beginnings, in any order, without accents; or part
 * of the number of a document or telephone, from four characters on; or the beginning of a mail address. Of one
 * word, it comes before longer ones, else the newest first. Nothing said: the newest of all.
 *
 * @param page from 0 to `mostPages` - 1.
 */
export async function searchCitizens(text: string, page: number): Promise<{ citizens: Citizen[]; more: boolean }> {
	const found = await (await fitting(text.trim())).find
		.skip(page * pageSize)
		.limit(pageSize + 1)
		.lean();
	return { citizens: found.slice(0, pageSize), more: found.length > pageSize && page + 1 < mostPages };
}

/** In an object, since a query that is awaited would be run. */
async function fitting(text: string) {
	const standing = { mergedInto: null };
	if (text.includes("@")) return { find: beginning("contacts.address", text.toLowerCase(), standing) };
	if (isNumber(text)) return { find: beginning("tails", plainNumber(text), standing) };
	const words = [...new Set(nameWords(text))];
	const [first] = words;
	if (first === undefined) return { find: Citizens.find(standing).sort({ updatedAt: -1, _id: -1 }) };
	if (words.length === 1) return { find: beginning("nameWords", first, standing) };
	const all = { ...standing, $and: words.map((word) => ({ nameWords: { $regex: `^${word}` } })) };
	const pairs = pairsOf(words.filter(isPairable));
	if (pairs.length > 0) {
		return {
			find: Citizens.find({ ...all, namePairs: await rarest("namePairs", pairs) }).hint({
				namePairs: 1,
				updatedAt: -1,
			}),
		};
	}
	return { find: beginning("nameWords", await rarest("nameWords", words), all) };
}

/**
 * Walks an index from a text to all that begins with it. The bounds are given, since the planner does not know which of
 * several words is rare, and does not narrow a list from both ends. The newest have the greatest date, and stand first.
 */
function beginning(field: "nameWords" | "tails" | "contacts.address", text: string, filter: object) {
	const index = { [field]: 1, ...(field === "nameWords" && { updatedAt: -1 }) };
	const bound = (value: string) => ({
		[field]: value,
		...(field === "nameWords" && { updatedAt: new mongo.MaxKey() }),
	});
	return Citizens.find(filter)
		.hint(index)
		.setOptions({ min: bound(text), max: bound(text + last) });
}

/** What few have leaves little to look through for the rest. */
async function rarest(field: "nameWords" | "namePairs", keys: string[]): Promise<string> {
	const counted = await Promise.all(
		keys.map(async (key) => {
			const having = field === "namePairs" ? key : { $regex: `^${key}` };
			const count = await Citizens.countDocuments({ [field]: having })
				.hint({ [field]: 1, updatedAt: -1 })
				.limit(commonest);
			return { key, count };
		}),
	);
	const [least] = counted.sort((a, b) => a.count - b.count || b.key.length - a.key.length);
	return least?.key ?? "";
}

/** Digits, with what is written between them and a letter or two before. */
function isNumber(text: string): boolean {
	return /^[\p{L}]{0,3}[\d\s.()+/-]+[\p{L}\d]{0,3}$/u.test(text) && plainNumber(text).length >= shortestPart;
}
