import { randomUUID } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { DomainError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Metrics, serveMetrics } from "../metrics.ts";
import { enforceAccess, type SessionPart } from "./access.ts";
import { documentApi } from "./docs.ts";
import { type TrustProxy, trusts } from "./network.ts";
import type { OriginSettings } from "./origin.ts";
import { answerError, answerProblems } from "./problem.ts";
import { protect } from "./security.ts";

export interface HttpSettings extends OriginSettings {
	/** Whose X-Forwarded-* headers are believed. */
	trustProxy: TrustProxy;
	production: boolean;
	metricsToken: string | null;
	/** Requests of one address in a minute, all routes together; a whole office may share an address. Default 3,000. */
	requestsPerMinute?: number;
}

/** Whether the hub can serve, and which of its parts cannot. */
interface Readiness {
	ready: boolean;
	/** Name of a part (`database`) → whether it works. */
	parts: Record<string, boolean>;
}

interface HttpParts {
	config: HttpSettings;
	log: Log;
	session: SessionPart;
	metrics: Metrics;
	ready: () => Promise<Readiness>;
}

export type HttpServer = FastifyInstance;

const bodyLimit = 1_048_576;
const requestsPerMinute = 3_000;

/**
 * The HTTP server with everything that holds for all routes: access, errors, limits, headers, API description, health
 * and metrics. Domains add their routes as plug-ins; nothing listens yet.
 */
export async function buildHttp(parts: HttpParts): Promise<HttpServer> {
	const { config } = parts;
	const log: FastifyBaseLogger = parts.log;
	const app: FastifyInstance = Fastify({
		loggerInstance: log,
		logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request" }),
		genReqId: () => randomUUID(),
		trustProxy: trusts(config.trustProxy),
		bodyLimit,
		frameworkErrors: (error, request, reply) => answerError(error, request, reply),
		forceCloseConnections: "idle",
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
	});
	app.setValidatorCompiler(validatorCompiler);
	app.setSerializerCompiler(serializerCompiler);

	await app.register(rateLimit, {
		max: config.requestsPerMinute ?? requestsPerMinute,
		timeWindow: 60_000,
		errorResponseBuilder: (_request, context) =>
			new DomainError("too-many", "Too many requests; wait a little", { retryAfterMs: context.ttl }),
	});
	answerProblems(app);
	enforceAccess(app, parts.session);
	await protect(app, config);
	await documentApi(app);
	serveMetrics(app, parts.metrics, { token: config.metricsToken, open: !config.production });
	serveHealth(app, parts.ready);
	app.addHook("onResponse", async (request, reply) => {
		// By its route: an address may hold personal data.
		const route = request.routeOptions.url ?? null;
		request.log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
	});
	return app;
}

function serveHealth(app: FastifyInstance, ready: HttpParts["ready"]): void {
	const Health = z.object({ status: z.enum(["ok", "unavailable"]), parts: z.record(z.string(), z.boolean()) });
	app.withTypeProvider<ZodTypeProvider>().get("/healthz", {
		config: { access: "public", rateLimit: false },
		schema: { hide: true, response: { 200: Health, 503: Health } },
		handler: async (_request, reply) => {
			const readiness = await ready();
			if (readiness.ready) return reply.code(200).send({ status: "ok" as const, parts: readiness.parts });
			return reply.code(503).send({ status: "unavailable" as const, parts: readiness.parts });
		},
	});
}
