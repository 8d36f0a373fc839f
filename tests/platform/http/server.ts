import { z } from "zod";
import { DomainError } from "../../../src/platform/errors.ts";
import { buildHttp, type HttpServer, type HttpSettings, type SignedInStaff } from "../../../src/platform/http/index.ts";
import { createLog, type Log } from "../../../src/platform/log.ts";
import { createMetrics } from "../../../src/platform/metrics.ts";

export const ana: SignedInStaff = { id: "ana", name: "Ana", permissions: new Set(["staff.read"]) };

export const settings: HttpSettings = {
	allowedOrigins: ["https://oficina.example"],
	publicUrl: null,
	trustProxy: false,
	production: false,
	metricsToken: null,
};

/** A server with a few routes; "Cookie: as=ana" is Ana's session. */
export async function testServer(
	options: Partial<HttpSettings> & { ready?: boolean; log?: Log } = {},
): Promise<HttpServer> {
	const app = await buildHttp({
		config: { ...settings, ...options },
		log: options.log ?? createLog({ level: "silent" }),
		metrics: createMetrics(),
		session: { authenticate: async (request) => (request.cookies.as === "ana" ? ana : null) },
		ready: async () => ({ ready: options.ready ?? true, parts: { database: options.ready ?? true } }),
	});
	await app.register(async (scope) => {
		scope.get("/api/v1/open", { config: { access: "public" } }, async () => ({ open: true }));
		scope.get("/api/v1/mine", { config: { permission: "staff.read" } }, async (request) => ({ id: request.staff.id }));
		scope.get("/api/v1/others", { config: { permission: "staff.manage" } }, async () => ({}));
		scope.get("/api/v1/any-staff", { config: { access: "staff" } }, async (request) => ({ id: request.staff.id }));
		scope.get("/api/v1/broken", { config: { access: "public" } }, async () => {
			throw new Error("the secret reason");
		});
		scope.get("/api/v1/refused/:kind", { config: { access: "public" } }, async (request) => {
			const { kind } = z
				.object({ kind: z.enum(["invalid", "conflict", "too-many", "not-found"]) })
				.parse(request.params);
			throw new DomainError(kind, "No, because", { field: "email", retryAfterMs: 2_500 });
		});
		scope.post(
			"/api/v1/things",
			{ config: { permission: "staff.read" }, schema: { body: z.strictObject({ size: z.number() }) } },
			async () => ({ done: true }),
		);
		scope.post("/api/v1/citizen", { config: { access: "citizen" } }, async () => ({ done: true }));
		scope.get(
			"/limited",
			{ config: { access: "public", rateLimit: { max: 2, timeWindow: 60_000 } } },
			async () => ({}),
		);
		scope.get("/widget-like.js", { config: { access: "public", embeddable: true } }, async () => "");
	});
	await app.ready();
	return app;
}
