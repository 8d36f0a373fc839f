import { model, Schema } from "mongoose";
import { isDuplicateKey } from "../../src/platform/store/duplicate-key.ts";
import type { Update } from "./update.ts";

/** An update that is acknowledged but not yet a message: its file is still to be fetched, or one before it is. */
interface Waiting {
	_id: string;
	account: string;
	/** Its place: Telegram numbers what comes to a bot. */
	place: number;
	update: Update;
	at: Date;
}

const waitingSchema = new Schema<Waiting>(
	{
		_id: { type: String, required: true },
		account: { type: String, required: true },
		place: { type: Number, required: true },
		update: { type: Schema.Types.Mixed, required: true },
		at: { type: Date, required: true },
	},
	{ collection: "telegram-inbox", versionKey: false, minimize: false },
);
waitingSchema.index({ account: 1, place: 1 });

const Inbox = model("TelegramInbox", waitingSchema);

const idOf = (account: string, update: Update) => `${account}.${update.update_id}`;

/** Resolves when the update is stored for good; again is once. */
export async function keep(account: string, update: Update, now: Date): Promise<void> {
	try {
		await Inbox.create({ _id: idOf(account, update), account, place: update.update_id, update, at: now });
	} catch (error) {
		if (!isDuplicateKey(error)) throw error;
	}
}

/** It has become a message. */
export async function drop(account: string, update: Update): Promise<void> {
	await Inbox.deleteOne({ _id: idOf(account, update) });
}

/** What is still to be done for an account since `before`, in the order in which it came. */
export async function left(account: string, before: Date): Promise<Update[]> {
	const waiting = await Inbox.find({ account, at: { $lte: before } })
		.sort({ place: 1 })
		.lean();
	return waiting.map(({ update }) => update);
}
