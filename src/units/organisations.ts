import { randomUUID } from "node:crypto";
import { type EventType, record } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { calendarOf, type NewOrganisation, type OrganisationChange } from "./input.ts";
import { type Organisation, Organisations } from "./model.ts";

/** Every organisation, by name; archived ones too. */
export async function listOrganisations(): Promise<Organisation[]> {
	const all: Organisation[] = await Organisations.find().lean();
	return all.sort((one, other) => one.name.localeCompare(other.name, "es"));
}

/** Puts an organisation on file (T13); on record. */
export async function createOrganisation(draft: NewOrganisation, by: string, now: Date): Promise<Organisation> {
	const { hours, ...plain } = draft;
	const organisation: Organisation = {
		...plain,
		_id: randomUUID(),
		calendar: calendarOf(hours),
		createdAt: now,
		archivedAt: null,
		revision: 1,
	};
	await Organisations.create(organisation);
	await onRecord("organisation.created", organisation, by, now);
	return organisation;
}

/**
 * Changes an organisation, archives it or takes it back (T13); on record.
 *
 * @throws DomainError `not-found`; `conflict` (`revision`) when it has been changed since it was read.
 */
export async function changeOrganisation(
	id: string,
	{ revision, archived, hours, ...plain }: OrganisationChange,
	by: string,
	now: Date,
): Promise<Organisation> {
	const set: Partial<Organisation> = { ...plain, revision: revision + 1 };
	if (hours !== undefined) set.calendar = calendarOf(hours);
	if (archived !== undefined) set.archivedAt = archived ? now : null;
	const after = await Organisations.findOneAndUpdate(
		{ _id: id, revision },
		{ $set: set },
		{ returnDocument: "after" },
	).lean();
	if (!after) throw await whyNot(id);
	const type = archived === undefined ? "changed" : archived ? "archived" : "restored";
	await onRecord(`organisation.${type}`, after, by, now);
	return after;
}

async function whyNot(id: string): Promise<DomainError> {
	return (await Organisations.exists({ _id: id }))
		? new DomainError("conflict", "Somebody has changed it since", { field: "revision" })
		: new DomainError("not-found", "There is no such organisation");
}

async function onRecord(type: EventType, { _id, revision }: Organisation, by: string, now: Date): Promise<void> {
	await record({
		id: `organisation.${_id}.${revision}`,
		type,
		at: now,
		actor: { kind: "staff", id: by },
		subject: { kind: "organisation", id: _id },
	});
}
