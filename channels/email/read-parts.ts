import { type MimeNode, Splitter, type SplitterChunk } from "@zone-eu/mailsplit";

/** A part of a mail, as its MIME structure has them; the mail itself is the first. */
export interface MailPart {
	/** In lower case. */
	type: string;
	node: MimeNode;
	/** Still encoded; of a multipart, what stands around its parts. */
	bytes: Buffer;
	children: MailPart[];
}

/** Bytes; ours have a thousand. */
const longestHead = 256 * 1024;
const mostParts = 500;

/** Takes a mail apart. What is beyond the limits (header, number of parts) is left out and `cut` says so. */
export async function readParts(given: Buffer): Promise<{ head: Buffer; root: MailPart; cut: boolean }> {
	const raw = withoutEnvelope(given);
	const end = headEnd(raw);
	const long = end > longestHead;
	const head = long ? raw.subarray(0, raw.lastIndexOf("\n", longestHead) + 1) : raw.subarray(0, end);
	const rest = raw.subarray(end);
	const read = await split(long ? Buffer.concat([head, newLine, rest]) : raw);
	const boundary = missingBoundary(read.root);
	if (!boundary) return { head, root: read.root, cut: long || read.cut };
	const type = `Content-Type: ${read.root.type}; boundary="${boundary}"\r\n\r\n`;
	const again = await split(Buffer.concat([Buffer.from(type), rest]));
	return { head, root: again.root, cut: long || again.cut };
}

const newLine = Buffer.from("\r\n");

/** Without the empty lines or mailbox mark ("From ana@example.org Mon Nov 3…") that some put above the header. */
function withoutEnvelope(raw: Buffer): Buffer {
	const before = /^\s*(>?From [^\n]{1,500}\n)?/.exec(raw.toString("latin1", 0, 1024))?.[0] ?? "";
	const rest = raw.subarray(before.length);
	return headerLine.test(rest.toString("latin1", 0, 1024)) ? rest : Buffer.concat([newLine, rest]);
}

/** What does not begin like a header is all body. */
const headerLine = /^[!-9;-~]{1,200}[ \t]{0,5}:/;
const mediaType = /^[\w.+-]+\/[\w.+-]+$/;

async function split(raw: Buffer): Promise<{ root: MailPart; cut: boolean }> {
	const splitter = new Splitter({ ignoreEmbedded: true, maxHeadSize: longestHead + 1024, maxChildNodes: mostParts });
	const parts = new Map<MimeNode, { part: MailPart; chunks: Buffer[] }>();
	splitter.end(raw);
	let cut = false;
	try {
		for await (const chunk of splitter) take(chunk, parts);
	} catch {
		cut = true;
	}
	for (const { part, chunks } of parts.values()) part.bytes = Buffer.concat(chunks);
	const [first] = parts.values();
	if (!first) throw new Error("A mail without a header and a body");
	return { root: first.part, cut };
}

function take(chunk: SplitterChunk, parts: Map<MimeNode, { part: MailPart; chunks: Buffer[] }>): void {
	if (chunk.type !== "node") {
		if (chunk.value) parts.get(chunk.node)?.chunks.push(chunk.value);
		return;
	}
	const type = mediaType.exec(chunk.contentType || "")?.[0] ?? "text/plain";
	const part = { type, node: chunk, bytes: Buffer.alloc(0), children: [] };
	parts.set(chunk, { part, chunks: [] });
	if (chunk.parentNode) parts.get(chunk.parentNode)?.part.children.push(part);
}

/** Where the body begins; the end of the mail when there is none. */
function headEnd(raw: Buffer): number {
	const ends = ["\r\n\r\n", "\n\n"].map((end) => ({ at: raw.indexOf(end), length: end.length }));
	const [first] = ends.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at);
	return first ? first.at + first.length : raw.length;
}

/** The boundary of a multipart that forgot to name it, as its first line has it. */
function missingBoundary({ node, children, bytes }: MailPart): string | null {
	if (!node.multipart || node._boundary || children.length > 0) return null;
	return /^--([\w'()+,./:=?-]{1,70})\r?$/m.exec(bytes.toString("latin1", 0, 4096))?.[1] ?? null;
}
