import { z } from "zod";
import { cleanLine, cleanText } from "../platform/clean-text.ts";
import { DomainError } from "../platform/errors.ts";
import { canonicalDocument } from "./canonical-document.ts";
import { canonicalAddress } from "./contacts.ts";
import { type Citizen, contactKinds, customerTypes, needs, sources } from "./model.ts";
import { searchKeys } from "./search-keys.ts";

export const citizenLimits = { name: 120, number: 40, documents: 10, contacts: 20, notes: 2_000 } as const;

/** What is said of a citizen; what is left out is not known. */
export const CitizenInput = z.strictObject({
	documents: z
		.array(
			z.strictObject({
				country: z.string().regex(/^[A-Za-z]{2}$/),
				type: z.string().regex(/^[\w-]{2,20}$/),
				number: z.string().max(citizenLimits.number),
			}),
		)
		.max(citizenLimits.documents)
		.default([]),
	name: z.string().max(1_000),
	birthDate: z.string().max(40).nullable().default(null),
	contacts: z
		.array(
			z.strictObject({
				kind: z.enum(contactKinds),
				address: z.string().max(300),
				verifiedAt: z.date().nullable().default(null),
			}),
		)
		.max(citizenLimits.contacts)
		.default([]),
	organisation: z.string().min(1).max(64).nullable().default(null),
	customerType: z.enum(customerTypes).default("person"),
	language: z.enum(["es", "en"]).nullable().default(null),
	preferred: z.enum(contactKinds).nullable().default(null),
	needs: z.array(z.enum(needs)).max(needs.length).default([]),
	notes: z
		.string()
		.max(4 * citizenLimits.notes)
		.default(""),
	proof: z.enum(["claimed", "seen"]).default("claimed"),
	source: z.enum(sources).default("staff"),
});
export type CitizenInput = z.input<typeof CitizenInput>;

/** What is said of a citizen, checked and in canonical form, with what they are found by. */
export type CheckedCitizen = Omit<Citizen, "_id" | "mergedInto" | "createdAt" | "updatedAt" | "revision">;

/** What is wrong with a field. The reasons have words in the texts. */
export interface Problem {
	/** As "name", "documents.0", "contacts.1". */
	field: string;
	reason:
		| "too-short"
		| "too-long"
		| "not-a-document"
		| "twice"
		| "not-a-date"
		| "not-yet"
		| "too-long-ago"
		| "not-an-email"
		| "not-a-phone"
		| "not-an-address";
}

const oldest = "1900-01-01";

/**
 * Brings what is said of a citizen into the form in which it is kept. Pure.
 *
 * @returns everything that is wrong, when something is.
 */
export function checkCitizen(
	input: z.output<typeof CitizenInput>,
	now: Date,
): { citizen: CheckedCitizen } | { problems: Problem[] } {
	const problems: Problem[] = [];
	const name = cleanLine(input.name);
	if ([...name].length < 2) problems.push({ field: "name", reason: "too-short" });
	if ([...name].length > citizenLimits.name) problems.push({ field: "name", reason: "too-long" });
	const notes = cleanText(input.notes);
	if (notes.length > citizenLimits.notes) problems.push({ field: "notes", reason: "too-long" });

	const documents = input.documents.flatMap((given, place) => {
		const document = canonicalDocument(given);
		if (!document) problems.push({ field: `documents.${place}`, reason: "not-a-document" });
		return document ? [document] : [];
	});
	const home = documents[0]?.country ?? null;
	const contacts = input.contacts.flatMap(({ kind, address: given, verifiedAt }, place) => {
		const address = canonicalAddress(kind, given, home);
		if (address === null) problems.push({ field: `contacts.${place}`, reason: notA(kind) });
		return address === null ? [] : [{ kind, address, verifiedAt }];
	});
	for (const [field, list] of Object.entries({ documents, contacts })) {
		const keys = list.map((item) =>
			"number" in item ? `${item.country} ${item.type} ${item.number}` : `${item.kind} ${item.address}`,
		);
		const again = keys.findIndex((key, place) => keys.indexOf(key) < place);
		if (again >= 0) problems.push({ field: `${field}.${again}`, reason: "twice" });
	}

	const birthDate = input.birthDate?.trim() || null;
	const born = birthDate === null ? null : bornProblem(birthDate, now);
	if (born) problems.push({ field: "birthDate", reason: born });
	if (problems.length > 0) return { problems };
	const needs = [...new Set(input.needs)];
	return {
		citizen: {
			...input,
			name,
			documents,
			contacts,
			birthDate,
			notes,
			needs,
			...searchKeys({ name, documents, contacts }),
		},
	};
}

/** As `checkCitizen`. @throws DomainError `invalid` (the first field at fault, with its reason). */
export function requireCitizen(input: z.output<typeof CitizenInput>, now: Date): CheckedCitizen {
	const checked = checkCitizen(input, now);
	if ("citizen" in checked) return checked.citizen;
	const [first] = checked.problems;
	throw new DomainError("invalid", `The field ${first?.field} is ${first?.reason}`, { ...first });
}

function bornProblem(date: string, now: Date): Problem["reason"] | null {
	if (!z.iso.date().safeParse(date).success) return "not-a-date";
	// Anywhere on earth it may be tomorrow already.
	if (date > new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)) return "not-yet";
	return date < oldest ? "too-long-ago" : null;
}

function notA(kind: (typeof contactKinds)[number]): Problem["reason"] {
	if (kind === "email") return "not-an-email";
	return kind === "telegram" ? "not-an-address" : "not-a-phone";
}
