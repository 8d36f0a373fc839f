import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { DomainError } from "./errors.ts";

/** What the hub counts of itself, for Prometheus. Names begin with `ventanilla_`; labels hold no personal data. */
export interface Metrics {
	registry: Registry;
	counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
	gauge(name: string, help: string): Gauge;
	/** `buckets` in the unit of the name, seconds as a rule. */
	histogram<Label extends string = never>(
		name: string,
		help: string,
		labels?: readonly Label[],
		buckets?: number[],
	): Histogram<Label>;
}

const latencies = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, so that several hubs in one process (tests) do not meet. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	return {
		registry,
		counter: (name, help, labels = []) =>
			new Counter({ name: `ventanilla_${name}`, help, labelNames: labels, registers: [registry] }),
		gauge: (name, help) => new Gauge({ name: `ventanilla_${name}`, help, registers: [registry] }),
		histogram: (name, help, labels = [], buckets = latencies) =>
			new Histogram({ name: `ventanilla_${name}`, help, labelNames: labels, buckets, registers: [registry] }),
	};
}

/**
 * Adds `GET /metrics`, and times every request by its route.
 *
 * @param access `token`: the bearer token to ask for; without one the page is `open` to all, or there is none.
 */
export function serveMetrics(
	app: FastifyInstance,
	metrics: Metrics,
	access: { token: string | null; open: boolean },
): void {
	const seconds = metrics.histogram("http_request_seconds", "Time to answer an HTTP request", [
		"method",
		"route",
		"status",
	]);
	app.addHook("onResponse", async (request, reply) => {
		const route = request.routeOptions.url ?? "none";
		seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
	});
	app.get("/metrics", { config: { access: "public" }, schema: { hide: true } }, async (request, reply) => {
		if (access.token === null && !access.open) throw new DomainError("not-found", "Metrics are off: set METRICS_TOKEN");
		if (access.token !== null && !sameText(request.headers.authorization ?? "", `Bearer ${access.token}`)) {
			throw new DomainError("unauthenticated", "Metrics need their bearer token");
		}
		return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
	});
}

function sameText(given: string, expected: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}
