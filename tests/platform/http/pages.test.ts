import { afterEach, describe, expect, it } from "vitest";
import type { HttpServer } from "../../../src/platform/http/index.ts";
import { hasChromium, launchChromium } from "../../support/chromium.ts";
import { testServer } from "./server.ts";

let app: HttpServer | undefined;
afterEach(async () => {
	await app?.close();
});

describe("/healthz", () => {
	it.each([
		[true, 200, "ok"],
		[false, 503, "unavailable"],
	])("ready %s → %i", async (ready, code, status) => {
		app = await testServer({ ready });
		const answer = await app.inject({ url: "/healthz" });
		expect(answer.statusCode).toBe(code);
		expect(answer.json()).toEqual({ status, parts: { database: ready } });
	});
});

describe("/metrics", () => {
	it("counts requests by route, as plain text", async () => {
		app = await testServer();
		await app.inject({ url: "/api/v1/refused/conflict" });
		const answer = await app.inject({ url: "/metrics" });
		expect(answer.headers["content-type"]).toContain("text/plain");
		expect(answer.body).toContain(
			'ventanilla_http_request_seconds_count{method="GET",route="/api/v1/refused/:kind",status="409"} 1',
		);
		expect(answer.body).toContain("process_cpu_seconds_total");
	});

	it.each([
		["off in production", { production: true }, undefined, 404],
		["asks for its token", { production: true, metricsToken: "0123456789abcdef" }, undefined, 401],
		["refuses another token", { metricsToken: "0123456789abcdef" }, "Bearer fedcba9876543210", 401],
		["takes its token", { production: true, metricsToken: "0123456789abcdef" }, "Bearer 0123456789abcdef", 200],
	])("%s", async (_what, options, authorization, status) => {
		app = await testServer(options);
		const answer = await app.inject({ url: "/metrics", headers: authorization ? { authorization } : {} });
		expect(answer.statusCode).toBe(status);
	});
});

describe("the API's description", () => {
	it("lists our API and nothing else, with what each call needs", async () => {
		app = await testServer();
		const { openapi, paths } = (await app.inject({ url: "/api/v1/openapi.json" })).json();
		expect(openapi).toBe("3.1.0");
		expect(Object.keys(paths)).toContain("/api/v1/things");
		expect(Object.keys(paths).filter((path) => !path.startsWith("/api/v1/"))).toEqual([]);
		expect(paths["/api/v1/things"].post.description).toContain("staff.read");
		expect(paths["/api/v1/things"].post.requestBody.content["application/json"].schema).toMatchObject({
			required: ["size"],
		});
	});
});

describe("the page to try the API", () => {
	it.skipIf(!hasChromium)("works in a browser, under our content policy", async () => {
		app = await testServer();
		const address = await app.listen({ port: 0, host: "127.0.0.1" });
		const browser = await launchChromium();
		try {
			const page = await browser.newPage();
			const complaints: string[] = [];
			page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
			page.on("pageerror", (error) => complaints.push(String(error)));
			await page.context().addCookies([{ name: "as", value: "ana", url: address }]);
			await page.goto(`${address}/api/docs`);

			await page.locator("#operations-default-post_api_v1_things").click();
			await page.locator("textarea").first().fill('{ "size": 1 }');
			await page.getByRole("button", { name: "Execute" }).click();
			await page.locator(".live-responses-table .response .highlight-code").getByText("done").waitFor();
			expect(complaints).toEqual([]);
		} finally {
			await browser.close();
		}
	});
});
