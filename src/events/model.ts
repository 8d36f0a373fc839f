import { model, Schema } from "mongoose";
import type { EventRecord } from "./types.ts";

const mixed = Schema.Types.Mixed;

const eventSchema = new Schema<EventRecord>(
	{
		_id: { type: String, required: true },
		type: { type: String, required: true },
		at: { type: Date, required: true },
		actor: { type: mixed, required: true },
		subject: { type: mixed, default: null },
		conversation: { type: String, default: null },
		data: { type: mixed, default: {} },
	},
	{ collection: "events", versionKey: false, minimize: false },
);
// The audit view, newest first: of everything, or of one type.
eventSchema.index({ at: -1, _id: -1 });
eventSchema.index({ type: 1, at: -1, _id: -1 });
// What happened in one conversation.
eventSchema.index({ conversation: 1, at: 1 });
// The history of one citizen on file (P2).
eventSchema.index(
	{ "subject.id": 1, at: -1 },
	{ partialFilterExpression: { "subject.kind": "citizen" }, name: "citizen-history" },
);

/** The record is only ever added to (P1): the model refuses every other write. */
function refuse(): never {
	throw new Error("The record of events is append-only");
}
eventSchema.pre(
	[
		"updateOne",
		"updateMany",
		"replaceOne",
		"deleteOne",
		"deleteMany",
		"findOneAndUpdate",
		"findOneAndReplace",
		"findOneAndDelete",
	],
	refuse,
);
eventSchema.pre(["updateOne", "deleteOne"], { document: true, query: false }, refuse);
eventSchema.pre("bulkWrite", refuse);
eventSchema.pre("save", function () {
	if (!this.isNew) refuse();
});

export const Events = model("Event", eventSchema);
