import mongoose, { type mongo } from "mongoose";
import { type EventRecord, Events, eventDocument } from "../../events/index.ts";
import { DomainError } from "../../platform/errors.ts";
import { isDuplicateKey } from "../../platform/store/duplicate-key.ts";
import { editCitizen } from "../edit.ts";
import { findCitizen } from "../find.ts";
import { type Citizen, Citizens } from "../model.ts";
import { changed } from "./check-rows.ts";
import type { CitizenImport, ImportRow } from "./model.ts";

/** Puts a batch of people on file. Doing it again is doing it once: their ids derive from what the rows say. */
export async function createRows(job: CitizenImport, rows: ImportRow[]): Promise<void> {
	const people = rows.flatMap(({ citizen, checked }): Citizen[] =>
		citizen === null || checked === null
			? []
			: [{ ...checked, _id: citizen, mergedInto: null, createdAt: job.at, updatedAt: job.at, revision: 1 }],
	);
	if (people.length === 0) return;
	await insertNew(raw<Citizen>(Citizens.collection.name), people);
	// Somebody may have come on file with the same document since the dry run.
	const made = await Citizens.find(
		{ _id: { $in: people.map(({ _id }) => _id) } },
		{ _id: 1, source: 1, proof: 1 },
	).lean();
	const events = made.map(({ _id, source, proof }) =>
		eventDocument({
			id: `${_id}.created`,
			type: "citizen.created",
			at: job.at,
			actor: { kind: "staff", id: job.by },
			subject: { kind: "citizen", id: _id },
			data: { source, proof, import: job._id },
		}),
	);
	await insertNew(raw<EventRecord>(Events.collection.name), events);
}

/** Changes those of a batch who were on file. What they had changed meanwhile is not lost: only what the row says is written. */
export async function updateRows(job: CitizenImport, rows: ImportRow[], now: Date): Promise<void> {
	for (const { citizen, checked } of rows) {
		const known = citizen === null ? null : await findCitizen(citizen);
		if (!known || !checked) continue;
		try {
			await editCitizen(known._id, known.revision, changed(known, checked), { by: { kind: "staff", id: job.by }, now });
		} catch (error) {
			// Somebody is at it this very moment, or the person was merged: theirs is the newer word.
			if (!(error instanceof DomainError)) throw error;
		}
	}
}

/** Takes back a batch of people whom a cancelled import put on file, unless somebody has changed them since. */
export async function removeRows(job: CitizenImport, rows: ImportRow[]): Promise<void> {
	const ids = rows.flatMap(({ citizen }) => citizen ?? []);
	await Citizens.deleteMany({ _id: { $in: ids }, source: "import", revision: 1, createdAt: job.at });
}

/** Those that are there already stay as they are. Past mongoose, which would look at each document once more. */
async function insertNew<T extends { _id: string }>(
	into: mongo.Collection<T>,
	documents: mongo.OptionalUnlessRequiredId<T>[],
) {
	if (documents.length === 0) return;
	try {
		await into.insertMany(documents, { ordered: false });
	} catch (error) {
		if (!isDuplicateKey(error)) throw error;
	}
}

function raw<T extends { _id: string }>(collection: string): mongo.Collection<T> {
	return mongoose.connection.collection<T>(collection);
}
