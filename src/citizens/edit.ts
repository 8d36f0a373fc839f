import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type EventRecord, record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import { CitizenInput, requireCitizen } from "./check.ts";
import { type Change, documentTaken } from "./create.ts";
import { type Citizen, Citizens, contactKinds } from "./model.ts";

const shape = CitizenInput.shape;
/** What may be changed; what is left out stays. A contact that stays keeps whether it is verified; a new one is not. */
export const CitizenChanges = z.strictObject({
	documents: shape.documents.unwrap().exactOptional(),
	name: shape.name.exactOptional(),
	birthDate: shape.birthDate.unwrap().exactOptional(),
	contacts: z
		.array(z.strictObject({ kind: z.enum(contactKinds), address: z.string().max(300) }))
		.max(20)
		.exactOptional(),
	organisation: shape.organisation.unwrap().exactOptional(),
	customerType: shape.customerType.unwrap().exactOptional(),
	language: shape.language.unwrap().exactOptional(),
	preferred: shape.preferred.unwrap().exactOptional(),
	needs: shape.needs.unwrap().exactOptional(),
	notes: shape.notes.unwrap().exactOptional(),
	proof: shape.proof.unwrap().exactOptional(),
});
export type CitizenChanges = z.infer<typeof CitizenChanges>;

const fields = CitizenChanges.keyof().options;
/** Fields whose values are codes, and nobody's secret: the record tells them. Of others it tells that they changed (P2). */
const told = ["customerType", "language", "preferred", "proof"] as const;

/**
 * Changes what is on file about somebody; on record, with the fields that changed.
 *
 * @param revision of what the editor has read.
 * @throws DomainError `not-found`; `invalid` (the field, with a reason); `conflict` (documents, reason `taken`) when
 * somebody else has one of the documents, (revision, reason `stale`) when it was changed since, (id, reason `merged`) when
 * another record counts instead.
 */
export async function editCitizen(
	id: string,
	revision: number,
	changes: CitizenChanges,
	{ by, now }: Change,
): Promise<Citizen> {
	const before = await Citizens.findById(id).lean();
	if (!before) throw new DomainError("not-found", "Nobody is on file under this id");
	if (before.mergedInto) {
		throw new DomainError("conflict", "Another record counts instead", { field: "id", reason: "merged" });
	}
	const {
		_id,
		nameWords: _words,
		namePairs: _pairs,
		tails: _tails,
		mergedInto,
		createdAt,
		updatedAt,
		revision: _seen,
		...plain
	} = before;
	const { contacts, ...others } = CitizenChanges.parse(changes);
	const given = { ...plain, ...others, ...(contacts && { contacts: contacts.map(unproven) }) };
	const checked = requireCitizen(given, now);
	if (contacts) checked.contacts = checked.contacts.map((contact) => known(before, contact));

	const changed = fields.filter((field) => !isDeepStrictEqual(before[field], checked[field]));
	if (changed.length === 0) return before;
	const after = await apply(before, revision, { ...checked, updatedAt: now });
	await record({
		id: `${id}.revision-${after.revision}`,
		type: "citizen.changed",
		at: now,
		actor: by,
		subject: { kind: "citizen", id },
		data: { revision: after.revision, fields: changed.join(","), ...values(before, after, changed) },
	});
	return after;
}

async function apply({ _id }: Citizen, revision: number, set: Partial<Citizen>): Promise<Citizen> {
	try {
		const after = await Citizens.findOneAndUpdate(
			{ _id, revision, mergedInto: null },
			{ $set: set, $inc: { revision: 1 } },
			{ returnDocument: "after" },
		).lean();
		if (after) return after;
	} catch (error) {
		if (isDuplicateKey(error)) throw documentTaken();
		throw error;
	}
	throw new DomainError("conflict", "It was changed since it was read", { field: "revision", reason: "stale" });
}

function unproven(contact: Pick<Citizen["contacts"][number], "kind" | "address">): Citizen["contacts"][number] {
	return { ...contact, verifiedAt: null };
}

/** A contact that was there already is as proven as it was. */
function known({ contacts }: Citizen, contact: Citizen["contacts"][number]): Citizen["contacts"][number] {
	return contacts.find(({ kind, address }) => kind === contact.kind && address === contact.address) ?? contact;
}

function values(before: Citizen, after: Citizen, changed: readonly string[]): EventRecord["data"] {
	return Object.fromEntries(
		told
			.filter((field) => changed.includes(field))
			.flatMap((field) => [
				[`${field}Before`, before[field]],
				[`${field}After`, after[field]],
			]),
	);
}
