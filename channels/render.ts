import type { Choice, Language, Message } from "../src/conversations/index.ts";
import { texts } from "../src/texts/index.ts";
import type { Capabilities } from "./capabilities.ts";
import { splitText } from "./split-text.ts";

/** One message of a service: a text, and perhaps buttons under it. */
export interface Piece {
	text: string;
	/** To be chosen from; empty when there are none, or when they stand in the text as a numbered list. */
	options: Choice[];
	/** They are too many for buttons: they stand in a list that opens. */
	list: boolean;
}

/**
 * A message as a channel can carry it (C1): texts split where they are too long, choices as buttons, as a list that
 * opens or as a numbered list, the article that an answer comes from and files in words. A channel that sends files takes those out first.
 * Plain text throughout: whoever shows it must not read it as markup. Pure.
 *
 * @returns in order; empty when there is nothing to show.
 */
export function render(
	message: Pick<Message, "parts">,
	can: Pick<Capabilities, "textLength" | "buttons" | "buttonLength" | "list">,
	language: Language,
): Piece[] {
	const words = texts(language, "channels");
	const paragraphs: string[] = [];
	let options: Choice[] = [];
	for (const part of message.parts) {
		if (part.type === "text" || part.type === "template") paragraphs.push(part.text);
		if (part.type === "choice") paragraphs.push(part.label);
		if (part.type === "citation") paragraphs.push(words.say("source", { title: part.title }));
		if (part.type === "file") paragraphs.push(words.say("file.unsendable", { name: part.name }));
		if (part.type === "choices") options = [...options, ...part.options];
	}

	const haveRoom = (count: number, length: number) =>
		options.length <= count && options.every(({ label }) => label.length <= length);
	const asButtons = haveRoom(can.buttons, can.buttonLength);
	const inSight = asButtons || (can.list !== null && haveRoom(can.list.rows, can.list.rowLength));
	if (options.length > 0 && !inSight) {
		paragraphs.push(options.map(({ label }, place) => `${place + 1}. ${label}`).join("\n"), words.say("byNumber"));
	}
	const pieces = splitText(wellFormed(paragraphs.join("\n\n")), can.textLength)
		.filter(isVisible)
		.map((text): Piece => ({ text, options: [], list: false }));
	if (options.length === 0 || !inSight) return pieces;
	// Buttons need a message to stand under: the last one.
	const last = pieces.pop() ?? { text: words.say("choose") };
	return [...pieces, { ...last, options, list: !asButtons }];
}

/** Halves of characters are refused by services. */
function wellFormed(text: string): string {
	return text.replace(/\p{Cs}/gu, "\u{fffd}");
}

function isVisible(text: string): boolean {
	return /[^\s\p{Cc}\p{Cf}\p{Mn}]/u.test(text);
}
