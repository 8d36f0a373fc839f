import { model, Schema } from "mongoose";
import type { Clock } from "../platform/clock.ts";
import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import { type ChannelName, type Conversation, Conversations, type Delivery, type Message, Messages } from "./model.ts";

/** What a service tells of a message that it took. */
export interface Mark {
	channel: ChannelName;
	account: string;
	/** The service's id of the message, as `Channel.send` returned it. */
	externalId: string;
	state: "delivered" | "read" | "failed";
	/** Code of a failure, never the service's text. */
	error?: string;
}

/** Came before the message's own record of having been sent. */
interface EarlyMark {
	/** `<channel>.<account>.<externalId>` */
	_id: string;
	state: Mark["state"];
	error: string | null;
	at: Date;
}

const earlySchema = new Schema<EarlyMark>(
	{
		_id: { type: String, required: true },
		state: { type: String, required: true },
		error: { type: String, default: null },
		at: { type: Date, required: true },
	},
	{ collection: "early-marks", versionKey: false },
);
earlySchema.index({ at: 1 });
const EarlyMarks = model("EarlyMark", earlySchema);

const placeOf = ({ channel, account }: Pick<Mark, "channel" | "account">, externalId: string) =>
	`${channel}.${account}.${externalId}`;

/** States that a mark may take the place of: a mark only ever moves up, and what arrived did not fail. */
const below: Readonly<Record<Mark["state"], Delivery["state"][]>> = {
	delivered: ["sent"],
	read: ["sent", "delivered"],
	failed: ["sent"],
};

/** Marks of messages that nobody knows (sent from the phone itself) are forgotten after a day. */
const forgottenMs = 24 * 3_600_000;

/** The services' later marks, whatever their order (C2): `sent` < `delivered` < `read`; `failed` only before `delivered`. */
export function createMarks(parts: {
	clock: Clock;
	delivered(conversation: Conversation, message: Message): void;
	failed(message: Message, attempts: number, code: string): Promise<void>;
}) {
	const { clock, delivered, failed } = parts;

	async function mark(given: Mark): Promise<void> {
		if (await apply(given)) return;
		await keepEarly(given);
		// It may have been recorded as sent in between; whoever records it looks for the mark afterwards, too.
		await apply(given);
	}

	/** @returns false when no message was sent under this id. */
	async function apply({ channel, account, externalId, state, error }: Mark): Promise<boolean> {
		const sent = await Messages.find({ "delivery.externalId": externalId }).lean();
		const conversations = await Conversations.find({
			_id: { $in: sent.map(({ conversation }) => conversation) },
			// What was not seen in the web chat went by mail.
			$or: [{ channel, account }, ...(channel === "email" ? [{ channel: "webchat" as const }] : [])],
		}).lean();
		for (const conversation of conversations) {
			for (const { _id } of sent.filter((message) => message.conversation === conversation._id)) {
				const message = await Messages.findOneAndUpdate(
					{ _id, "delivery.externalId": externalId, "delivery.state": { $in: below[state] } },
					{ $set: { "delivery.state": state, ...(state === "failed" && { "delivery.error": error ?? "unknown" }) } },
					{ returnDocument: "after" },
				).lean();
				if (!message) continue;
				delivered(conversation, message);
				if (state === "failed") await failed(message, message.delivery?.attempts ?? 0, error ?? "unknown");
			}
		}
		return conversations.length > 0;
	}

	async function keepEarly({ channel, account, externalId, state, error }: Mark): Promise<void> {
		const now = clock.now();
		const _id = placeOf({ channel, account }, externalId);
		const set = { state, error: error ?? null, at: now };
		const notAbove: Mark["state"][] = state === "read" ? ["delivered", "read"] : [state];
		try {
			await EarlyMarks.updateOne({ _id, state: { $in: notAbove } }, { $set: set }, { upsert: true });
		} catch (failure) {
			// A higher one is there.
			if (!isDuplicateKey(failure)) throw failure;
		}
		await EarlyMarks.deleteMany({ at: { $lt: new Date(now.getTime() - forgottenMs) } });
	}

	return {
		mark,
		/** A message was just recorded as sent: what came before this record is applied. */
		async catchUp({ channel, account }: Conversation, externalId: string): Promise<void> {
			const early = await EarlyMarks.findById(placeOf({ channel, account }, externalId)).lean();
			if (!early) return;
			const { state, error } = early;
			await apply({ channel, account, externalId, state, ...(error !== null && { error }) });
		},
	};
}
