import { model, Schema } from "mongoose";
import {
	type Conversation,
	conversationId,
	type Inbound,
	type Message,
	type Part,
} from "../src/conversations/index.ts";
import { texts } from "../src/texts/index.ts";

interface Shown {
	/** The conversation's id. */
	_id: string;
	version: string;
	/** The id of the message that it went out with, where that may be asked for again. */
	message: string | null;
}

const shownSchema = new Schema<Shown>(
	{
		_id: { type: String, required: true },
		version: { type: String, required: true },
		message: { type: String, default: null },
	},
	{ collection: "privacy-notices", versionKey: false },
);
const ShownNotices = model("PrivacyNotice", shownSchema);

/** Conversations that are known to have been shown the notice, to save asking again. */
const rememberedMost = 10_000;

/** Who has been shown the privacy notice: it goes out with the first message of the bot, and is accepted by writing on. */
export interface Notice {
	/** Whoever writes after the notice was shown accepts it. */
	accepting(inbound: Inbound): Promise<Inbound>;
	/**
	 * Sends the parts of a message, the first time with the notice behind them.
	 *
	 * @param message its id, where `wentWith` is to tell later what was sent
	 */
	goesWith<Sent>(
		conversation: Conversation,
		parts: readonly Part[],
		send: (parts: readonly Part[]) => Promise<Sent>,
		message?: string,
	): Promise<Sent>;
	/** The parts of a message as they were sent: with the notice behind them if it went with this one. */
	wentWith(conversation: Conversation, message: Pick<Message, "_id" | "parts">): Promise<readonly Part[]>;
}

/** @param version of the notice; null: this channel shows none. */
export function createNotice(version: string | null): Notice {
	const known = new Set<string>();

	function remember(conversation: string): void {
		if (known.size >= rememberedMost) known.clear();
		known.add(conversation);
	}

	async function wasShown(conversation: string): Promise<boolean> {
		if (known.has(conversation)) return true;
		const found = await ShownNotices.exists({ _id: conversation, version });
		if (found) remember(conversation);
		return found !== null;
	}

	async function shown(conversation: string, message: string | null): Promise<void> {
		await ShownNotices.updateOne({ _id: conversation }, { $set: { version, message } }, { upsert: true });
		remember(conversation);
	}

	function withNotice(conversation: Conversation, parts: readonly Part[], shownVersion: string): Part[] {
		const text = texts(conversation.contact.language, "channels").say("privacy", { version: shownVersion });
		return [...parts, { type: "text", text }];
	}

	return {
		async accepting(inbound) {
			if (version === null || !(await wasShown(conversationId(inbound.from)))) return inbound;
			return { ...inbound, intake: { ...inbound.intake, privacy: version } };
		},
		async goesWith(conversation, parts, send, message) {
			if (version === null || (await wasShown(conversation._id))) return send(parts);
			const sent = await send(withNotice(conversation, parts, version));
			// It went out: that it may be shown once more is the lesser harm.
			await shown(conversation._id, message ?? null).catch(() => {});
			return sent;
		},
		async wentWith(conversation, { _id, parts }) {
			const found = await ShownNotices.findOne({ _id: conversation._id, message: _id }).lean();
			return found ? withNotice(conversation, parts, found.version) : parts;
		},
	};
}
