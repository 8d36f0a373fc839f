import { queryOptions } from "@tanstack/react-query";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

const Intervals = z.array(z.tuple([z.string(), z.string()]));
export type Intervals = z.output<typeof Intervals>;
const Hours = z.union([
	z.object({ kind: z.enum(["12x5", "24x7"]) }),
	z.object({ kind: z.literal("own"), weekly: z.record(z.enum(weekdays), Intervals) }),
]);
export type Hours = z.output<typeof Hours>;

const Contact = z.object({ name: z.string(), role: z.string(), mail: z.string(), phone: z.string() });
export type Contact = z.output<typeof Contact>;

export const organisationTypes = ["public-institution", "company", "association", "other"] as const;

const Organisation = z.object({
	id: z.string(),
	type: z.enum(organisationTypes),
	name: z.string(),
	hours: Hours,
	contacts: z.array(Contact),
	notes: z.string(),
	archivedAt: z.nullable(z.string()),
	revision: z.number(),
});
export type Organisation = z.output<typeof Organisation>;

const Names = z.object({ es: z.string(), en: z.string() });
export type Names = z.output<typeof Names>;

const Unit = z.object({
	id: z.string(),
	name: Names,
	head: z.nullable(z.string()),
	areas: z.array(Names),
	parent: z.nullable(z.string()),
	archivedAt: z.nullable(z.string()),
	revision: z.number(),
});
export type Unit = z.output<typeof Unit>;

const UnitQueue = z.object({ id: z.string(), name: Names, unit: z.nullable(z.string()) });

export const organisationsQuery = queryOptions({
	queryKey: ["organisations"],
	queryFn: async ({ signal }) =>
		(await request("/api/v1/organisations", z.object({ organisations: z.array(Organisation) }), { signal }))
			.organisations,
});

/** The units with the queues that belong to them. */
export const unitsQuery = queryOptions({
	queryKey: ["units"],
	queryFn: ({ signal }) =>
		request("/api/v1/units", z.object({ units: z.array(Unit), queues: z.array(UnitQueue) }), { signal }),
});

export type OrganisationFields = Pick<Organisation, "type" | "name" | "hours" | "contacts" | "notes">;
export type UnitFields = Pick<Unit, "name" | "head" | "areas" | "parent"> & { queues: string[] };
type Change<Fields> = Partial<Fields> & { revision: number; archived?: boolean };

export function addOrganisation(fields: OrganisationFields): Promise<Organisation> {
	return request("/api/v1/organisations", Organisation, { method: "POST", body: fields });
}

export function changeOrganisation(id: string, change: Change<OrganisationFields>): Promise<Organisation> {
	return request(`/api/v1/organisations/${encodeURIComponent(id)}`, Organisation, { method: "PATCH", body: change });
}

export function addUnit(fields: UnitFields): Promise<Unit> {
	return request("/api/v1/units", Unit, { method: "POST", body: fields });
}

export function changeUnit(id: string, change: Change<UnitFields>): Promise<Unit> {
	return request(`/api/v1/units/${encodeURIComponent(id)}`, Unit, { method: "PATCH", body: change });
}
