import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { refuseInfected } from "./infected.ts";
import type { StoredFile } from "./model.ts";
import { type ByteRange, openFile } from "./open-file.ts";

export interface SendOptions {
	/** How long the reader's own browser may keep it. Short by default: many read at shared machines. */
	maxAgeSeconds?: number;
	/** Whether pages of other origins may show it, as those that embed the chat do. */
	crossOrigin?: boolean;
}

/**
 * Sends a file as the answer to a request (C3), whole or the part that is asked for, as players of video do. It goes as
 * an attachment that no browser runs or takes for something else; `<img>` and `<video>` show it all the same. The caller
 * has checked who may read it.
 *
 * @throws FileInfected (DomainError `forbidden`)
 */
export async function sendFile(
	reply: FastifyReply,
	file: StoredFile,
	{ maxAgeSeconds = 300, crossOrigin = false }: SendOptions = {},
): Promise<FastifyReply> {
	refuseInfected(file);
	const etag = `"${file.sha256}"`;
	reply.headers({
		"content-type": file.kind === "text" ? `${file.mime}; charset=utf-8` : file.mime,
		"content-disposition": contentDisposition(file.name),
		"x-content-type-options": "nosniff",
		"content-security-policy": "sandbox; default-src 'none'",
		"cross-origin-resource-policy": crossOrigin ? "cross-origin" : "same-origin",
		"cache-control": `private, max-age=${maxAgeSeconds}`,
		"accept-ranges": "bytes",
		etag,
	});

	const { method, headers: asked } = reply.request;
	if (asked["if-none-match"]?.includes(etag)) {
		return reply.code(304).send();
	}
	const stale = asked["if-range"] !== undefined && asked["if-range"] !== etag;
	const range = stale ? undefined : parseRange(asked.range, file.size);
	if (range === "unsatisfiable") {
		return reply.code(416).header("content-range", `bytes */${file.size}`).send();
	}
	if (range) {
		reply.code(206).header("content-range", `bytes ${range.start}-${range.end - 1}/${file.size}`);
	}
	reply.header("content-length", range ? range.end - range.start : file.size);
	// Who only asks for its head gets it, its length too, without the file being read.
	return reply.send(method === "HEAD" ? Readable.from([]) : (await openFile(file._id, range)).stream);
}

/** A name in both forms of RFC 6266: plain for old readers, and in full. */
function contentDisposition(name: string): string {
	const plain = name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(/[^\x20-\x7e]/g, "_")
		.replace(/["\\%]/g, "_");
	const full = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** One range, as RFC 9110 §14 has it; several, or what is no range, are answered by the whole file. */
function parseRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
	const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
	if (first === "" && last === "") {
		return undefined;
	}
	if (first === "") {
		const start = Math.max(0, size - Number(last));
		return start < size ? { start, end: size } : "unsatisfiable";
	}
	const start = Number(first);
	const end = last === "" ? size : Math.min(size, Number(last) + 1);
	if (last !== "" && Number(last) < start) {
		return undefined;
	}
	return start < size ? { start, end } : "unsatisfiable";
}
