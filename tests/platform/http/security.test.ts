import { afterEach, describe, expect, it } from "vitest";
import { buildHttp, type HttpServer, type HttpSettings } from "../../../src/platform/http/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { createMetrics } from "../../../src/platform/metrics.ts";
import { settings, testServer } from "./server.ts";

let app: HttpServer | undefined;
async function serve(options: Partial<HttpSettings> = {}): Promise<HttpServer> {
	app = await testServer(options);
	return app;
}
afterEach(async () => {
	await app?.close();
});

const asAna = { cookie: "as=ana" };
const write = { ...asAna, "x-requested-with": "ventanilla" };

describe("P1: closed by default", () => {
	it("a route that declares nothing does not start", async () => {
		const bare = await buildHttp({
			config: settings,
			log: createLog({ level: "silent" }),
			metrics: createMetrics(),
			session: { authenticate: async () => null },
			ready: async () => ({ ready: true, parts: {} }),
		});
		expect(() => bare.get("/forgotten", async () => "open to all")).toThrow(
			"GET /forgotten declares neither a permission nor an access",
		);
		await bare.close();
	});

	it.each([
		["/api/v1/open", {}, 200],
		["/api/v1/mine", {}, 401],
		["/api/v1/mine", { cookie: "as=forged" }, 401],
		["/api/v1/mine", asAna, 200],
		["/api/v1/others", asAna, 403],
		["/api/v1/any-staff", {}, 401],
		["/api/v1/any-staff", asAna, 200],
	])("%s %o → %i", async (url, headers, status) => {
		const answer = await (await serve()).inject({ url, headers });
		expect(answer.statusCode).toBe(status);
	});

	it("tells every route with its access", async () => {
		const { routeTable } = await serve();
		expect(routeTable).toContainEqual({ method: "GET", url: "/api/v1/mine", access: "staff.read" });
		expect(routeTable).toContainEqual({ method: "GET", url: "/healthz", access: "public" });
	});

	it("does not read the body of who may not write", async () => {
		const answer = await (await serve()).inject({
			method: "POST",
			url: "/api/v1/things",
			headers: { "x-requested-with": "ventanilla", "content-type": "application/json" },
			payload: "{ this is not even JSON",
		});
		expect(answer.statusCode).toBe(401);
	});
});

describe("P1: writes from foreign pages (CSRF)", () => {
	const post = async (headers: Record<string, string>, url = "/api/v1/things") =>
		(await serve()).inject({ method: "POST", url, headers: { host: "hub.example", ...headers }, payload: { size: 1 } });

	it.each([
		["our page", { ...write, origin: "https://hub.example", "sec-fetch-site": "same-origin" }, 200],
		["our page, a default port named", { ...write, host: "hub.example:443", origin: "https://hub.example" }, 200],
		["a program without an origin", write, 200],
		["a form: no header", asAna, 403],
		["another value of the header", { ...asAna, "x-requested-with": "XMLHttpRequest" }, 403],
		["a foreign origin", { ...write, origin: "https://evil.example" }, 403],
		["a site that may only embed the chat", { ...write, origin: "https://oficina.example" }, 403],
		["our host on another port", { ...write, origin: "https://hub.example:8443" }, 403],
		["no origin, but the browser says cross-site", { ...write, "sec-fetch-site": "cross-site" }, 403],
		["a neighbouring site", { ...write, "sec-fetch-site": "same-site" }, 403],
		["an opaque origin", { ...write, origin: "null" }, 403],
	])("%s", async (_from, headers, status) => {
		expect((await post(headers)).statusCode).toBe(status);
	});

	it("citizens' routes need no such header, and know the allowed sites", async () => {
		expect((await post({}, "/api/v1/citizen")).statusCode).toBe(200);
		expect((await post({ origin: "https://oficina.example" }, "/api/v1/citizen")).statusCode).toBe(200);
		expect((await post({ origin: "https://evil.example" }, "/api/v1/citizen")).statusCode).toBe(403);
	});
});

