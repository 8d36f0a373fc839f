import type { Readable } from "node:stream";
import { DomainError } from "../errors.ts";
import { refuseInfected } from "./infected.ts";
import { bucket, Files, type StoredFile, toStoredFile } from "./model.ts";

/**
 * What is known of a file (C3). Whoever hands it on compares its conversation with what the reader may see.
 *
 * @throws DomainError `not-found`
 */
export async function findFile(id: string): Promise<StoredFile> {
	return toStoredFile(await find(id));
}

/** Bytes of a file from `start` (inclusive) to `end` (exclusive). */
export interface ByteRange {
	start: number;
	end: number;
}

/**
 * Opens a file, or a part of it, for reading (C3).
 *
 * @throws DomainError `not-found`; FileInfected (`forbidden`).
 */
export async function openFile(id: string, range?: ByteRange): Promise<{ file: StoredFile; stream: Readable }> {
	const found = await find(id);
	const file = toStoredFile(found);
	refuseInfected(file);
	return { file, stream: bucket().openDownloadStream(found._id, range ?? {}) };
}

async function find(id: string) {
	const found = await Files.findOne({ "metadata.id": id }).lean();
	if (!found) {
		throw new DomainError("not-found", "No such file");
	}
	return found;
}
