import { randomUUID } from "node:crypto";
import { type EventRecord, record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import { CitizenInput, requireCitizen } from "./check.ts";
import { type Citizen, Citizens } from "./model.ts";

/** Who changes the file, and when. */
export interface Change {
	by: EventRecord["actor"];
	now: Date;
}

/**
 * Puts somebody on file (B11); on record. With an `id`, doing it again is doing it once.
 *
 * @throws DomainError `invalid` (the field, with a reason); `conflict` (documents, reason `taken`) when somebody on file
 * has one of the documents.
 */
export async function createCitizen(input: CitizenInput, parts: Change & { id?: string }): Promise<Citizen> {
	const { by, now, id = randomUUID() } = parts;
	const checked = requireCitizen(CitizenInput.parse(input), now);
	const citizen: Citizen = { ...checked, _id: id, mergedInto: null, createdAt: now, updatedAt: now, revision: 1 };
	const kept = (await inserted(citizen)) ? citizen : await Citizens.findById(id).lean();
	if (!kept) throw documentTaken();
	await record({
		id: `${id}.created`,
		type: "citizen.created",
		at: now,
		actor: by,
		subject: { kind: "citizen", id },
		data: { source: kept.source, proof: kept.proof },
	});
	return kept;
}

/** Somebody on file has one of the documents; who, is not told. */
export function documentTaken(): DomainError {
	return new DomainError("conflict", "Somebody on file has this document", { field: "documents", reason: "taken" });
}

async function inserted(citizen: Citizen): Promise<boolean> {
	try {
		await Citizens.create(citizen);
		return true;
	} catch (error) {
		if (isDuplicateKey(error)) return false;
		throw error;
	}
}
