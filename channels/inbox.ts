import { model, Schema } from "mongoose";
import { isDuplicateKey } from "../src/platform/store/duplicate-key.ts";

/** What came to an account and is acknowledged, but not yet dealt with: its file is still to be fetched, or one before it is. */
interface Waiting {
	/** `<inbox>.<id>` */
	_id: string;
	inbox: string;
	/** Its place among what waits; grows. */
	place: number;
	/** As it came, as JSON: a service's names of fields may be none that a store takes. */
	item: string;
	at: Date;
}

const waitingSchema = new Schema<Waiting>(
	{
		_id: { type: String, required: true },
		inbox: { type: String, required: true },
		place: { type: Number, required: true },
		item: { type: String, required: true },
		at: { type: Date, required: true },
	},
	{ collection: "channel-inbox", versionKey: false },
);
waitingSchema.index({ inbox: 1, place: 1 });

const Waitings = model("ChannelInbox", waitingSchema);

/** The durable inbox of an account. */
export interface Inbox {
	/** Resolves when it is stored for good; again is once. */
	keep(id: string, item: unknown, now: Date): Promise<void>;
	/** It has been dealt with. */
	drop(id: string): Promise<void>;
	/** What has waited since `before`, in the order in which it came. */
	left(before: Date): Promise<{ id: string; item: unknown }[]>;
}

/** @param name whose: `<channel>.<account>` */
export function openInbox(name: string): Inbox {
	const idOf = (id: string) => `${name}.${id}`;
	let lastPlace = 0;

	return {
		async keep(id, item, now) {
			lastPlace = Math.max(lastPlace + 1, now.getTime());
			const waiting = { _id: idOf(id), inbox: name, place: lastPlace, item: JSON.stringify(item), at: now };
			try {
				await Waitings.create(waiting);
			} catch (error) {
				if (!isDuplicateKey(error)) throw error;
			}
		},
		async drop(id) {
			await Waitings.deleteOne({ _id: idOf(id) });
		},
		async left(before) {
			const waiting = await Waitings.find({ inbox: name, at: { $lte: before } })
				.sort({ place: 1 })
				.lean();
			return waiting.map(({ _id, item }) => ({ id: _id.slice(name.length + 1), item: JSON.parse(item) }));
		},
	};
}
