import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { DomainError } from "../../src/platform/errors.ts";
import type { Calls } from "../channel.ts";

/** Where the service of a channel calls the hub, for one account. */
export function callPath(channel: string, account: string): string {
	return `/api/v1/calls/${channel}/${encodeURIComponent(account)}`;
}

const path = "/api/v1/calls/:channel/:account";
const Called = z.object({ channel: z.string().max(40), account: z.string().max(80) });
/** What is asked for twice is nothing that a service asks for. */
const Query = z.record(z.string(), z.string()).catch({});

/**
 * The one address that channels' services call. It answers 200 only once what came is stored for good; after any other
 * answer they call again (C2). Nobody else may call: each service proves itself to its channel, by the bytes as they
 * came, before anything is read into them (P1). An account that is not there answers as one does to a stranger.
 *
 * @param find the account that is open under this name
 */
export function callRoutes(find: (channel: string, account: string) => Calls | undefined): FastifyPluginAsync {
	const called = (params: unknown) => {
		const { channel, account } = Called.parse(params);
		return find(channel, account);
	};
	return async (app) => {
		// In this scope alone; the limit of all bodies holds.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, raw, done) => done(null, raw));

		app.post(path, {
			config: { access: "service", rateLimit: false },
			schema: { hide: true },
			async handler(request, reply) {
				const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
				const calls = called(request.params);
				if (!calls?.isFrom(request.headers, raw)) throw stranger();
				await calls.take(parsed(raw));
				return reply.code(200).send({});
			},
		});

		app.get(path, {
			config: { access: "service", rateLimit: false },
			schema: { hide: true },
			async handler(request, reply) {
				const answer = called(request.params)?.hello?.(Query.parse(request.query)) ?? null;
				if (answer === null) throw stranger();
				return reply.type("text/plain; charset=utf-8").send(answer);
			},
		});
	};
}

function stranger(): DomainError {
	return new DomainError("unauthenticated", "This is for the channel's service alone");
}

function parsed(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString("utf8"));
	} catch {
		throw new DomainError("invalid", "The body is no JSON");
	}
}
