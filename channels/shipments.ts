import type { FilePart, Language, Part } from "../src/conversations/index.ts";
import type { Capabilities } from "./capabilities.ts";
import { type Piece, render } from "./render.ts";

/** One message of a service: a text, or a file with words under it (none: empty). */
export type Shipment = { piece: Piece } | { part: FilePart; caption: string };

/** Longest text under a file, on Telegram and WhatsApp alike. */
const captionLength = 1_024;

/**
 * A message as the messages of a service that sends files: a short text goes under its file; buttons come last, where
 * they are in sight (C1, C3). Pure.
 *
 * @param takesCaption whether a file of this kind has room for words; without it, all have.
 */
export function shipmentsOf(
	parts: readonly Part[],
	can: Capabilities,
	language: Language,
	takesCaption: (part: FilePart) => boolean = () => true,
): Shipment[] {
	const isSent = (part: Part) => part.type === "file" && part.size <= can.files.document;
	const files = parts.flatMap((part) => (part.type === "file" && isSent(part) ? [part] : []));
	const pieces = render({ parts: parts.filter((part) => !isSent(part)) }, can, language);
	const [piece] = pieces;
	if (files.length === 1 && pieces.length === 1 && piece && fitsUnderFile(piece) && files.every(takesCaption)) {
		return files.map((part) => ({ part, caption: piece.text }));
	}
	const shipped = files.map((part) => ({ part, caption: "" }));
	const texts = pieces.map((piece) => ({ piece }));
	const withButtons = texts.filter(({ piece }) => piece.options.length > 0);
	return [...texts.filter(({ piece }) => piece.options.length === 0), ...shipped, ...withButtons];
}

function fitsUnderFile({ text, options }: Piece): boolean {
	return options.length === 0 && text.length <= captionLength;
}
