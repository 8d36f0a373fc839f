import { model, Schema } from "mongoose";

/** A mail of the hub's own that no server was there to take. */
export interface KeptMail {
	_id: string;
	to: string;
	subject: string;
	text: string;
	at: Date;
}

const keptMailSchema = new Schema<KeptMail>(
	{
		_id: { type: String, required: true },
		to: { type: String, required: true },
		subject: { type: String, required: true },
		text: { type: String, required: true },
		at: { type: Date, required: true },
	},
	{ collection: "kept-mails", versionKey: false },
);
keptMailSchema.index({ at: -1 });

export const KeptMails = model("KeptMail", keptMailSchema);

const keptMs = 24 * 3_600_000;

/** Removes what is older than a day; for the sweep. */
export async function removeOldMails(now: Date): Promise<number> {
	const { deletedCount } = await KeptMails.deleteMany({ at: { $lt: new Date(now.getTime() - keptMs) } });
	return deletedCount;
}
