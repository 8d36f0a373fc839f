import { model, Schema } from "mongoose";

/** A document that identifies: country as ISO 3166 alpha-2, type as people call it ("dui"), number in canonical form. */
export interface IdentityDocument {
	country: string;
	type: string;
	number: string;
}

export const contactKinds = ["email", "phone", "telegram", "whatsapp"] as const;
export type ContactKind = (typeof contactKinds)[number];

/** A way to reach a citizen. */
export interface CitizenContact {
	kind: ContactKind;
	/** In canonical form: mail in lower case, telephone as E.164, else the service's own id. */
	address: string;
	/** Since when it is known that this person answers there; null: they only say so. */
	verifiedAt: Date | null;
}

export const customerTypes = ["person", "company", "institution"] as const;
export type CustomerType = (typeof customerTypes)[number];

/** What makes attention easier for somebody, so that it is known before they have to say it again. */
export const needs = ["large-type", "screen-reader", "sign-language", "plain-words", "more-time", "by-phone"] as const;
export type Need = (typeof needs)[number];

export const sources = ["registered", "staff", "import"] as const;

/** A person who is served (B11). */
export interface Citizen {
	_id: string;
	documents: IdentityDocument[];
	/** Full name, as on the document. */
	name: string;
	/** Words of the name without accents and case, for search. */
	nameWords: string[];
	/** Every two words by their beginnings: two common words together are seldom. */
	namePairs: string[];
	/** The ends of every document and telephone number, for search by a part of it. */
	tails: string[];
	/** "1990-05-31". */
	birthDate: string | null;
	contacts: CitizenContact[];
	/** Id of the organisation that they belong to. */
	organisation: string | null;
	customerType: CustomerType;
	language: "es" | "en" | null;
	/** Where they would rather be written to. */
	preferred: ContactKind | null;
	needs: Need[];
	notes: string;
	/** How sure it is that the person exists as written here: by their own word, or a document that staff saw. */
	proof: "claimed" | "seen";
	source: (typeof sources)[number];
	/** Another record of the same person, which counts instead of this one. */
	mergedInto: string | null;
	createdAt: Date;
	updatedAt: Date;
	/** Grows with every change; who writes names the one that was read. */
	revision: number;
}

const mixed = Schema.Types.Mixed;

const citizenSchema = new Schema<Citizen>(
	{
		_id: { type: String, required: true },
		documents: { type: mixed, required: true },
		name: { type: String, required: true },
		nameWords: { type: [String], required: true },
		namePairs: { type: [String], required: true },
		tails: { type: [String], required: true },
		birthDate: { type: String, default: null },
		contacts: { type: mixed, required: true },
		organisation: { type: String, default: null },
		customerType: { type: String, required: true },
		language: { type: String, default: null },
		preferred: { type: String, default: null },
		needs: { type: [String], required: true },
		notes: { type: String, default: "" },
		proof: { type: String, required: true },
		source: { type: String, required: true },
		mergedInto: { type: String, default: null },
		createdAt: { type: Date, required: true },
		updatedAt: { type: Date, required: true },
		revision: { type: Number, required: true },
	},
	{ collection: "citizens", versionKey: false, minimize: false },
);
// One record for each document.
citizenSchema.index(
	{ "documents.country": 1, "documents.type": 1, "documents.number": 1 },
	{ unique: true, partialFilterExpression: { "documents.number": { $type: "string" } }, name: "document" },
);
// Search: each word of a name, and every two, newest first; the ends of numbers; addresses, which also tell likely duplicates.
citizenSchema.index({ nameWords: 1, updatedAt: -1 });
citizenSchema.index({ namePairs: 1, updatedAt: -1 });
citizenSchema.index({ tails: 1 });
citizenSchema.index({ "contacts.address": 1 });
// The list, newest first.
citizenSchema.index({ updatedAt: -1, _id: -1 });
// What was merged into a record.
citizenSchema.index({ mergedInto: 1 }, { partialFilterExpression: { mergedInto: { $type: "string" } } });

export const Citizens = model("Citizen", citizenSchema);
