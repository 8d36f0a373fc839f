import { cleanLine } from "../../src/platform/clean-text.ts";
import { htmlToText } from "./html-text.ts";
import type { MailFile } from "./inbound-mail.ts";
import { readCharset } from "./read-charset.ts";
import type { MailPart } from "./read-parts.ts";

/** What the parts of a mail come to. */
export interface MailBody {
	text: string;
	html: string | null;
	files: MailFile[];
	/** What a report says to programs: its parts by type. */
	reports: { type: string; content: Buffer }[];
}

/** A piece of the body in both ways of writing it; null where it has not that one. */
interface Piece {
	text: string | null;
	html: string | null;
}

/** Characters. */
const longestText = 512 * 1024;
/** Nobody reads them; the raw message has them. */
const seals = new Set([
	"application/pgp-signature",
	"application/pkcs7-signature",
	"application/x-pkcs7-signature",
	"application/applefile",
]);
const reported =
	/^(message\/(delivery-status|global-delivery-status|feedback-report|disposition-notification|global-headers|rfc822|global)|text\/rfc822-headers)$/;

/** Puts a mail's parts together: its text, its HTML, and its files. */
export async function readBody(root: MailPart): Promise<MailBody> {
	const body: Pick<MailBody, "files" | "reports"> = { files: [], reports: [] };
	const pieces = await readPart(root, null, body);
	const text = pieces.map((piece) => piece.text ?? htmlToText(piece.html ?? "")).filter((piece) => piece.trim() !== "");
	const inHtml = pieces.some(({ html }) => html !== null);
	const html = inHtml ? pieces.map((piece) => piece.html ?? textToHtml(piece.text ?? "")).join("<br>\n") : null;
	return { ...body, text: text.join("\n\n").slice(0, longestText).trim(), html };
}

async function readPart(
	part: MailPart,
	parent: MailPart | null,
	body: Pick<MailBody, "files" | "reports">,
): Promise<Piece[]> {
	const { node, type, children } = part;
	if (children.length > 0) {
		const pieces: Piece[][] = [];
		for (const child of children) pieces.push(await readPart(child, part, body));
		return node.multipart === "alternative" ? [richest(pieces)] : pieces.flat();
	}
	const content = await decode(part);
	if (parent?.node.multipart === "report" && reported.test(type)) {
		body.reports.push({ type, content });
		return [];
	}
	if (isText(part, parent)) {
		const written = readCharset(content, node.charset || "")
			.replace(/\r\n?/g, "\n")
			.replaceAll("\0", "");
		if (type === "text/html") return [{ text: null, html: written }];
		return [{ text: node.flowed ? unfold(written, node.delSp) : written, html: null }];
	}
	if (!seals.has(type) && !(node.multipart && content.length === 0)) body.files.push(fileOf(part, parent, content));
	return [];
}

/** Of alternatives both ways of writing, the later ones being the richer. */
function richest(alternatives: Piece[][]): Piece {
	const text = alternatives.find((pieces) => pieces.some((piece) => (piece.text ?? "").trim() !== ""));
	const html = alternatives.findLast((pieces) => pieces.some((piece) => piece.html !== null));
	return {
		text: text ? text.map((piece) => piece.text ?? htmlToText(piece.html ?? "")).join("\n\n") : null,
		html: html ? html.map((piece) => piece.html ?? textToHtml(piece.text ?? "")).join("<br>\n") : null,
	};
}

/** A part with a name is a file, except the mail's only one. */
function isText({ node, type }: MailPart, parent: MailPart | null): boolean {
	if (node.multipart) return true;
	if (type !== "text/plain" && type !== "text/html") return false;
	return node.disposition !== "attachment" && (parent === null || node.filename === false);
}

async function decode({ node, bytes }: MailPart): Promise<Buffer> {
	if (node.multipart) return bytes;
	const decoder = node.getDecoder();
	decoder.end(bytes);
	const chunks: Buffer[] = [];
	for await (const chunk of decoder) chunks.push(chunk);
	return Buffer.concat(chunks);
}

function fileOf({ node, type }: MailPart, parent: MailPart | null, content: Buffer): MailFile {
	const cid = headerOf(node, "content-id").replace(/^<|>$/g, "");
	const related = parent?.node.multipart === "related";
	return {
		name:
			cleanLine(node.filename || "")
				.split(/[/\\]/)
				.at(-1) || defaultName(type),
		mime: type,
		content,
		cid: cid === "" ? null : cid,
		inline: cid !== "" && (related || node.disposition === "inline") && type.startsWith("image/"),
	};
}

function defaultName(type: string): string {
	if (type === "message/rfc822") return "mensaje.eml";
	return type === "text/calendar" ? "invite.ics" : "";
}

function headerOf(node: MailPart["node"], name: string): string {
	return node.headers ? node.headers.getFirst(name).trim() : "";
}

/** format=flowed (RFC 3676): a line that ends with a space goes on in the next. */
function unfold(text: string, deleteSpace: boolean): string {
	const paragraphs: { quote: string; lines: string[] }[] = [];
	let open = false;
	for (const given of text.split("\n")) {
		const quote = /^>*/.exec(given)?.[0] ?? "";
		const line = given.slice(quote.length).replace(/^ /, "");
		const last = paragraphs.at(-1);
		if (last && open && last.quote === quote && line !== "-- ") last.lines.push(line);
		else paragraphs.push({ quote, lines: [line] });
		open = line.endsWith(" ") && line !== "-- ";
	}
	return paragraphs
		.map(({ quote, lines }) => {
			const joined = lines
				.map((line, at) => (deleteSpace && at < lines.length - 1 ? line.slice(0, -1) : line))
				.join("");
			return quote === "" ? joined : `${quote} ${joined}`;
		})
		.join("\n");
}

function textToHtml(text: string): string {
	const escaped = text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return escaped === "" ? "" : `<p>${escaped.replaceAll("\n", "<br>")}</p>`;
}