describe("cross-origin use", () => {
	const preflight = { "access-control-request-method": "POST" };

	it("is granted to ALLOWED_ORIGINS, without cookies", async () => {
		const headers = { origin: "https://oficina.example" };
		const server = await serve();
		const answer = await server.inject({ url: "/api/v1/open", headers });
		expect(answer.headers["access-control-allow-origin"]).toBe("https://oficina.example");
		expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
		const asked = await server.inject({
			method: "OPTIONS",
			url: "/api/v1/citizen",
			headers: { ...headers, ...preflight },
		});
		expect(asked.statusCode).toBe(204);
		expect(asked.headers["access-control-allow-headers"]).toContain("authorization");
		expect(asked.headers["access-control-allow-headers"]).not.toContain("x-requested-with");
	});

	it("is not granted to others", async () => {
		const headers = { origin: "https://evil.example" };
		const server = await serve();
		const answer = await server.inject({ url: "/api/v1/open", headers });
		expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
		const asked = await server.inject({
			method: "OPTIONS",
			url: "/api/v1/citizen",
			headers: { ...headers, ...preflight },
		});
		expect(asked.headers).not.toHaveProperty("access-control-allow-origin");
	});

	it("scripts made to be embedded may be loaded anywhere, nothing else may", async () => {
		const server = await serve();
		const widget = await server.inject({ url: "/widget-like.js" });
		expect(widget.headers["cross-origin-resource-policy"]).toBe("cross-origin");
		const other = await server.inject({ url: "/api/v1/open" });
		expect(other.headers["cross-origin-resource-policy"]).toBe("same-origin");
	});
});

describe("security headers", () => {
	it("let only our own scripts run, and frames only on our own pages", async () => {
		const answer = await (await serve()).inject({ url: "/api/v1/open", headers: { host: "hub.example" } });
		const policy = String(answer.headers["content-security-policy"]);
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("frame-ancestors 'self'");
		expect(policy).toContain("connect-src 'self' ws://hub.example wss://hub.example");
		expect(policy).not.toContain("unsafe-eval");
		expect(answer.headers).toMatchObject({
			"x-content-type-options": "nosniff",
			"referrer-policy": "no-referrer",
			"cache-control": "no-store",
		});
	});

	it("a Host header cannot add to the policy", async () => {
		const headers = { host: "hub.example; script-src *" };
		const answer = await (await serve()).inject({ url: "/healthz", headers });
		expect(String(answer.headers["content-security-policy"])).not.toContain("script-src *");
	});

	it("promise TLS only where the page came over TLS, and believe a proxy only when told to", async () => {
		const headers = { "x-forwarded-proto": "https" };
		const plain = await (await serve()).inject({ url: "/api/v1/open", headers });
		expect(plain.headers).not.toHaveProperty("strict-transport-security");
		await app?.close();
		const proxied = await (await serve({ trustProxy: 1 })).inject({ url: "/api/v1/open", headers });
		expect(proxied.headers["strict-transport-security"]).toMatch(/^max-age=\d+$/);
	});
});

describe("limits", () => {
	it("too many requests are told when to come back, counted by the address behind the proxy", async () => {
		const server = await serve({ trustProxy: ["127.0.0.1"] });
		const ask = (address: string) => server.inject({ url: "/limited", headers: { "x-forwarded-for": address } });
		await ask("192.0.2.1");
		await ask("192.0.2.1");
		const third = await ask("192.0.2.1");
		expect(third.statusCode).toBe(429);
		expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
		expect(third.json()).toMatchObject({ kind: "too-many", status: 429 });
		expect(third.json().retryAfterMs).toBeGreaterThan(0);
		expect((await ask("192.0.2.2")).statusCode).toBe(200);
	});

	it("hold for everything, what does not exist included", async () => {
		const server = await serve({ requestsPerMinute: 2 });
		await server.inject({ url: "/api/v1/open" });
		await server.inject({ url: "/nowhere" });
		expect((await server.inject({ url: "/nowhere" })).statusCode).toBe(429);
		expect((await server.inject({ url: "/api/v1/open" })).statusCode).toBe(429);
	});
});
