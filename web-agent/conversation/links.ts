export type Piece = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

/** A text cut at its web addresses. Only http and https become links; trailing punctuation stays text. */
export function piecesOf(text: string): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(/https?:\/\/[^\s<>"'`]+/giu)) {
		const address = match[0].replace(/[.,;:!?»”)\]}]+$/u, "");
		if (!URL.canParse(address)) continue;
		if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
		pieces.push({ kind: "link", text: address, href: new URL(address).href });
		from = match.index + address.length;
	}
	if (from < text.length || pieces.length === 0) pieces.push({ kind: "text", text: text.slice(from) });
	return pieces;
}
