import { z } from "zod/mini";
import { request } from "../connection/http.ts";

export const countryLetters = 2;

const Document = z.object({ country: z.string(), type: z.string(), number: z.string() });
export type Document = z.output<typeof Document>;
const Contact = z.object({
	kind: z.enum(["email", "phone", "telegram", "whatsapp"]),
	address: z.string(),
	verifiedAt: z.nullable(z.string()),
});
export type ContactKind = z.output<typeof Contact>["kind"];

const row = {
	id: z.string(),
	name: z.string(),
	birthDate: z.nullable(z.string()),
	documents: z.array(Document),
	contacts: z.array(Contact),
	updatedAt: z.string(),
};
const Row = z.object(row);
export type Row = z.output<typeof Row>;

const Person = z.object({
	...row,
	customerType: z.enum(["person", "company", "institution"]),
	language: z.nullable(z.enum(["es", "en"])),
	preferred: z.nullable(z.string()),
	needs: z.array(z.string()),
	notes: z.string(),
	proof: z.enum(["claimed", "seen"]),
	mergedInto: z.nullable(z.string()),
	revision: z.number(),
	history: z.array(
		z.object({
			id: z.string(),
			type: z.string(),
			at: z.string(),
			by: z.nullable(z.string()),
			data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
		}),
	),
});
export type Person = z.output<typeof Person>;

const Page = z.object({ citizens: z.array(Row), more: z.boolean() });

export const peopleKey = ["people"] as const;

/** A page of who fits; pages are counted from 0. */
export function searchPeople(text: string, page: number, signal: AbortSignal) {
	return request(`/api/v1/citizens?${new URLSearchParams({ text, page: String(page) })}`, Page, { signal });
}

export function personQuery(id: string) {
	return {
		queryKey: [...peopleKey, id],
		queryFn: ({ signal }: { signal: AbortSignal }) => request(pathOf(id), Person, { signal }),
	};
}

export function addPerson(said: object) {
	return request("/api/v1/citizens", Person, { method: "POST", body: said });
}

export function changePerson({ id, revision }: Person, changes: object) {
	return request(pathOf(id), Person, { method: "PATCH", body: { revision, changes } });
}

/** The documents in full; on record with the reason. */
export function showDocuments(id: string, reason: string) {
	const body = { reason };
	return request(`${pathOf(id)}/documents`, z.object({ documents: z.array(Document) }), { method: "POST", body });
}

function pathOf(id: string): string {
	return `/api/v1/citizens/${encodeURIComponent(id)}`;
}
