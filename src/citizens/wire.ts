import { z } from "zod";

/** What pages and the hub say to each other of citizens on file. The browser imports this file. */

/** Why somebody of staff looks at a document in full (P2). */
export const showReasons = ["identify", "form", "correction", "legal"] as const;

const Document = z.object({ country: z.string(), type: z.string(), number: z.string() });
const Contact = z.object({ kind: z.string(), address: z.string(), verifiedAt: z.string().nullable() });

export const CitizenRow = z.object({
	id: z.string(),
	name: z.string(),
	birthDate: z.string().nullable(),
	/** Masked but for the end. */
	documents: z.array(Document),
	contacts: z.array(Contact),
	updatedAt: z.string(),
});
export type CitizenRow = z.infer<typeof CitizenRow>;

/** One change, as history shows it. */
const Happening = z.object({
	id: z.string(),
	type: z.string(),
	at: z.string(),
	/** Name of staff; null: the citizen or the hub itself. */
	by: z.string().nullable(),
	data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const CitizenView = CitizenRow.extend({
	organisation: z.string().nullable(),
	customerType: z.string(),
	language: z.string().nullable(),
	preferred: z.string().nullable(),
	needs: z.array(z.string()),
	notes: z.string(),
	proof: z.string(),
	source: z.string(),
	mergedInto: z.string().nullable(),
	createdAt: z.string(),
	revision: z.number(),
	/** Newest first. */
	history: z.array(Happening),
});
export type CitizenView = z.infer<typeof CitizenView>;
