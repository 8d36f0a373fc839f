/** A run of text: plain, strong, or a link that is safe to follow. */
export interface Run {
	text: string;
	strong?: true;
	href?: string;
}

export interface Block {
	kind: "paragraph" | "numbers" | "bullets";
	/** One line of runs for a paragraph, one per item for a list. */
	items: Run[][];
	/** Number of the first item. */
	start?: number;
}

const safe = /^(https?:\/\/|mailto:|tel:)/i;
const marked = /\[([^\]\n]+)\]\(([^)\s]+)\)|\*\*([^*\n]+)\*\*/g;
const bare = /\b(?:https?:\/\/|www\.)[^\s<>"'«»]+|\b(?:mailto:|tel:)[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/**
 * Reads a text into blocks: paragraphs at blank lines, numbered steps, bullets, links, and (for the bot, whose
 * articles are Markdown) strong words and named links. What comes out is data; the view makes nodes of it and never
 * parses it as HTML. Only http, https, mailto and tel become links.
 */
export function readText(text: string, markdown: boolean): Block[] {
	const blocks: Block[] = [];
	let open: Block | null = null;
	for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
		const item = /^\s{0,3}(?:(\d{1,3})[.)]|[-*•])\s+(.+)$/.exec(line);
		if (line.trim() === "") {
			// A blank line between two steps does not start another list.
			if (open?.kind === "paragraph") open = null;
		} else if (item) {
			const kind = item[1] ? "numbers" : "bullets";
			const number = Number(item[1]);
			const follows: boolean =
				open?.kind === kind && (kind === "bullets" || (open.start ?? 1) + open.items.length === number);
			if (!open || !follows) {
				open = kind === "numbers" ? { kind, items: [], start: number } : { kind, items: [] };
				blocks.push(open);
			}
			open.items.push(readRuns(item[2] ?? "", markdown));
		} else if (open?.kind === "paragraph") {
			open.items[0]?.push({ text: "\n" }, ...readRuns(line, markdown));
		} else if (open && /^\s{2,}\S/.test(line)) {
			open.items.at(-1)?.push({ text: "\n" }, ...readRuns(line.trim(), markdown));
		} else {
			open = { kind: "paragraph", items: [readRuns(line, markdown)] };
			blocks.push(open);
		}
	}
	return blocks;
}

function readRuns(line: string, markdown: boolean): Run[] {
	if (!markdown) return readBare(line);
	const runs: Run[] = [];
	let from = 0;
	for (const match of line.matchAll(marked)) {
		const [whole, label, target, strong] = match;
		runs.push(...readBare(line.slice(from, match.index)));
		if (strong) runs.push({ text: strong, strong: true });
		else if (label && target && safe.test(target)) runs.push({ text: label, href: target });
		else runs.push({ text: whole });
		from = match.index + whole.length;
	}
	runs.push(...readBare(line.slice(from)));
	return runs;
}

function readBare(text: string): Run[] {
	const runs: Run[] = [];
	let from = 0;
	for (const match of text.matchAll(bare)) {
		// A full stop or a bracket after an address belongs to the sentence.
		const address = match[0].replace(/[.,;:!?)\]}…]+$/, "");
		const href = hrefOf(address);
		if (!href) continue;
		if (match.index > from) runs.push({ text: text.slice(from, match.index) });
		runs.push({ text: address, href });
		from = match.index + address.length;
	}
	if (from < text.length) runs.push({ text: text.slice(from) });
	return runs;
}

function hrefOf(address: string): string | null {
	if (safe.test(address)) return address;
	if (/^www\./i.test(address)) return `https://${address}`;
	return address.includes("@") ? `mailto:${address}` : null;
}

/** The same text as it is read aloud: no addresses, no marks, a pause after each step. */
export function spokenText(text: string, link: string): string {
	return readText(text, true)
		.flatMap((block) =>
			block.items.map(
				(item, index) =>
					(block.kind === "numbers" ? `${(block.start ?? 1) + index}. ` : "") +
					item.map((run) => (run.href === run.text ? link : run.text)).join(""),
			),
		)
		.map((line) => line.replace(/\n/g, ". "))
		.map((line) => (/[.!?…:]\s*$/.test(line) ? line : `${line}.`))
		.join(" ");
}
