import type { Language, Part } from "../../src/conversations/index.ts";
import { type Texts, texts } from "../../src/texts/index.ts";
import { composeHtml } from "./compose-html.ts";
import type { Block, Letter } from "./compose-letter.ts";

const longestQuote = 2_000;
const mostQuotedLines = 40;

/** The blocks of a message: what a mail cannot carry stands in words, also a file that does not go along. Pure. */
export function blocksOf(parts: readonly Part[], language: Language): Block[] {
	const words = texts(language, "channels");
	return parts.flatMap((part) => blockOf(part, words.say));
}

function blockOf(part: Part, say: Texts["say"]): Block[] {
	switch (part.type) {
		case "text":
		case "template":
			return [{ kind: "text", text: part.text }];
		case "choice":
			return [{ kind: "text", text: part.label }];
		case "citation":
			return [{ kind: "aside", text: say("source", { title: part.title }) }];
		case "choices":
			return [
				{ kind: "options", options: part.options },
				{ kind: "text", text: say("byNumber") },
			];
		case "file":
			return [{ kind: "text", text: say("file.unsendable", { name: part.name }) }];
	}
}

/** A letter as plain text and as HTML; both say the same. Pure. */
export function compose(letter: Letter): { text: string; html: string } {
	const bounded = { ...letter, quote: letter.quote && { ...letter.quote, text: bound(letter.quote.text) } };
	return { text: plain(bounded), html: composeHtml(bounded) };
}

function plain({ language, blocks, signature, quote }: Letter): string {
	const paragraphs = blocks.map((block) =>
		block.kind === "options"
			? block.options.map(({ label }, place) => `${place + 1}. ${label}`).join("\n")
			: block.text,
	);
	// The mark of a signature, which mail programs fold away (RFC 3676 §4.3).
	if (signature !== "") paragraphs.push(`-- \n${signature}`);
	if (quote) {
		const heading = texts(language, "channels").say("mail.wrote", { by: quote.by, day: quote.day });
		paragraphs.push([heading, ...quote.text.split("\n").map((line) => `> ${line}`)].join("\n"));
	}
	return `${paragraphs.join("\n\n")}\n`;
}

function bound(text: string): string {
	const lines = text.slice(0, longestQuote).split("\n").slice(0, mostQuotedLines).join("\n");
	return lines.length < text.length ? `${lines}…` : text;
}
