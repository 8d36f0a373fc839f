import { checkDocument, documentTypes } from "./documents/index.ts";
import type { IdentityDocument } from "./model.ts";

/** A number is no longer than this, with all that people put around it. */
const looksAt = 200;
const passport = /\bpasaporte\b|\bpassport\b/i;

/**
 * The identity document in what somebody typed ("mi DUI es 01234567-8", "pasaporte A1234567"), or why it is none. The
 * country's own documents are tried in their order, or the one that is named; a passport has to be named. Pure.
 *
 * @returns `reason` as of `checkDocument`, of the type that was nearest.
 */
export function readDocument(text: string, country: string): { document: IdentityDocument } | { reason: string } {
	const line = text.slice(0, looksAt);
	const types = documentTypes(country).filter((type) => type !== "passport");
	const named = types.filter((type) => new RegExp(`\\b${type}\\b`, "i").test(line));
	const wanted = passport.test(line) ? ["passport"] : named.length > 0 ? named : types;
	// From the first piece with a digit on: what stands before is talk.
	const number = /[\p{L}\d]*\d[\s\S]*$/u.exec(line)?.[0].replace(/[.,;!?\s]+$/, "") ?? "";
	if (number === "") return { reason: "nothing" };
	let reason = "format";
	for (const type of wanted) {
		const checked = checkDocument(country, type, number);
		if (checked.ok && checked.canonical !== null) return { document: { country, type, number: checked.canonical } };
		if (checked.reason === "check-digit") reason = "check-digit";
	}
	return { reason };
}
