/**
 * The words of a text as people type them: lower case, no accents, no marks, letters repeated for emphasis once or
 * twice at most.
 *
 * @example wordsOf("¡Holaaa, Señor!") // ["hola", "senor"]
 */
export function wordsOf(text: string): string[] {
	const folded = text
		.normalize("NFD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase()
		.replace(/(\p{L})\1{2,}/gu, "$1");
	return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same as one line, to look phrases up in. */
export function lineOf(text: string): string {
	return wordsOf(text).join(" ");
}

/** How many letters must be added, dropped, changed or swapped to make one word of the other. */
function distance(a: string, b: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, place) => place);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
			}
			row.push(best);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? 0;
}

/** Whether a word is another but for a slip of the finger: none in short words, one from five letters, two from nine. */
export function isNearly(word: string, meant: string): boolean {
	if (word === meant) return true;
	const slips = meant.length >= 9 ? 2 : meant.length >= 5 ? 1 : 0;
	return slips > 0 && Math.abs(word.length - meant.length) <= slips && distance(word, meant) <= slips;
}

/** 0 to 1: how alike two lines are. */
export function likeness(a: string, b: string): number {
	const longest = Math.max(a.length, b.length);
	return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}
