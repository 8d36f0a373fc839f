import { Parser } from "htmlparser2";
import { boundHtml } from "./html-bound.ts";

/** What is never read: no words of the writer, or none that are shown. */
const silent = new Set(
	"head style script title template noscript object embed applet svg math canvas audio video iframe select textarea button datalist".split(
		" ",
	),
);
/** How many lines end at an element's begin and end: two leave an empty line. */
const breaks: Record<string, number> = {
	p: 2,
	h1: 2,
	h2: 2,
	h3: 2,
	h4: 2,
	h5: 2,
	h6: 2,
	blockquote: 2,
	ul: 1,
	ol: 1,
	dl: 1,
	table: 1,
	pre: 2,
	hr: 1,
	div: 1,
	tr: 1,
	li: 1,
	dt: 1,
	dd: 1,
	section: 1,
	article: 1,
	header: 1,
	footer: 1,
	address: 1,
	center: 1,
	form: 1,
	caption: 1,
	fieldset: 1,
	figure: 1,
	body: 1,
};
const invisible =
	/display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(px|pt|em|%)?\s*(;|!|$)|max-height\s*:\s*0(px)?\s*(;|!|$)|opacity\s*:\s*0(\.0+)?\s*(;|!|$)/i;
const deepestQuote = 5;

interface Element {
	name: string;
	hidden: boolean;
	/** Of a list: the next number, or null for dots. */
	number?: number | null;
	/** Of a link: where it leads, and what it shows. */
	link?: { url: string; text: string };
}

/**
 * The text of HTML, as one would read it out: paragraphs, lists, tables by row, links as "text (url)", quotes with ">";
 * without what is hidden and images that say nothing. HTML beyond the bounds of `boundHtml` is left out.
 */
export function htmlToText(html: string): string {
	const page = new Page();
	const open: Element[] = [];
	const hidden = () => open.at(-1)?.hidden === true;
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const element: Element = { name, hidden: hidden() || silent.has(name) || isHidden(attributes) };
				if (!element.hidden) openElement(page, open, element, attributes);
				open.push(element);
			},
			ontext(text) {
				if (hidden()) return;
				for (const { link } of open) if (link && link.text.length < 300) link.text += text;
				page.write(
					text,
					open.some(({ name }) => name === "pre"),
				);
			},
			onclosetag() {
				const element = open.pop();
				if (element && !element.hidden) closeElement(page, element);
			},
		},
		{ decodeEntities: true },
	);
	parser.end(boundHtml(html).html);
	return page.text();
}

function openElement(page: Page, open: Element[], element: Element, attributes: Record<string, string>): void {
	const { name } = element;
	page.newLines(breaks[name] ?? 0);
	if (name === "br") page.hardBreak();
	else if (name === "ul" || name === "ol") element.number = name === "ol" ? 1 : null;
	else if (name === "li") page.lead(marker(open));
	else if (name === "td" || name === "th") page.nextCell();
	else if (name === "blockquote") page.quoted = Math.min(page.quoted + 1, deepestQuote);
	else if (name === "img") page.write(altOf(attributes), false);
	else if (name === "a") element.link = { url: urlOf(attributes.href ?? ""), text: "" };
}

function closeElement(page: Page, { name, link }: Element): void {
	if (link) {
		const text = link.text.trim();
		const shown = text.replace(/^https?:\/\/|^mailto:|\/$/gi, "");
		if (link.url !== "" && text !== "" && shown !== link.url.replace(/^https?:\/\/|^mailto:|^tel:|\/$/gi, "")) {
			page.write(` (${link.url})`, false);
		}
	}
	page.newLines(breaks[name] ?? 0);
	if (name === "blockquote" && page.quoted > 0) page.quoted -= 1;
}

function isHidden(attributes: Record<string, string>): boolean {
	return "hidden" in attributes || invisible.test((attributes.style ?? "").slice(0, 2_000));
}

function marker(open: Element[]): string {
	const lists = open.filter(({ number }) => number !== undefined);
	const list = lists.at(-1);
	const indent = "  ".repeat(Math.min(Math.max(lists.length - 1, 0), 5));
	if (typeof list?.number !== "number") return `${indent}- `;
	return `${indent}${list.number++}. `;
}

/** What an image says in words; a tracking pixel says nothing. */
function altOf({ alt = "", width = "", height = "" }: Record<string, string>): string {
	const tiny = /^[01](px)?$/.test(width) || /^[01](px)?$/.test(height);
	const words = alt.replace(/\s+/g, " ").trim();
	return tiny || words === "" ? "" : `[${words}]`;
}

function urlOf(href: string): string {
	const url = href.replace(/[\s\p{Cc}]+/gu, "");
	return /^(https?:\/\/|mailto:|tel:)/i.test(url) && url.length <= 2_000 ? url : "";
}

/** A page of text that is written from the top: spaces run together, empty lines do not add up. */
class Page {
	quoted = 0;
	readonly #lines: string[] = [];
	/** The pieces of the line that is written: a mail may be one line, which is joined once. */
	#line: string[] = [];
	/** How deeply the line above is quoted. */
	#above = 0;
	#lead = "";
	#space = false;
	#empty = false;

	write(given: string, asIs: boolean): void {
		if (asIs) {
			const [first = "", ...more] = given.split(/\r?\n/);
			this.#add(first);
			for (const line of more) {
				this.hardBreak();
				this.#add(line);
			}
			return;
		}
		const text = given.replace(invisibles, "").replace(/\s+/g, " ");
		const words = text.trim();
		if (words !== "") {
			if (this.#line.length === 0) this.#add(this.#lead);
			else if (this.#space || text.startsWith(" ")) this.#add(" ");
			this.#lead = "";
			this.#add(words);
			this.#space = text.endsWith(" ");
		}
		this.#space ||= text !== "" && words === "";
	}

	/** A line that begins with a mark, if anything is written in it. */
	lead(mark: string): void {
		this.#lead = mark;
	}

	nextCell(): void {
		if (this.#line.length > 0 && this.#line.at(-1) !== between) this.#add(between);
		this.#space = false;
	}

	/** Ends the line, if there is one; two leave one line empty. */
	newLines(count: number): void {
		if (count === 0) return;
		if (this.#line.length > 0) this.#endLine();
		if (count > 1) this.#empty = true;
		this.#space = false;
	}

	hardBreak(): void {
		if (this.#line.length === 0) this.#empty = true;
		else this.#endLine();
		this.#space = false;
	}

	text(): string {
		this.newLines(1);
		return this.#lines.join("\n").trim();
	}

	#add(piece: string): void {
		if (piece !== "") this.#line.push(piece);
	}

	#endLine(): void {
		const prefix = ">".repeat(this.quoted) + (this.quoted > 0 ? " " : "");
		if (this.#empty && this.#lines.length > 0) this.#lines.push(">".repeat(Math.min(this.quoted, this.#above)));
		this.#above = this.quoted;
		while (this.#line.at(-1) === between) this.#line.pop();
		this.#lines.push(prefix + this.#line.join(""));
		this.#line = [];
		this.#empty = false;
	}
}

/** Of the cells of a row. */
const between = " | ";
/** Characters that only fill, as newsletters do before their text. */
const invisibles = /[\u00ad\u200b\u200c\u2060\ufeff]|\u034f/g;
