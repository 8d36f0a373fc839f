import { z } from "zod";
import { CALENDAR_12X5, CALENDAR_24X7, type Calendar, calendarSchema } from "../calendars/index.ts";
import { cleanLine, cleanText } from "../platform/clean-text.ts";
import { organisationTypes } from "./model.ts";

const name = z.string().overwrite(cleanLine).min(1, "A name is needed").max(120);
const names = z.strictObject({ es: name, en: name });
const line = (longest: number) => z.string().overwrite(cleanLine).max(longest).default("");
const id = z.string().min(1).max(64);
const revision = z.number().int().min(1);

/** Contract hours: a preset, or a week of their own in the zone and with the holidays of the presets. */
export const Hours = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("12x5") }),
	z.strictObject({ kind: z.literal("24x7") }),
	z.strictObject({ kind: z.literal("own"), weekly: calendarSchema.shape.weekly }),
]);
type Hours = z.output<typeof Hours>;

const Contact = z
	.strictObject({
		name: z.string().overwrite(cleanLine).min(1, "A name is needed").max(120),
		role: line(120),
		mail: z.union([z.literal(""), z.email("This is not an e-mail address").max(254)]).default(""),
		phone: line(40),
	})
	.refine(({ phone }) => phone === "" || /^\+?[\d ().-]{6,}$/.test(phone), {
		path: ["phone"],
		message: "This is not a telephone number",
	});

const organisation = {
	type: z.enum(organisationTypes),
	name,
	hours: Hours,
	contacts: z.array(Contact).max(30),
	notes: z.string().overwrite(cleanText).max(4_000),
};

export const NewOrganisation = z.strictObject({
	...organisation,
	hours: Hours.default({ kind: "12x5" }),
	contacts: organisation.contacts.default([]),
	notes: organisation.notes.default(""),
});
export type NewOrganisation = z.output<typeof NewOrganisation>;

/** `revision`: of what was read before; whoever read something older is refused. */
export const OrganisationChange = z
	.strictObject({ ...organisation, archived: z.boolean() })
	.partial()
	.extend({ revision });
export type OrganisationChange = z.output<typeof OrganisationChange>;

const unit = {
	name: names,
	head: id.nullable(),
	areas: z.array(names).max(50),
	parent: id.nullable(),
	/** The queues that belong to it, all of them. */
	queues: z.array(id).max(200),
};

export const NewUnit = z.strictObject({
	...unit,
	head: unit.head.default(null),
	areas: unit.areas.default([]),
	parent: unit.parent.default(null),
	queues: unit.queues.default([]),
});
export type NewUnit = z.output<typeof NewUnit>;

export const UnitChange = z
	.strictObject({ ...unit, archived: z.boolean() })
	.partial()
	.extend({ revision });
export type UnitChange = z.output<typeof UnitChange>;

/** The calendar of hours as they were given. */
export function calendarOf(hours: Hours): Calendar {
	if (hours.kind === "12x5") return CALENDAR_12X5;
	if (hours.kind === "24x7") return CALENDAR_24X7;
	return { ...CALENDAR_12X5, id: "own", weekly: hours.weekly };
}

/** The hours as they would be given for a calendar. */
export function hoursOf({ id, weekly }: Calendar): Hours {
	return id === CALENDAR_12X5.id || id === CALENDAR_24X7.id ? Hours.parse({ kind: id }) : { kind: "own", weekly };
}
