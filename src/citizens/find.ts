import type { PipelineStage, QueryFilter } from "mongoose";
import { type Citizen, Citizens, type IdentityDocument } from "./model.ts";

/**
 * Who has this document, in canonical form: the record that counts, where records were merged. Null: nobody on file. One
 * question to the store in every case, so that the work does not tell which it was (B3).
 */
export function findByDocument({ country, type, number }: IdentityDocument): Promise<Citizen | null> {
	return findStanding({ documents: { $elemMatch: { country, type, number } } });
}

/** The citizen with this id, or the record into which theirs was merged. Null: nobody on file. */
export function findCitizen(id: string): Promise<Citizen | null> {
	return findStanding({ _id: id });
}

const following: PipelineStage.GraphLookup = {
	$graphLookup: {
		from: Citizens.collection.name,
		startWith: "$mergedInto",
		connectFromField: "mergedInto",
		connectToField: "_id",
		as: "followed",
		maxDepth: 20,
	},
};

async function findStanding(filter: QueryFilter<Citizen>): Promise<Citizen | null> {
	const [found] = await Citizens.aggregate<Citizen & { followed: Citizen[] }>([
		{ $match: filter },
		{ $limit: 1 },
		following,
	]);
	if (!found) return null;
	const { followed, ...citizen } = found;
	return [citizen, ...followed].find(({ mergedInto }) => mergedInto === null) ?? null;
}
