import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";
import { isAllowedOrigin, isOwnOrigin, type OriginSettings } from "./origin.ts";

/** What every write of a browser session carries; a form or a foreign page cannot set it. */
export const csrfHeader = { name: "x-requested-with", value: "ventanilla" } as const;

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const halfAYear = 15_552_000;

/**
 * Headers and checks that hold for every route: a content policy under which only our own scripts run, protection of
 * cookie sessions against writes from foreign pages (CSRF), and cross-origin use for ALLOWED_ORIGINS alone.
 */
export async function protect(app: FastifyInstance, settings: OriginSettings): Promise<void> {
	await app.register(cookie);
	await app.register(helmet, {
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				baseUri: ["'self'"],
				objectSrc: ["'none'"],
				scriptSrc: ["'self'"],
				scriptSrcAttr: ["'none'"],
				// The desk's components (Mantine) and the widget style their elements from script.
				styleSrc: ["'self'", "'unsafe-inline'"],
				fontSrc: ["'self'", "data:"],
				imgSrc: ["'self'", "blob:", "data:"],
				mediaSrc: ["'self'", "blob:"],
				workerSrc: ["'self'", "blob:"],
				// Older Safari does not count a web socket to the same host as 'self'.
				connectSrc: ["'self'", (request) => socketsOf(request.headers.host)],
				formAction: ["'self'"],
				frameAncestors: ["'self'"],
			},
		},
		// Set below, and only where the page came over TLS.
		strictTransportSecurity: false,
	});

	app.addHook("onRequest", async (request, reply) => {
		if (request.protocol === "https") {
			reply.header("strict-transport-security", `max-age=${halfAYear}`);
		}
		if (request.routeOptions.config.embeddable) reply.header("cross-origin-resource-policy", "cross-origin");
		if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
	});

	// Cross-origin: named sites only, and never with cookies.
	app.addHook("onRequest", async (request, reply) => {
		const { origin } = request.headers;
		if (origin === undefined) return;
		reply.header("vary", "Origin");
		if (isOwnOrigin(origin, request.host, settings) || !isAllowedOrigin(origin, request.host, settings)) return;
		reply.header("access-control-allow-origin", origin);
		reply.header("access-control-expose-headers", "content-disposition, retry-after");
		if (request.method !== "OPTIONS") return;
		reply.header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
		reply.header("access-control-allow-headers", "authorization, content-type");
		reply.header("access-control-max-age", "600");
		return reply.code(204).send();
	});

	app.addHook("onRequest", async (request) => {
		if (unsafe.has(request.method) && !request.is404) refuseForeignWrite(request, settings);
	});
}

/** A citizen's token travels in a header that no foreign page can make the browser send; cookies play no part there. */
function refuseForeignWrite(request: FastifyRequest, settings: OriginSettings): void {
	const { origin, "sec-fetch-site": site } = request.headers;
	// A service has no header of our pages; a browser, which names where it comes from, is none.
	if (request.routeOptions.config.access === "service" && origin === undefined && site === undefined) return;
	if (request.routeOptions.config.access === "citizen") {
		if (origin === undefined || isAllowedOrigin(origin, request.host, settings)) return;
		throw new DomainError("forbidden", "This site may not write here");
	}
	if (request.headers[csrfHeader.name] !== csrfHeader.value) {
		throw new DomainError("forbidden", `A write needs the header X-Requested-With: ${csrfHeader.value}`, {
			field: "X-Requested-With",
		});
	}
	const foreign = origin !== undefined && !isOwnOrigin(origin, request.host, settings);
	if (foreign || site === "cross-site" || site === "same-site") {
		throw new DomainError("forbidden", "A write must come from the hub's own pages", { field: "Origin" });
	}
}

function socketsOf(host: string | undefined): string {
	return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "";
}
