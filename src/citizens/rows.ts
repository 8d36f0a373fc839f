import { type EventRecord, Events } from "../events/index.ts";
import { maskDocument } from "./documents/index.ts";
import type { Citizen, IdentityDocument } from "./model.ts";
import type { CitizenRow, CitizenView } from "./wire.ts";

const longestHistory = 100;

/** Names of staff by their ids; `staff/` knows them. */
export type StaffNames = (ids: string[]) => Promise<ReadonlyMap<string, string>>;

/** A citizen as lists show them: documents masked (P2). Pure. */
export function rowOf({ _id, name, birthDate, documents, contacts, updatedAt }: Citizen): CitizenRow {
	return {
		id: _id,
		name,
		birthDate,
		documents: documents.map(masked),
		contacts: contacts.map((contact) => ({ ...contact, verifiedAt: contact.verifiedAt?.toISOString() ?? null })),
		updatedAt: updatedAt.toISOString(),
	};
}

/** A citizen as their page shows them, with what was done to the record. */
export async function viewOf(citizen: Citizen, names: StaffNames): Promise<CitizenView> {
	const { organisation, customerType, language, preferred, needs, notes, proof, source, mergedInto, revision } =
		citizen;
	const events = await Events.find({ "subject.kind": "citizen", "subject.id": citizen._id })
		.sort({ at: -1 })
		.limit(longestHistory)
		.lean();
	const known = await names([
		...new Set(events.flatMap(({ actor }) => (actor.kind === "staff" && actor.id ? [actor.id] : []))),
	]);
	const happening = ({ _id, type, at, actor, data }: EventRecord) => ({
		id: _id,
		type,
		at: at.toISOString(),
		by: actor.kind === "staff" ? (known.get(actor.id ?? "") ?? actor.id) : null,
		data,
	});
	return {
		...rowOf(citizen),
		organisation,
		customerType,
		language,
		preferred,
		needs,
		notes,
		proof,
		source,
		mergedInto,
		createdAt: citizen.createdAt.toISOString(),
		revision,
		history: events.map(happening),
	};
}

function masked({ number, ...document }: IdentityDocument): IdentityDocument {
	return { ...document, number: maskDocument(number) };
}
