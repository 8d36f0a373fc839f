import { randomUUID } from "node:crypto";
import { finished } from "node:stream/promises";
import mongoose from "mongoose";
import { DomainError } from "../errors.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { cleanName, refuseByName } from "./clean-name.ts";
import { inspect } from "./inspect.ts";
import { bucket, Chunks, Files, type Metadata, type StoredFile, toStoredFile, type Uploader } from "./model.ts";
import { readOut } from "./read-out.ts";
import { FileRefused } from "./refused.ts";
import { scanned } from "./scan.ts";

export type Upload = {
	/** What its sender calls it; only a hint. */
	name: string;
	owner: { conversation: string };
	uploadedBy: Uploader;
	/** The sender's own id: storing it again returns what is there. */
	id?: string;
	now: Date;
} & ({ buffer: Uint8Array } | { stream: AsyncIterable<Uint8Array> });

/**
 * Stores a file (C3): streamed, at most 20 MB, its type told by its bytes. All or nothing: of what is refused, or
 * breaks off, nothing stays. Where files are scanned for malware (P9), it waits a few seconds for that; what it returns
 * may be infected, and is then kept from everybody.
 *
 * @throws FileRefused (DomainError `invalid`, field `file`) when it is too large, empty, or of a type not let in;
 *   DomainError `conflict` when its id belongs to a file of another conversation or sender.
 */
export async function storeFile(upload: Upload): Promise<StoredFile> {
	const { pieces, finish } = readOut("buffer" in upload ? [upload.buffer] : upload.stream);
	try {
		return (await findEarlier(upload)) ?? (await scanned(await store(upload, pieces)));
	} finally {
		await finish();
	}
}

/** When the sweep takes a file up that was not scanned as it came. */
const scannedByMs = 10_000;

async function store(upload: Upload, pieces: AsyncIterable<Uint8Array>): Promise<StoredFile> {
	refuseByName(upload.name);
	const writer = openWriter();
	try {
		const { format, sha256, dimensions } = await inspect(pieces, upload.name, (piece) => writer.write(piece));
		if (isCutShort(upload)) {
			throw new FileRefused("too-large");
		}
		return await writer.finish(cleanName(upload.name, format, upload.now), {
			id: upload.id ?? randomUUID(),
			kind: format.kind,
			mime: format.mime,
			sha256,
			conversation: upload.owner.conversation,
			uploadedBy: upload.uploadedBy,
			at: upload.now,
			scan: { state: "unscanned", at: upload.now, tries: 0, dueAt: new Date(upload.now.getTime() + scannedByMs) },
			...dimensions,
		});
	} catch (error) {
		await writer.discard();
		// The same file came twice at once, and the other was first.
		const other = isDuplicateKey(error) ? await findEarlier(upload) : undefined;
		if (other) {
			return other;
		}
		throw error;
	}
}

/** How long an upload may take before what it left behind is removed. */
const UNFINISHED_MS = 24 * 3_600_000;

/**
 * Removes what uploads left behind that were cut off by the end of a process a day ago or more. For each start.
 *
 * @returns how many there were
 */
export async function removeUnfinishedFiles(now: Date): Promise<number> {
	const before = mongoose.Types.ObjectId.createFromTime(Math.floor((now.getTime() - UNFINISHED_MS) / 1_000));
	const unfinished = await Chunks.aggregate<{ files_id: mongoose.Types.ObjectId }>([
		{ $match: { files_id: { $lt: before }, n: 0 } },
		// Nothing else, so that the index answers and no content is read.
		{ $project: { _id: 0, files_id: 1 } },
		{ $lookup: { from: Files.collection.name, localField: "files_id", foreignField: "_id", as: "file" } },
		{ $match: { file: { $size: 0 } } },
	]).option({ hint: { files_id: 1, n: 1 } });
	for (const { files_id } of unfinished) {
		await Chunks.deleteMany({ files_id });
	}
	return unfinished.length;
}

async function findEarlier({ id, owner, uploadedBy }: Upload): Promise<StoredFile | undefined> {
	const found = id === undefined ? null : await Files.findOne({ "metadata.id": id }).lean();
	if (!found) {
		return undefined;
	}
	const file = toStoredFile(found);
	const sameSender = file.uploadedBy.kind === uploadedBy.kind && file.uploadedBy.id === uploadedBy.id;
	if (file.conversation !== owner.conversation || !sameSender) {
		throw new DomainError("conflict", "This file id is taken", { field: "id" });
	}
	return file;
}

interface Writer {
	write(piece: Uint8Array): Promise<void>;
	finish(name: string, metadata: Metadata): Promise<StoredFile>;
	discard(): Promise<void>;
}

/** GridFS writes the chunks as they come and the file's document, its name and metadata, at the end. */
function openWriter(): Writer {
	const files = bucket();
	const sink = files.openUploadStream("");
	// Each failure also comes by the callback of the write that failed.
	sink.on("error", () => {});
	const write = (piece: Uint8Array) =>
		new Promise<void>((resolve, reject) => {
			sink.write(piece, (error) => (error ? reject(error) : resolve()));
		});
	return {
		async write(piece) {
			// One chunk at a time: a large piece is not written all at once.
			for (let start = 0; start < piece.length; start += sink.chunkSizeBytes) {
				await write(piece.subarray(start, start + sink.chunkSizeBytes));
			}
		},
		async finish(name, metadata) {
			sink.filename = name;
			sink.options.metadata = metadata;
			sink.end();
			await finished(sink);
			return toStoredFile({ _id: sink.id, filename: name, length: sink.length, metadata });
		},
		async discard() {
			sink.destroy();
			await Files.deleteOne({ _id: sink.id });
			await Chunks.deleteMany({ files_id: sink.id });
		},
	};
}

/** A part of a form ends quietly at the form reader's own limit, with this mark. */
function isCutShort(upload: Upload): boolean {
	return "stream" in upload && "truncated" in upload.stream && upload.stream.truncated === true;
}
