import { checkDocument, documentType } from "./documents/index.ts";
import type { IdentityDocument } from "./model.ts";

/**
 * A document as it is kept and compared. Pure.
 *
 * @returns null when it is none of that country and type.
 */
export function canonicalDocument({ country, type, number }: IdentityDocument): IdentityDocument | null {
	const kind = documentType(country, type);
	const { canonical } = checkDocument(country, type, number);
	return kind === null || canonical === null ? null : { country: country.toUpperCase(), type: kind, number: canonical };
}
