import { attributionAt, isAppLine, isForwardMark, isSignatureMark, replyBlockAt } from "./visible-marks.ts";

/** Characters and lines that are looked at; a person writes less. */
const longestLooked = 100_000;
const mostLines = 5_000;
/** More than this below two dashes is no signature. */
const longestSignature = 15;
/** Lines of what is answered that stand above an answer within it. */
const keptOfQuote = 5;

/**
 * What somebody wrote themselves in a mail: without what they answer to, its heading, their signature and what their
 * program adds. Answers written into the quoted text are kept, each below the last lines of what it answers. What
 * somebody forwards is theirs to say. Where nothing else is left (only a quote), the whole text comes back.
 *
 * It looks at the first 100,000 characters and 5,000 lines: what comes after these, if no quote began before, is kept.
 *
 * @example visibleReply("Sí, mañana.\n\nEl lun, 3 nov 2025 a las 10:00, Ana <a@example.org> escribió:\n> ¿Cuándo?") // "Sí, mañana."
 */
export function visibleReply(text: string): string {
	const { lines, rest } = look(text);
	const visible = join(keepAnswers(mark(lines, rest)));
	return visible === "" ? text.replace(/\r\n?/g, "\n").trim() : visible;
}

type Line = { text: string; kind: "own" | "quote" | "heading" };

function look(text: string): { lines: string[]; rest: string[] } {
	const end = text.length <= longestLooked ? text.length : text.lastIndexOf("\n", longestLooked);
	const lines = text
		.slice(0, Math.max(end, 0))
		.replace(/\r\n?/g, "\n")
		.replace(/[\u00a0\u202f]/g, " ")
		.split("\n");
	return { rest: [...lines.splice(mostLines), ...(end < text.length ? [text.slice(end + 1)] : [])], lines };
}

/** Goes down the lines once and says of each what it is; lines that are nobody's words are left out. */
function mark(lines: string[], rest: string[]): Line[] {
	const marked: Line[] = [];
	const own = (text: string) => void marked.push({ text, kind: "own" });
	let at = 0;
	while (at < lines.length) {
		const text = (lines[at] ?? "").trimEnd();
		if (isForwardMark(text)) {
			for (const line of lines.slice(at)) own(line.trimEnd());
			break;
		}
		if (isQuote(text)) {
			marked.push({ text, kind: "quote" });
			at += 1;
			continue;
		}
		if (replyBlockAt(lines, at)) return marked;
		const heading = attributionAt(lines, at);
		if (heading > 0) {
			// What follows is quoted line by line; or without a mark, to the end.
			if (!isQuote(lines.slice(at + heading).find((line) => line.trim() !== "") ?? "")) return marked;
			marked.push({ text, kind: "heading" });
			at += heading;
			continue;
		}
		const signature = isSignatureMark(text) ? signatureLength(lines, at) : 0;
		if (signature === 0 && !isAppLine(text)) own(text);
		at += Math.max(signature, 1);
	}
	for (const text of rest) own(text);
	return marked;
}

function isQuote(line: string): boolean {
	return /^\s{0,3}>/.test(line);
}

/** A quote stays where an answer follows it, except the one that somebody answers below as a whole. */
function keepAnswers(lines: Line[]): Line[] {
	const last = lines.findLastIndex(({ kind, text }) => kind === "own" && text.trim() !== "");
	const answered = lines.slice(0, last + 1);
	const first = answered.findIndex(({ kind, text }) => kind !== "heading" && text.trim() !== "");
	const headed = answered.some(({ kind }) => kind === "heading");
	const blocks = answered.filter(({ kind }, at) => kind === "quote" && answered[at + 1]?.kind !== "quote").length;
	const below = blocks === 1 && (headed || answered[first]?.kind === "quote");
	return answered.filter(({ kind }, at) => {
		if (kind !== "quote") return kind === "own";
		return !below && answered.slice(at + 1, at + 1 + keptOfQuote).some((later) => later.kind === "own");
	});
}

/** How many lines a signature takes, up to a quote or the end; 0 when it is too long for one. */
function signatureLength(lines: string[], at: number): number {
	let length = 1;
	let written = 0;
	for (; at + length < lines.length; length++) {
		const text = lines[at + length] ?? "";
		if (isQuote(text) || attributionAt(lines, at + length) > 0 || replyBlockAt(lines, at + length)) break;
		if (text.trim() !== "" && ++written > longestSignature) return 0;
	}
	return length;
}

function join(lines: Line[]): string {
	return lines
		.map(({ text }) => text)
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}
