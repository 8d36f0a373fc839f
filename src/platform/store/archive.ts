/**
 * The format of a backup: gzip over a sequence of records, each one byte of kind and one BSON document.
 *
 *     H header · then for each collection: C name, options, indexes · D document … · E count, SHA-256 · at the end T
 *
 * Documents are the server's own bytes, so every BSON type survives. E holds the SHA-256 of the collection's documents,
 * T that of everything before it.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { mongo } from "mongoose";
import { z } from "zod";

const { BSON } = mongo;

const FORMAT = "ventanilla-backup";
const FORMAT_VERSION = 1;
/** The largest document that a server stores, and some room. */
const LARGEST_DOCUMENT = 16 * 1024 * 1024 + 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

const Header = z.object({
	format: z.literal(FORMAT),
	version: z.literal(FORMAT_VERSION),
	createdAt: z.date(),
	/** The store's format, see migrations. */
	storeFormat: z.number(),
});
const Collection = z.object({
	name: z.string().min(1),
	options: z.record(z.string(), z.unknown()),
	indexes: z.array(z.record(z.string(), z.unknown())),
});
const End = z.object({ documents: z.number(), sha256: z.string() });
const Trailer = z.object({ collections: z.number(), documents: z.number(), sha256: z.string() });

export type ArchiveHeader = z.infer<typeof Header>;
export type ArchivedCollection = z.infer<typeof Collection>;

/** What an archive holds, in the order in which it is read. */
export type ArchiveEntry =
	| { kind: "header"; header: ArchiveHeader }
	| { kind: "collection"; collection: ArchivedCollection }
	| { kind: "document"; bytes: Buffer }
	| { kind: "collection-end"; documents: number };

/** The archive is damaged, cut off, or none of ours; the message says which. */
export class ArchiveError extends Error {
	override readonly name = "ArchiveError";
}

/** Encodes an archive's records, counting and hashing on the way. Yields buffers of a size that gzip likes. */
export async function* encodeArchive(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
	const total = createHash("sha256");
	let collection = createHash("sha256");
	const counted = { collections: 0, documents: 0 };
	let held: Buffer[] = [];
	let heldBytes = 0;
	const add = (kind: keyof typeof KIND, document: Uint8Array) => {
		const record = Buffer.concat([Buffer.from([KIND[kind]]), document]);
		if (kind !== "trailer") total.update(record);
		held.push(record);
		heldBytes += record.length;
	};
	for await (const entry of entries) {
		if (entry.kind === "header") add("header", BSON.serialize(entry.header));
		if (entry.kind === "collection") {
			counted.collections++;
			collection = createHash("sha256");
			add("collection", BSON.serialize(entry.collection));
		}
		if (entry.kind === "document") {
			counted.documents++;
			collection.update(entry.bytes);
			add("document", entry.bytes);
		}
		if (entry.kind === "collection-end") {
			add("end", BSON.serialize({ documents: entry.documents, sha256: collection.digest("hex") }));
		}
		if (heldBytes >= CHUNK_BYTES) {
			yield Buffer.concat(held, heldBytes);
			held = [];
			heldBytes = 0;
		}
	}
	add("trailer", BSON.serialize({ ...counted, sha256: total.digest("hex") }));
	yield Buffer.concat(held, heldBytes);
}

export function archiveHeader(storeFormat: number, createdAt: Date): ArchiveEntry {
	return { kind: "header", header: { format: FORMAT, version: FORMAT_VERSION, createdAt, storeFormat } };
}

/**
 * Reads an archive from its start and checks it on the way; only who has read it to its end knows that it is whole.
 *
 * @throws ArchiveError as soon as something is not as it was written.
 */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
	const total = createHash("sha256");
	let open: { hash: Hash; documents: number } | undefined;
	const counted = { collections: 0, documents: 0 };
	let state: "start" | "inside" | "done" = "start";
	for await (const { kind, record } of records(unzip(file))) {
		const document = record.subarray(1);
		if (state === "done") throw new ArchiveError("something follows the end of the archive");
		if ((state === "start") !== (kind === "header")) throw new ArchiveError("the file is not a Ventanilla backup");
		if (kind !== "trailer") total.update(record);
		switch (kind) {
			case "header":
				state = "inside";
				yield { kind, header: decode(Header, document) };
				break;
			case "collection":
				if (open) throw new ArchiveError("a collection has no end");
				open = { hash: createHash("sha256"), documents: 0 };
				counted.collections++;
				yield { kind, collection: decode(Collection, document) };
				break;
			case "document":
				if (!open) throw new ArchiveError("a document belongs to no collection");
				open.hash.update(document);
				open.documents++;
				counted.documents++;
				yield { kind, bytes: document };
				break;
			case "end": {
				const said = decode(End, document);
				if (open?.documents !== said.documents || open.hash.digest("hex") !== said.sha256) {
					throw new ArchiveError("the checksum of a collection does not match");
				}
				open = undefined;
				yield { kind: "collection-end", documents: said.documents };
				break;
			}
			case "trailer": {
				const said = decode(Trailer, document);
				const same = said.collections === counted.collections && said.documents === counted.documents;
				if (open || !same || said.sha256 !== total.digest("hex")) {
					throw new ArchiveError("the checksum of the archive does not match");
				}
				state = "done";
			}
		}
	}
	if (state !== "done") throw new ArchiveError("the archive is cut off");
}

const KIND = { header: 0x48, collection: 0x43, document: 0x44, end: 0x45, trailer: 0x54 } as const;
type Kind = keyof typeof KIND;
const KINDS = new Map<number | undefined, Kind>([
	[KIND.header, "header"],
	[KIND.collection, "collection"],
	[KIND.document, "document"],
	[KIND.end, "end"],
	[KIND.trailer, "trailer"],
]);

function decode<T>(schema: z.ZodType<T>, document: Buffer): T {
	try {
		return schema.parse(BSON.deserialize(document));
	} catch (cause) {
		throw new ArchiveError("the archive has a record that cannot be read", { cause });
	}
}

function unzip(file: string): Readable {
	// The callback is there so that a failure of the file reaches the reader; it gets the failure itself.
	return pipeline(createReadStream(file), createGunzip(), () => {});
}

/** Cuts the stream into records, holding one at a time. */
async function* records(stream: Readable): AsyncGenerator<{ kind: Kind; record: Buffer }> {
	let parts: Buffer[] = [];
	let held = 0;
	let wanted = 5;
	for await (const chunk of readable(stream)) {
		parts.push(chunk);
		held += chunk.length;
		if (held < wanted) continue;
		let bytes = Buffer.concat(parts, held);
		while (bytes.length >= 5) {
			const kind = KINDS.get(bytes[0]);
			wanted = 1 + bytes.readInt32LE(1);
			if (!kind || wanted < 6 || wanted > LARGEST_DOCUMENT) throw new ArchiveError("the archive is damaged");
			if (bytes.length < wanted) break;
			yield { kind, record: bytes.subarray(0, wanted) };
			bytes = bytes.subarray(wanted);
			wanted = 5;
		}
		parts = [bytes];
		held = bytes.length;
	}
	if (held > 0) throw new ArchiveError("the archive is cut off");
}

async function* readable(stream: Readable): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of stream) yield z.instanceof(Buffer).parse(chunk);
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
		if (code === "Z_BUF_ERROR") throw new ArchiveError("the archive is cut off", { cause });
		if (code.startsWith("Z_")) throw new ArchiveError("the file is damaged or not a Ventanilla backup", { cause });
		throw cause;
	}
}
