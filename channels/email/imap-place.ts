import { model, Schema } from "mongoose";

/** How far the mails of a folder have been taken in. */
export interface FolderPlace {
	/** `<account>/<folder>` */
	_id: string;
	/** Under another one, the folder's numbers mean nothing: the server has begun anew. */
	uidValidity: string;
	/** The highest number that was taken in. */
	lastUid: number;
	/** When the newest of them had come. */
	latest: Date;
}

const placeSchema = new Schema<FolderPlace>(
	{
		_id: { type: String, required: true },
		uidValidity: { type: String, required: true },
		lastUid: { type: Number, required: true },
		latest: { type: Date, required: true },
	},
	{ collection: "mail-folders", versionKey: false },
);
const Places = model("MailFolder", placeSchema);

const idOf = (account: string, folder: string) => `${account}/${folder}`;

/** Null: nothing was ever taken from there. */
export async function findPlace(account: string, folder: string): Promise<FolderPlace | null> {
	return Places.findById(idOf(account, folder)).lean();
}

/** All up to here is stored for good. */
export async function keepPlace(account: string, folder: string, place: Omit<FolderPlace, "_id">): Promise<void> {
	await Places.updateOne({ _id: idOf(account, folder) }, { $set: place }, { upsert: true });
}
