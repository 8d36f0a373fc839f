import { lexer, type Token, type Tokens } from "marked";
import type { Article } from "./model.ts";

/**
 * An article's body as plain paragraphs for a chat: steps numbered, links as "text: url", no Markdown marks (B2, B10).
 * Each step or item is a line of its paragraph. With `limit` (characters of one message of the channel) a longer
 * paragraph is split at its lines, then sentences, then words, so that each fits.
 *
 * @example renderAnswer({ body: "Haga **esto**:\n\n1. Entre\n2. Firme" }) // ["Haga esto:", "1. Entre\n2. Firme"]
 */
export function renderAnswer(article: Pick<Article, "body">, limit = Number.POSITIVE_INFINITY): string[] {
	return blocks(lexer(article.body))
		.filter((paragraph) => paragraph !== "")
		.flatMap((paragraph) => splitToFit(paragraph, limit));
}

function blocks(tokens: Token[]): string[] {
	return tokens.flatMap((token) => {
		if (isList(token)) return list(token, "");
		if (token.type === "blockquote") return blocks(token.tokens ?? []);
		if (token.type === "space" || token.type === "hr" || token.type === "html" || token.type === "def") return [];
		if (isTable(token))
			return [token.header, ...token.rows].map((row) => row.map((cell) => inline(cell.tokens)).join(" · "));
		return inline([token]).trim();
	});
}

function list(token: Tokens.List, indent: string): string {
	const first = token.start === "" ? 1 : token.start;
	return token.items
		.map((item, place) => {
			const mark = token.ordered ? `${first + place}.` : "•";
			const own = item.tokens.filter((part) => !isList(part)).map((part) => inline([part]).trim());
			const nested = item.tokens.filter(isList).map((part) => list(part, `${indent}   `));
			return [`${indent}${mark} ${own.filter((text) => text !== "").join(" ")}`, ...nested].join("\n");
		})
		.join("\n");
}

function inline(tokens: Token[]): string {
	return tokens.map(words).join("");
}

function words(token: Token): string {
	if (isLink(token)) {
		const text = inline(token.tokens);
		const address = token.href.replace(/^(mailto|tel):/, "");
		return text === address || text === token.href ? address : `${text}: ${address}`;
	}
	if (token.type === "br") return "\n";
	if (token.type === "html") return "";
	if ("tokens" in token && token.tokens) return inline(token.tokens);
	return "text" in token && typeof token.text === "string" ? token.text.replace(/\s*\n\s*/g, " ") : "";
}

function isList(token: Token): token is Tokens.List {
	return token.type === "list";
}

function isLink(token: Token): token is Tokens.Link {
	return token.type === "link";
}

function isTable(token: Token): token is Tokens.Table {
	return token.type === "table";
}

/** Splits at the largest unit that fits: lines, sentences, words, and a word as long as a message by force. */
function splitToFit(text: string, limit: number): string[] {
	if (text.length <= limit) return [text];
	for (const [pattern, glue] of [
		[/\n/, "\n"],
		[/(?<=[.!?…])\s+/, " "],
		[/\s+/, " "],
	] as const) {
		const units = text.split(pattern);
		if (units.length > 1) return pack(units, glue, limit);
	}
	return [text.slice(0, limit), ...splitToFit(text.slice(limit), limit)];
}

function pack(units: string[], glue: string, limit: number): string[] {
	const full: string[] = [];
	let open = "";
	for (const unit of units) {
		const longer = open === "" ? unit : open + glue + unit;
		if (longer.length <= limit) open = longer;
		else {
			if (open !== "") full.push(open);
			const parts = splitToFit(unit, limit);
			full.push(...parts.slice(0, -1));
			open = parts.at(-1) ?? "";
		}
	}
	return open === "" ? full : [...full, open];
}
