import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { KeptMails } from "./kept.ts";

const pageSize = 50;

/** HTTP face of the demonstration: the mails that no server was there to take. */
export function mailRoutes(parts: { kept: boolean }): FastifyPluginAsyncZod {
	return async (app) => {
		app.get("/api/v1/mails", {
			config: { permission: "mails.read" },
			schema: {
				tags: ["mails"],
				summary: "The hub's own mails, newest first; only where there is no mail server (demonstration)",
				querystring: z.strictObject({
					/** Where the page before ended. */
					before: z.iso.datetime().optional(),
				}),
				response: {
					200: z.object({
						/** False: a mail server takes them, and none is kept. */
						kept: z.boolean(),
						mails: z.array(
							z.object({ id: z.string(), at: z.string(), to: z.string(), subject: z.string(), text: z.string() }),
						),
						before: z.string().nullable(),
					}),
				},
			},
			handler: async ({ query: { before } }) => {
				const found = await KeptMails.find(before ? { at: { $lt: new Date(before) } } : {})
					.sort({ at: -1 })
					.limit(pageSize + 1)
					.lean();
				const mails = found
					.slice(0, pageSize)
					.map(({ _id, at, to, subject, text }) => ({ id: _id, at: at.toISOString(), to, subject, text }));
				return { kept: parts.kept, mails, before: found.length > pageSize ? (mails.at(-1)?.at ?? null) : null };
			},
		});
	};
}
