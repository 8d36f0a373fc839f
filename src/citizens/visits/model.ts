import { model, Schema } from "mongoose";

/** Somebody at the page of their own matters, until they leave or say nothing for a while (B11, T8). */
export interface Visit {
	_id: string;
	/** Digest of what opens it. */
	token: string;
	/** The code that was asked for last; null: none yet. */
	challenge: string | null;
	/** Who it was proven to be; null: nobody yet. */
	citizen: string | null;
	/** Over then. */
	until: Date;
}

const visitSchema = new Schema<Visit>(
	{
		_id: { type: String, required: true },
		token: { type: String, required: true },
		challenge: { type: String, default: null },
		citizen: { type: String, default: null },
		until: { type: Date, required: true },
	},
	{ collection: "citizen-visits", versionKey: false },
);
visitSchema.index({ token: 1 }, { unique: true });
visitSchema.index({ until: 1 });

export const Visits = model("CitizenVisit", visitSchema);
