import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { audit } from "./audit.ts";
import { eventTypes } from "./types.ts";

const EventRow = z.object({
	id: z.string(),
	type: z.enum(eventTypes),
	at: z.string(),
	actor: z.object({ kind: z.string(), id: z.string().nullable() }),
	subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
	conversation: z.string().nullable(),
	data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** HTTP face of the record: the audit view (P1). */
export function eventRoutes(): FastifyPluginAsyncZod {
	return async (app) => {
		app.get("/api/v1/audit", {
			config: { permission: "audit.read" },
			schema: {
				tags: ["audit"],
				summary: "What happened, newest first",
				querystring: z.strictObject({
					/** Where the page before ended. */
					before: z.string().max(600).optional(),
					type: z.enum(eventTypes).optional(),
				}),
				response: { 200: z.object({ events: z.array(EventRow), before: z.string().nullable() }) },
			},
			handler: async (request) => {
				const { events, before } = await audit(request.query);
				const rows = events.map(({ _id, at, ...event }) => ({ ...event, id: _id, at: at.toISOString() }));
				return { events: rows, before };
			},
		});
	};
}
