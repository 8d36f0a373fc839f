import { access } from "node:fs/promises";
import { mongo } from "mongoose";
import { StartupError } from "../startup-error.ts";
import { type ArchivedCollection, ArchiveError, readArchive } from "./archive.ts";
import { type BackupSummary, verify } from "./backup.ts";
import { isHalfRestored, RESTORE_MARK } from "./restore-mark.ts";

const { BSON } = mongo;

const BATCH = { documents: 1_000, bytes: 8 * 1024 * 1024 };

/**
 * Puts the documents, files and indexes of a backup into an empty store (P5). The whole archive is checked before the
 * first write. A restore that was cut off leaves a mark: the hub refuses to start on it, and restoring again begins
 * anew.
 *
 * @throws StartupError when the store is not empty, or the archive is missing, damaged or cut off.
 */
export async function restore(db: mongo.Db, file: string): Promise<BackupSummary> {
	const summary = await verifyOrRefuse(file);
	if (!(await isHalfRestored(db))) await refuseNonEmpty(db);
	await db.collection(RESTORE_MARK).updateOne({}, { $set: { under: "way" } }, { upsert: true });
	for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
		if (name !== RESTORE_MARK && !name.startsWith("system.")) await db.collection(name).drop();
	}
	await write(db, file);
	await db.collection(RESTORE_MARK).drop();
	return summary;
}

async function write(db: mongo.Db, file: string): Promise<void> {
	let current: ArchivedCollection | undefined;
	let batch: mongo.Document[] = [];
	let bytes = 0;
	const flush = async () => {
		if (current && batch.length > 0) await db.collection(current.name).insertMany(batch, { ordered: false });
		batch = [];
		bytes = 0;
	};
	for await (const entry of readArchive(file)) {
		if (entry.kind === "collection") {
			current = entry.collection;
			await db.createCollection(current.name, current.options);
		}
		if (entry.kind === "document") {
			// Nothing is promoted to a JavaScript value, so that it is written back as the type that it was.
			batch.push(BSON.deserialize(entry.bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true }));
			bytes += entry.bytes.length;
			if (batch.length >= BATCH.documents || bytes >= BATCH.bytes) await flush();
		}
		if (entry.kind === "collection-end" && current) {
			await flush();
			await buildIndexes(db, current);
		}
	}
}

async function buildIndexes(db: mongo.Db, collection: ArchivedCollection): Promise<void> {
	const indexes = collection.indexes.filter((index) => index.name !== "_id_");
	if (indexes.length > 0) await db.command({ createIndexes: collection.name, indexes });
}

async function verifyOrRefuse(file: string): Promise<BackupSummary> {
	const readable = await access(file).then(
		() => true,
		() => false,
	);
	if (!readable) throw new StartupError(`The backup ${file} cannot be read`);
	try {
		return await verify(file);
	} catch (cause) {
		if (!(cause instanceof ArchiveError)) throw cause;
		throw new StartupError(`The backup ${file} is not usable, nothing was written: ${cause.message}`, { cause });
	}
}

async function refuseNonEmpty(db: mongo.Db): Promise<void> {
	for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
		if (!name.startsWith("system.") && (await db.collection(name).findOne({}, { projection: { _id: 1 } }))) {
			throw new StartupError(
				`The store is not empty (${name}): a restore needs an empty DATA_DIR or an empty database in MONGODB_URI`,
			);
		}
	}
}
