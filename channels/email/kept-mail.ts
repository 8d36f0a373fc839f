import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createGzip, gunzip } from "node:zlib";
import { model, Schema } from "mongoose";
import { DomainError } from "../../src/platform/errors.ts";
import type { InboundMail, MailAddress } from "./inbound-mail.ts";

/** A mail as it came, kept whole beside the message that it became. */
export interface KeptMail {
	/** The message's id. */
	_id: string;
	conversation: string;
	messageId: string | null;
	/** Oldest first, the mail itself last: what an answer refers to. */
	references: string[];
	subject: string;
	from: MailAddress;
	at: Date;
	/** Into how many pieces it is cut. */
	pieces: number;
}

/** What a message became of is compressed and cut, since a document holds 16 MB at most. */
interface Piece {
	/** `<message's id>/<place>` */
	_id: string;
	data: Buffer;
}

const mailSchema = new Schema<KeptMail>(
	{
		_id: { type: String, required: true },
		conversation: { type: String, required: true },
		messageId: { type: String, default: null },
		references: { type: [String], default: [] },
		subject: { type: String, default: "" },
		from: { type: Schema.Types.Mixed, required: true },
		at: { type: Date, required: true },
		pieces: { type: Number, required: true },
	},
	{ collection: "mails", versionKey: false },
);
// The last mail of a conversation, and how many came lately.
mailSchema.index({ conversation: 1, at: -1 });
// What a mail answers to.
mailSchema.index({ messageId: 1 });
const Mails = model("Mail", mailSchema);

const pieceSchema = new Schema<Piece>(
	{ _id: { type: String, required: true }, data: { type: Buffer, required: true } },
	{ collection: "mail-pieces", versionKey: false },
);
const Pieces = model("MailPiece", pieceSchema);

/** As little as the loop copies without being missed. */
const pieceBytes = 1024 * 1024;
const mostReferences = 30;
const expand = promisify(gunzip);

/** Keeps a mail whole; doing it again is doing it once. */
export async function keepMail({
	id,
	conversation,
	mail,
	raw,
	at,
}: {
	id: string;
	conversation: string;
	mail: InboundMail;
	raw: Buffer;
	at: Date;
}): Promise<void> {
	if (await Mails.exists({ _id: id })) return;
	let pieces = 0;
	for await (const data of compressed(raw)) {
		await Pieces.updateOne({ _id: `${id}/${pieces}` }, { $set: { data } }, { upsert: true });
		pieces += 1;
	}
	const { messageId, references, inReplyTo, subject, from } = mail;
	const chain = [...references, ...(inReplyTo === null ? [] : [inReplyTo]), ...(messageId === null ? [] : [messageId])];
	const kept: Omit<KeptMail, "_id"> = {
		conversation,
		messageId,
		references: [...new Set(chain)].slice(-mostReferences),
		subject,
		from,
		at,
		pieces,
	};
	// The mail is there only once all of its pieces are.
	await Mails.updateOne({ _id: id }, { $setOnInsert: kept }, { upsert: true });
}

/** In pieces of at most `pieceBytes`, never whole. */
function compressed(raw: Buffer): AsyncIterable<Buffer> {
	const gzip = createGzip({ chunkSize: Math.min(pieceBytes, raw.length + 1_024) });
	return Readable.from([raw], { objectMode: true }).pipe(gzip);
}

/**
 * A mail with its bytes as they came.
 *
 * @throws DomainError `not-found`
 */
export async function openMail(id: string): Promise<{ mail: KeptMail; raw: Buffer }> {
	const mail = await Mails.findById(id).lean();
	if (!mail) throw new DomainError("not-found", "There is no such mail", { field: "id" });
	const ids = Array.from({ length: mail.pieces }, (_, place) => `${id}/${place}`);
	const found = new Map((await Pieces.find({ _id: { $in: ids } })).map(({ _id, data }) => [_id, data]));
	return { mail, raw: await expand(Buffer.concat(ids.flatMap((one) => found.get(one) ?? []))) };
}

/** The last mail that came into a conversation, before another; null for none. */
export async function lastMail(conversation: string, before?: string): Promise<KeptMail | null> {
	const others = before === undefined ? {} : { _id: { $ne: before } };
	return Mails.findOne({ conversation, ...others })
		.sort({ at: -1 })
		.lean();
}

/** Where the mail of this Message-ID belongs; null when it never came. */
export async function conversationOfMail(messageId: string): Promise<string | null> {
	return (await Mails.findOne({ messageId }, { conversation: 1 }).lean())?.conversation ?? null;
}

/** How many mails came into a conversation since then, besides this one. */
export async function countMails(conversation: string, since: Date, besides: string): Promise<number> {
	return Mails.countDocuments({ conversation, at: { $gt: since }, _id: { $ne: besides } });
}
