const graphemes = new Intl.Segmenter("es", { granularity: "grapheme" });
/** Flags, families and accents upon accents: what is longer is not a character that anybody reads. */
const longestCharacter = 64;

/**
 * Where a text that is longer than `limit` UTF-16 units (1 or more) may be cut so that no character, as readers see
 * them, is cut in two: at the limit or before it. Pure.
 */
export function characterBorder(text: string, limit: number): number {
	const character = graphemes.segment(text.slice(0, limit + longestCharacter)).containing(limit);
	if (character && character.index > 0) return character.index;
	return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}
