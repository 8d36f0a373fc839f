import { createHash } from "node:crypto";
import { type Format, formatOf, MAX_FILE_BYTES } from "./allowed.ts";
import { extensionOf } from "./clean-name.ts";
import { type Dimensions, dimensionsOf } from "./dimensions.ts";
import { officeFormat, TAIL_BYTES } from "./office.ts";
import { FileRefused } from "./refused.ts";
import { HEAD_BYTES, sniff } from "./sniff.ts";
import { createTextCheck } from "./text.ts";

export interface Inspection {
	format: Format;
	/** In hex. */
	sha256: string;
	dimensions: Dimensions | undefined;
}

/**
 * Reads a file once, passing its bytes on, and tells what it is. Nothing is passed on before its first bytes are
 * judged; only these and its last ones are held in memory.
 *
 * @throws FileRefused
 */
export async function inspect(
	source: AsyncIterable<Uint8Array>,
	name: string,
	pass: (piece: Uint8Array) => Promise<void>,
): Promise<Inspection> {
	const hash = createHash("sha256");
	let judge: Judge | undefined;
	for await (const piece of headFirst(limited(source))) {
		judge ??= await createJudge(piece.subarray(0, HEAD_BYTES), name);
		judge.takes(piece);
		hash.update(piece);
		await pass(piece);
	}
	if (!judge) {
		throw new FileRefused("empty");
	}
	return { format: judge.verdict(), sha256: hash.digest("hex"), dimensions: judge.dimensions };
}

async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const piece of source) {
		size += piece.length;
		if (size > MAX_FILE_BYTES) {
			throw new FileRefused("too-large");
		}
		yield piece;
	}
}

/** The same bytes, the first piece large enough to be sniffed. */
async function* headFirst(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let head: Uint8Array[] | undefined = [];
	let size = 0;
	for await (const piece of source) {
		size += piece.length;
		if (!head) {
			yield piece;
		} else {
			head.push(piece);
			if (size >= HEAD_BYTES) {
				yield Buffer.concat(head);
				head = undefined;
			}
		}
	}
	if (head && size > 0) {
		yield Buffer.concat(head);
	}
}

/** Judges what its first bytes leave open, as the rest comes. */
interface Judge {
	takes(piece: Uint8Array): void;
	verdict(): Format;
	dimensions?: Dimensions | undefined;
}

async function createJudge(head: Uint8Array, name: string): Promise<Judge> {
	const sniffed = await sniff(head);
	if (sniffed === "text") {
		return judgeText(name);
	}
	if (sniffed === "zip") {
		return judgeZip(head);
	}
	return { takes() {}, verdict: () => sniffed, dimensions: dimensionsOf(sniffed.mime, head) };
}

function judgeText(name: string): Judge {
	const check = createTextCheck();
	const extension = extensionOf(name) === "csv" ? "csv" : "txt";
	return {
		takes(piece) {
			if (!check.takes(piece)) {
				throw new FileRefused("type");
			}
		},
		verdict() {
			const format = check.ends() ? formatOf({ extension }) : undefined;
			if (!format) {
				throw new FileRefused("type");
			}
			return format;
		},
	};
}

function judgeZip(head: Uint8Array): Judge {
	let last: Uint8Array[] = [];
	let size = 0;
	return {
		takes(piece) {
			last.push(piece);
			size += piece.length;
			if (size > 2 * TAIL_BYTES) {
				last = [Buffer.concat(last).subarray(-TAIL_BYTES)];
				size = TAIL_BYTES;
			}
		},
		verdict: () => officeFormat(head, Buffer.concat(last).subarray(-TAIL_BYTES)),
	};
}
