import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { z } from "zod";
import { DomainError } from "../../platform/errors.ts";

export const tableLimits = { rows: 1_000_000, columns: 50, rowCharacters: 20_000, bytes: 300_000_000 } as const;

const separators = [",", ";", "\t"] as const;
const lineFeed = 0x0a;
const Cells = z.array(z.string());

/**
 * The rows of a CSV file, the header first, as they come: nothing of it is held. Separated by comma, semicolon or tab;
 * in UTF-8 with or without BOM, else in Windows-1252. Cells are text and nothing else.
 *
 * @throws DomainError `invalid` (file; reasons `empty`, `unreadable`, `too-many-rows`, `too-many-columns`).
 */
export async function* readTable(file: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
	const texts = decoded(file);
	const first = await texts.next();
	if (first.done || first.value.trim() === "") throw refused("empty");
	const parser = parse({
		delimiter: separatorOf(first.value),
		relax_column_count: true,
		skip_empty_lines: true,
		trim: true,
		max_record_size: tableLimits.rowCharacters,
	});
	const source = Readable.from(after(first.value, texts));
	source.on("error", (error) => parser.destroy(error));
	source.pipe(parser);
	let rows = -1;
	try {
		for await (const record of parser) {
			const cells = Cells.parse(record);
			if (++rows > tableLimits.rows) throw refused("too-many-rows");
			if (cells.length > tableLimits.columns) throw refused("too-many-columns");
			if (cells.some((cell) => cell !== "")) yield cells;
		}
	} catch (error) {
		if (error instanceof Error && "code" in error && String(error.code).startsWith("CSV_")) throw refused("unreadable");
		throw error;
	} finally {
		source.destroy();
		parser.destroy();
	}
}

async function* after(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
	yield first;
	yield* rest;
}

/** Whole lines at a time, so that no character is cut in two. */
async function* decoded(file: AsyncIterable<Buffer>): AsyncGenerator<string> {
	const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	let rest: Buffer = Buffer.alloc(0);
	let isUtf8: boolean | null = null;
	let begun = false;
	const decode = (bytes: Buffer): string => {
		let text: string;
		if (isUtf8 === false) text = new TextDecoder("windows-1252").decode(bytes);
		else {
			try {
				text = utf8.decode(bytes);
				if (text.length < bytes.length) isUtf8 = true;
			} catch {
				// So far it was ASCII, which is the same in both; else it is a fault in what is UTF-8, and shows in its row.
				if (isUtf8) text = bytes.toString("utf8");
				else {
					isUtf8 = false;
					text = new TextDecoder("windows-1252").decode(bytes);
				}
			}
		}
		const plain = begun ? text : text.replace(/^\uFEFF/, "");
		begun = true;
		return plain;
	};
	for await (const chunk of file) {
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const end = rest.lastIndexOf(lineFeed) + 1;
		if (end === 0) {
			if (rest.length > 4 * tableLimits.rowCharacters) throw refused("unreadable");
			continue;
		}
		yield decode(rest.subarray(0, end));
		rest = rest.subarray(end);
	}
	if (rest.length > 0) yield decode(rest);
}

/** What separates most in the header, quoted text apart. */
function separatorOf(text: string): string {
	const header = (text.split(/\r?\n/, 1)[0] ?? "").replace(/"[^"]*"/g, "");
	const count = (separator: string) => header.split(separator).length;
	return [...separators].sort((a, b) => count(b) - count(a))[0] ?? ",";
}

function refused(reason: string): DomainError {
	return new DomainError("invalid", `The table is refused: ${reason}`, { field: "file", reason });
}
