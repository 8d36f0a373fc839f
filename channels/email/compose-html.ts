import { texts } from "../../src/texts/index.ts";
import type { Block, Letter } from "./compose-letter.ts";

/** No colours of its own, so that it is read in the dark as well; what is beside the point is only paler. */
const page =
	"margin:0 auto;padding:16px;max-width:40em;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Arial,sans-serif";
const paler = "opacity:.75;font-size:14px";
const quoted = "margin:8px 0 0;padding:0 0 0 12px;border-left:3px solid currentColor;opacity:.75;font-size:14px";

/** A letter as a page, without anything that is loaded from elsewhere. Pure. */
export function composeHtml({ language, blocks, signature, quote }: Letter): string {
	const words = texts(language, "channels");
	const parts = blocks.map(blockHtml);
	if (signature !== "") parts.push(`<div style="${paler}">-- <br>${inline(signature)}</div>`);
	if (quote) {
		const heading = inline(words.say("mail.wrote", { by: quote.by, day: quote.day }));
		parts.push(
			`<div style="margin-top:24px;${paler}">${heading}</div><blockquote type="cite" style="${quoted}">${inline(quote.text)}</blockquote>`,
		);
	}
	return [
		`<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
		`<meta name="viewport" content="width=device-width, initial-scale=1">`,
		`<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`,
		`<title>${escaped(words.say("mail.title"))}</title></head>`,
		`<body style="margin:0"><div style="${page}">${parts.join("\n")}</div></body></html>`,
	].join("\n");
}

function blockHtml(block: Block): string {
	if (block.kind === "options") {
		return `<ol>${block.options.map(({ label }) => `<li>${inline(label)}</li>`).join("")}</ol>`;
	}
	const style = block.kind === "aside" ? ` style="${paler}"` : "";
	return block.text
		.split(/\n\s*\n/)
		.map((paragraph) => `<p${style}>${inline(paragraph)}</p>`)
		.join("\n");
}

const address = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Text as HTML: its marks shown as they are, addresses to be followed. */
function inline(text: string): string {
	let html = "";
	let at = 0;
	for (const match of text.matchAll(address)) {
		const href = escaped(match[0]);
		html += `${lines(text.slice(at, match.index))}<a href="${href}">${href}</a>`;
		at = match.index + match[0].length;
	}
	return html + lines(text.slice(at));
}

function lines(text: string): string {
	return escaped(text).replaceAll("\n", "<br>");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}
