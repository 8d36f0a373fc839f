import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Clock } from "../platform/clock.ts";
import { Hours, hoursOf, NewOrganisation, NewUnit, OrganisationChange, UnitChange } from "./input.ts";
import { type Organisation, organisationTypes, type Unit } from "./model.ts";
import { changeOrganisation, createOrganisation, listOrganisations } from "./organisations.ts";
import { changeUnit, createUnit, type Heads, listUnits, type UnitQueues } from "./units.ts";

const Id = z.object({ id: z.string().min(1).max(64) });
const Names = z.object({ es: z.string(), en: z.string() });

const OrganisationRow = z.object({
	id: z.string(),
	type: z.enum(organisationTypes),
	name: z.string(),
	hours: Hours,
	contacts: z.array(z.object({ name: z.string(), role: z.string(), mail: z.string(), phone: z.string() })),
	notes: z.string(),
	archivedAt: z.string().nullable(),
	revision: z.number().int(),
});

const UnitRow = z.object({
	id: z.string(),
	name: Names,
	head: z.string().nullable(),
	areas: z.array(Names),
	parent: z.string().nullable(),
	archivedAt: z.string().nullable(),
	revision: z.number().int(),
});

/** A queue, and the unit that it belongs to. */
const UnitQueue = z.object({ id: z.string(), name: Names, unit: z.string().nullable() });

export interface UnitRouteParts {
	clock: Clock;
	queues: UnitQueues;
	heads: Heads;
	/** What somebody looks over may be other than before. */
	changed(): Promise<void>;
}

/** HTTP face of the centre's units and of the organisations it serves (T13). */
export function unitRoutes({ clock, queues, heads, changed }: UnitRouteParts): FastifyPluginAsyncZod {
	const parts = () => ({ queues, heads, now: clock.now() });
	return async (app) => {
		app.get("/api/v1/organisations", {
			config: { permission: "units.read" },
			schema: {
				tags: ["units"],
				summary: "The organisations that the centre serves, by name, archived ones too",
				response: { 200: z.object({ organisations: z.array(OrganisationRow) }) },
			},
			handler: async () => ({ organisations: (await listOrganisations()).map(organisationRow) }),
		});

		app.post("/api/v1/organisations", {
			config: { permission: "units.manage" },
			schema: { tags: ["units"], body: NewOrganisation, response: { 201: OrganisationRow } },
			handler: async (request, reply) => {
				const organisation = await createOrganisation(request.body, request.staff.id, clock.now());
				return reply.code(201).send(organisationRow(organisation));
			},
		});

		app.patch("/api/v1/organisations/:id", {
			config: { permission: "units.manage" },
			schema: {
				tags: ["units"],
				summary: "Change or archive an organisation; `conflict` when it has been changed since it was read",
				params: Id,
				body: OrganisationChange,
				response: { 200: OrganisationRow },
			},
			handler: async ({ params, body, staff }) =>
				organisationRow(await changeOrganisation(params.id, body, staff.id, clock.now())),
		});

		app.get("/api/v1/units", {
			config: { permission: "units.read" },
			schema: {
				tags: ["units"],
				summary: "The centre's units by name, archived ones too, and the queues",
				response: { 200: z.object({ units: z.array(UnitRow), queues: z.array(UnitQueue) }) },
			},
			handler: async () => {
				const [units, all] = await Promise.all([listUnits(), queues.list()]);
				return { units: units.map(unitRow), queues: all };
			},
		});

		app.post("/api/v1/units", {
			config: { permission: "units.manage" },
			schema: { tags: ["units"], body: NewUnit, response: { 201: UnitRow } },
			handler: async (request, reply) => {
				const unit = await createUnit(request.body, request.staff.id, parts());
				await changed();
				return reply.code(201).send(unitRow(unit));
			},
		});

		app.patch("/api/v1/units/:id", {
			config: { permission: "units.manage" },
			schema: {
				tags: ["units"],
				summary: "Change or archive a unit; `conflict` when it has been changed since it was read",
				params: Id,
				body: UnitChange,
				response: { 200: UnitRow },
			},
			handler: async ({ params, body, staff }) => {
				const unit = await changeUnit(params.id, body, staff.id, parts());
				await changed();
				return unitRow(unit);
			},
		});
	};
}

function organisationRow(organisation: Organisation): z.output<typeof OrganisationRow> {
	const { _id, calendar, createdAt: _createdAt, archivedAt, ...row } = organisation;
	return { ...row, id: _id, hours: hoursOf(calendar), archivedAt: archivedAt?.toISOString() ?? null };
}

function unitRow({ _id, createdAt: _createdAt, archivedAt, ...row }: Unit): z.output<typeof UnitRow> {
	return { ...row, id: _id, archivedAt: archivedAt?.toISOString() ?? null };
}
