import { characterBorder } from "../src/platform/cut-text.ts";

/** Where a text may be cut, best first; each match ends where the next piece may begin. */
const borders = [/\n\s*\n/g, /\n/g, /[.!?…]["”»)\]]*\s/g, /\s/g];
/** A piece shorter than this share of the limit is not worth a better border. */
const leastShare = 1 / 3;

/**
 * Splits a text into pieces of at most `limit` UTF-16 units: at paragraphs, else at lines, sentences, words; what has
 * none of these is cut between characters as readers see them. Only white space at the cuts is lost. Pure.
 *
 * @param limit At least 2: a character beyond the basic plane takes two units.
 */
export function splitText(text: string, limit: number): string[] {
	const pieces: string[] = [];
	let rest = text.trim();
	while (rest.length > limit) {
		const at = cut(rest, limit);
		pieces.push(rest.slice(0, at).trimEnd());
		rest = rest.slice(at).trimStart();
	}
	if (rest !== "") pieces.push(rest);
	return pieces;
}

function cut(text: string, limit: number): number {
	// A border just behind the limit still ends a piece that fits: its white space is dropped.
	const window = text.slice(0, limit + 1);
	for (const border of borders) {
		let last = 0;
		for (const match of window.matchAll(border)) {
			const end = match.index + match[0].trimEnd().length;
			if (end <= limit) last = end;
		}
		if (last >= limit * leastShare) return last;
	}
	return characterBorder(text, limit);
}
