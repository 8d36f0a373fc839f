import mongoose, { model, Schema, type Types } from "mongoose";
import type { FileKind } from "./allowed.ts";

/** A file that is kept. Who may read it is decided by its conversation, by those who hand it out. */
export interface StoredFile {
	_id: string;
	/** Clean, with the extension of what it is. */
	name: string;
	kind: FileKind;
	mime: string;
	/** Bytes. */
	size: number;
	/** In hex. */
	sha256: string;
	conversation: string;
	uploadedBy: Uploader;
	at: Date;
	scan: Scan;
	/** Pixels, for images whose header tells. */
	width?: number;
	height?: number;
}

/** What is known of malware in a file (P9). */
export interface Scan {
	/** `failed`: clamd does not judge it, or never finishes with it. `infected`: it is handed out to nobody. */
	state: "unscanned" | "clean" | "infected" | "failed";
	/** What clamd calls that which it found. */
	signature?: string;
	at: Date;
	/** How often clamd was given it. */
	tries: number;
	/** When it is to be scanned (again); null when its state stays. */
	dueAt: Date | null;
}

export interface Uploader {
	kind: "citizen" | "agent";
	id: string;
}

/** As GridFS lays a file out; what is ours is its metadata. */
interface GridFile {
	_id: Types.ObjectId;
	filename: string;
	length: number;
	metadata: Metadata;
}

export type Metadata = Omit<StoredFile, "_id" | "name" | "size"> & { id: string };

const BUCKET = "attachments";

const fileSchema = new Schema<GridFile>(
	{
		filename: String,
		length: Number,
		metadata: {
			_id: false,
			id: { type: String, required: true },
			kind: { type: String, required: true },
			mime: { type: String, required: true },
			sha256: { type: String, required: true },
			conversation: { type: String, required: true },
			uploadedBy: { _id: false, kind: String, id: String },
			at: { type: Date, required: true },
			scan: {
				_id: false,
				state: { type: String, required: true },
				signature: String,
				at: { type: Date, required: true },
				tries: { type: Number, required: true },
				dueAt: { type: Date, default: null },
			},
			width: Number,
			height: Number,
		},
	},
	{ collection: `${BUCKET}.files` },
);
// The id is the sender's own, so that sending twice is storing once.
fileSchema.index({ "metadata.id": 1 }, { unique: true });
// All files of a conversation, for its transcript.
fileSchema.index({ "metadata.conversation": 1, "metadata.at": 1 });
// What is to be scanned, by when.
fileSchema.index(
	{ "metadata.scan.dueAt": 1 },
	{ partialFilterExpression: { "metadata.scan.dueAt": { $type: "date" } }, name: "unscanned" },
);

export const Files = model("File", fileSchema);

const chunkSchema = new Schema<{ files_id: Types.ObjectId; n: number }>(
	{ files_id: Schema.Types.ObjectId, n: Number },
	{ collection: `${BUCKET}.chunks` },
);
// The one that GridFS asks for.
chunkSchema.index({ files_id: 1, n: 1 }, { unique: true });

export const Chunks = model("FileChunk", chunkSchema);

/** GridFS on mongoose's own connection. */
export function bucket(): mongoose.mongo.GridFSBucket {
	const { db } = mongoose.connection;
	if (!db) {
		throw new Error("Files need the database, which is not connected");
	}
	return new mongoose.mongo.GridFSBucket(db, {
		bucketName: BUCKET,
		writeConcern: { w: "majority", journal: true },
	});
}

export function toStoredFile({ filename, length, metadata: { id, ...rest } }: GridFile): StoredFile {
	return { _id: id, name: filename, size: length, ...rest };
}
