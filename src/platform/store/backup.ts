import { createWriteStream } from "node:fs";
import { access, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { mongo } from "mongoose";
import { z } from "zod";
import { StartupError } from "../startup-error.ts";
import { type ArchiveEntry, archiveHeader, encodeArchive, readArchive } from "./archive.ts";
import { formatVersion } from "./migrations/run.ts";

export interface BackupSummary {
	collections: number;
	documents: number;
}

/**
 * Writes all that the store holds, files and index definitions included, to a new file that only this user can read
 * (P5). It takes constant memory, and the file appears under its name only when it is whole and has been read back.
 *
 * The hub may go on working meanwhile; each collection is then saved as it is read, documents before the files that
 * they name, so that what is in the backup is complete in itself.
 *
 * @throws StartupError when the file exists already or cannot be written.
 */
export async function backup(db: mongo.Db, file: string, now: Date): Promise<BackupSummary> {
	await refuseExisting(file);
	const draft = `${file}.part`;
	try {
		await pipeline(
			Readable.from(encodeArchive(entries(db, now)), { objectMode: false }),
			createGzip(),
			createWriteStream(draft, { mode: 0o600 }),
		);
		const summary = await verify(draft);
		await flush(draft);
		await rename(draft, file);
		await flush(dirname(file));
		return summary;
	} catch (cause) {
		await rm(draft, { force: true });
		if (cause instanceof Error && "syscall" in cause && "code" in cause) {
			throw new StartupError(`The backup ${file} cannot be written (${cause.code})`, { cause });
		}
		throw cause;
	}
}

/**
 * Reads an archive through and counts.
 *
 * @throws ArchiveError when it is not whole.
 */
export async function verify(file: string): Promise<BackupSummary> {
	const summary = { collections: 0, documents: 0 };
	for await (const entry of readArchive(file)) {
		if (entry.kind === "collection") summary.collections++;
		if (entry.kind === "document") summary.documents++;
	}
	return summary;
}

async function* entries(db: mongo.Db, now: Date): AsyncGenerator<ArchiveEntry> {
	yield archiveHeader(await formatVersion(db), now);
	for (const { name, options } of await collectionsOf(db)) {
		const collection = db.collection(name);
		yield { kind: "collection", collection: { name, options, indexes: await collection.indexes() } };
		let documents = 0;
		// In the order of the ids a document that is changed meanwhile is not met twice.
		for await (const document of collection.find({}, { raw: true, sort: { _id: 1 }, batchSize: 500 })) {
			documents++;
			yield { kind: "document", bytes: asBuffer(document) };
		}
		yield { kind: "collection-end", documents };
	}
}

const RawDocument = z.instanceof(Uint8Array);

function asBuffer(document: unknown): Buffer {
	const bytes = RawDocument.parse(document);
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What belongs to no backup: who holds which lease right now. */
const MOMENTARY = new Set(["leases"]);

async function collectionsOf(db: mongo.Db): Promise<{ name: string; options: Record<string, unknown> }[]> {
	const found = await db.listCollections().toArray();
	return found
		.filter(({ name, type }) => type === "collection" && !name.startsWith("system.") && !MOMENTARY.has(name))
		.map((info) => ({ name: info.name, options: "options" in info && info.options ? { ...info.options } : {} }))
		.sort((one, other) => readingOrder(one.name) - readingOrder(other.name) || (one.name < other.name ? -1 : 1));
}

/** GridFS stores a file's chunks, then its entry, then somebody names it: read in the opposite order all is there. */
function readingOrder(name: string): number {
	if (name.endsWith(".chunks")) return 2;
	return name.endsWith(".files") ? 1 : 0;
}

async function refuseExisting(file: string): Promise<void> {
	const exists = await access(file).then(
		() => true,
		() => false,
	);
	if (exists) throw new StartupError(`The file ${file} exists already: choose another name`);
}

async function flush(path: string): Promise<void> {
	const handle = await open(path, "r");
	await handle.sync();
	await handle.close();
}
