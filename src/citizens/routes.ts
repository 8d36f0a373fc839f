import { randomUUID } from "node:crypto";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import { CitizenInput } from "./check.ts";
import { createCitizen } from "./create.ts";
import { CitizenChanges, editCitizen } from "./edit.ts";
import { type Citizen, Citizens } from "./model.ts";
import { rowOf, type StaffNames, viewOf } from "./rows.ts";
import { mostPages, searchCitizens } from "./search.ts";
import { CitizenRow, CitizenView, showReasons } from "./wire.ts";

const Id = z.object({ id: z.string().min(1).max(200) });
/** What staff may say of somebody new: whether a contact is verified is not theirs to say. */
const NewCitizen = CitizenChanges.extend({ id: z.uuid().optional(), name: z.string().max(1_000) });
const Documents = z.array(z.object({ country: z.string(), type: z.string(), number: z.string() }));

/** HTTP face of the citizens on file (B11, P2). */
export function citizenRoutes({ clock, names }: { clock: Clock; names: StaffNames }): FastifyPluginAsyncZod {
	return async (app) => {
		app.get("/api/v1/citizens", {
			config: { permission: "citizens.read" },
			schema: {
				tags: ["citizens"],
				summary: "Who fits a name, a part of a number, or a mail address; nothing said: the newest",
				querystring: z.strictObject({
					text: z.string().max(200).default(""),
					page: z.coerce
						.number()
						.int()
						.min(0)
						.max(mostPages - 1)
						.default(0),
				}),
				response: { 200: z.object({ citizens: z.array(CitizenRow), more: z.boolean() }) },
			},
			handler: async (request) => {
				const { citizens, more } = await searchCitizens(request.query.text, request.query.page);
				return { citizens: citizens.map(rowOf), more };
			},
		});

		app.get("/api/v1/citizens/:id", {
			config: { permission: "citizens.read" },
			schema: {
				tags: ["citizens"],
				summary: "One record, with its history",
				params: Id,
				response: { 200: CitizenView },
			},
			handler: async (request) => viewOf(await onFile(request.params.id), names),
		});

		app.post("/api/v1/citizens", {
			config: { permission: "citizens.edit" },
			schema: {
				tags: ["citizens"],
				summary: "Put somebody on file; the same id again is the same one",
				body: NewCitizen,
				response: { 201: CitizenView },
			},
			handler: async (request, reply) => {
				const { id = randomUUID(), ...said } = request.body;
				const citizen = await createCitizen(CitizenInput.parse(said), { id, ...changeBy(request.staff.id) });
				return reply.code(201).send(await viewOf(citizen, names));
			},
		});

		app.patch("/api/v1/citizens/:id", {
			config: { permission: "citizens.edit" },
			schema: {
				tags: ["citizens"],
				summary: "Change what is on file, from the revision that was read",
				params: Id,
				body: z.strictObject({ revision: z.number().int().min(1), changes: CitizenChanges }),
				response: { 200: CitizenView },
			},
			handler: async (request) => {
				const { revision, changes } = request.body;
				const citizen = await editCitizen(request.params.id, revision, changes, changeBy(request.staff.id));
				return viewOf(citizen, names);
			},
		});

		app.post("/api/v1/citizens/:id/documents", {
			config: { permission: "citizens.read" },
			schema: {
				tags: ["citizens"],
				summary: "The documents in full, for a reason; on record",
				params: Id,
				body: z.strictObject({ reason: z.enum(showReasons) }),
				response: { 200: z.object({ documents: Documents }) },
			},
			handler: async (request) => {
				const { _id, documents } = await onFile(request.params.id);
				const { by, now } = changeBy(request.staff.id);
				await record({
					id: randomUUID(),
					type: "citizen.shown",
					at: now,
					actor: by,
					subject: { kind: "citizen", id: _id },
					data: { reason: request.body.reason },
				});
				return { documents };
			},
		});
	};

	function changeBy(id: string) {
		return { by: { kind: "staff", id }, now: clock.now() } as const;
	}
}

async function onFile(id: string): Promise<Citizen> {
	const citizen = await Citizens.findById(id).lean();
	if (!citizen) throw new DomainError("not-found", "Nobody is on file under this id");
	return citizen;
}
