import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { DomainError } from "../../src/platform/errors.ts";
import type { Calls } from "../channel.ts";

/** Where the service of a channel calls the hub, for one account. */
export function callPath(channel: string, account: string): string {
	return `/api/v1/calls/${channel}/${encodeURIComponent(account)}`;
}

const Called = z.object({ channel: z.string().max(40), account: z.string().max(80) });

/**
 * The one route that channels' services call. It answers 200 only once what came is stored for good; after any other
 * answer they call again (C2). Nobody else may call: each service proves itself to its channel first (P1).
 *
 * @param find the account that is open under this name
 */
export function callRoutes(find: (channel: string, account: string) => Calls | undefined): FastifyPluginAsync {
	return async (app) => {
		app.post("/api/v1/calls/:channel/:account", {
			config: { access: "service", rateLimit: false },
			schema: { hide: true },
			// Before the body is read. An account that is not there answers as one does to a stranger.
			async onRequest(request) {
				const { channel, account } = Called.parse(request.params);
				if (!find(channel, account)?.isFrom(request.headers)) {
					throw new DomainError("unauthenticated", "This is for the channel's service alone");
				}
			},
			async handler(request, reply) {
				const { channel, account } = Called.parse(request.params);
				await find(channel, account)?.take(request.body);
				return reply.code(200).send({});
			},
		});
	};
}
