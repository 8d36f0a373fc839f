import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Clock } from "../../src/platform/clock.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { findFile, StoredUpload, sendFile, storeUpload } from "../../src/platform/files/index.ts";
import { conversationOf, findVisitor } from "./visitor.ts";

const uploadsPerMinute = 20;

/** Files of the web chat, for the citizen whom the token names and nobody else (C3). */
export function webchatRoutes({ secret, clock }: { secret: string; clock: Clock }): FastifyPluginAsyncZod {
	/** @throws DomainError `unauthenticated` */
	async function callerOf(request: FastifyRequest): Promise<{ address: string; conversation: string }> {
		const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
		const visitor = scheme?.toLowerCase() === "bearer" ? await findVisitor(token, secret, clock.now()) : null;
		if (!visitor) throw new DomainError("unauthenticated", "This needs a visitor token");
		return { address: visitor.address, conversation: conversationOf(visitor) };
	}

	return async (app) => {
		app.post("/api/v1/webchat/files", {
			config: { access: "citizen", rateLimit: { max: uploadsPerMinute, timeWindow: 60_000 } },
			schema: { tags: ["webchat"], summary: "Add a file to send", response: { 201: StoredUpload } },
			handler: async (request, reply) => {
				const { address, conversation } = await callerOf(request);
				const file = await storeUpload(request, {
					owner: { conversation },
					uploadedBy: { kind: "citizen", id: address },
					now: clock.now(),
				});
				return reply.code(201).send(file);
			},
		});

		app.get("/api/v1/webchat/files/:id", {
			config: { access: "citizen" },
			schema: {
				tags: ["webchat"],
				summary: "A file of one's own conversation",
				params: z.object({ id: z.string().max(64) }),
			},
			handler: async (request, reply) => {
				const { conversation } = await callerOf(request);
				const file = await findFile(request.params.id);
				// The same answer as for a file that does not exist: ids cannot be tried out.
				if (file.conversation !== conversation) throw new DomainError("not-found", "No such file");
				return sendFile(reply, file, { crossOrigin: true });
			},
		});
	};
}
