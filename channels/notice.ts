import { model, Schema } from "mongoose";

interface Shown {
	/** The conversation's id. */
	_id: string;
	version: string;
}

const shownSchema = new Schema<Shown>(
	{ _id: { type: String, required: true }, version: { type: String, required: true } },
	{ collection: "privacy-notices", versionKey: false },
);
const ShownNotices = model("PrivacyNotice", shownSchema);

/** Conversations that are known to have been shown the notice, to save asking again. */
const rememberedMost = 10_000;

/** Who has been shown the privacy notice: it goes out with the first message of the bot, and is accepted by writing on. */
export interface Notice {
	/** Null: this channel shows none. */
	version: string | null;
	wasShown(conversation: string): Promise<boolean>;
	/** It went out. */
	shown(conversation: string): Promise<void>;
}

export function createNotice(version: string | null): Notice {
	const known = new Set<string>();

	function remember(conversation: string): void {
		if (known.size >= rememberedMost) known.clear();
		known.add(conversation);
	}

	return {
		version,
		async wasShown(conversation) {
			if (version === null || known.has(conversation)) return version !== null;
			const found = await ShownNotices.exists({ _id: conversation, version });
			if (found) remember(conversation);
			return found !== null;
		},
		async shown(conversation) {
			if (version === null) return;
			await ShownNotices.updateOne({ _id: conversation }, { $set: { version } }, { upsert: true });
			remember(conversation);
		},
	};
}
