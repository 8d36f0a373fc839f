import { model, Schema } from "mongoose";
import type { IdentityDocument } from "../model.ts";

/**
 * A code that somebody was asked for. The code itself is nowhere: it is reckoned from the id, the salt and the hub's
 * key whenever it is needed (P2).
 */
export interface Challenge {
	_id: string;
	conversation: string;
	salt: string;
	/** Whom the right code proves; null: nobody that is on file. */
	citizen: string | null;
	/** Whom it puts on file; null, and no citizen: the data fitted nobody, and no code is right. */
	registers: Registration | null;
	/** Where the code goes; null: nowhere. */
	to: string | null;
	language: "es" | "en";
	at: Date;
	until: Date;
	/** What tried: ids of messages, so that one that is handled twice counts once. */
	tries: string[];
	/** The one that was right. */
	usedBy: string | null;
	/** When it is (again) to be sent; null: it has gone. */
	dueAt: Date | null;
	sendings: number;
}

/** What somebody says who is not on file yet (B11). */
export interface Registration {
	document: IdentityDocument;
	name: string;
	mail: string;
	language: "es" | "en";
}

/** How often something was done lately, and how often it went wrong. */
export interface Tally {
	_id: string;
	/** Oldest first; `cause` makes doing it twice doing it once. */
	uses: { cause: string; at: Date }[];
	/** What used up all tries, likewise. */
	failures: string[];
	lockedUntil: Date | null;
	/** Forgotten then. */
	until: Date;
}

const mixed = Schema.Types.Mixed;

const challengeSchema = new Schema<Challenge>(
	{
		_id: { type: String, required: true },
		conversation: { type: String, required: true },
		salt: { type: String, required: true },
		citizen: { type: String, default: null },
		registers: { type: mixed, default: null },
		to: { type: String, default: null },
		language: { type: String, required: true },
		at: { type: Date, required: true },
		until: { type: Date, required: true },
		tries: { type: [String], required: true },
		usedBy: { type: String, default: null },
		dueAt: { type: Date, default: null },
		sendings: { type: Number, default: 0 },
	},
	{ collection: "identity-challenges", versionKey: false },
);
challengeSchema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: "date" } }, name: "unsent" });
challengeSchema.index({ until: 1 });

const tallySchema = new Schema<Tally>(
	{
		_id: { type: String, required: true },
		uses: { type: mixed, required: true },
		failures: { type: [String], required: true },
		lockedUntil: { type: Date, default: null },
		until: { type: Date, required: true },
	},
	{ collection: "identity-tallies", versionKey: false },
);
tallySchema.index({ until: 1 });

export const Challenges = model("IdentityChallenge", challengeSchema);
export const Tallies = model("IdentityTally", tallySchema);
