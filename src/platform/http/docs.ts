import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { declareScope } from "./access.ts";
import { csrfHeader } from "./security.ts";

/** The API's description at `/api/v1/openapi.json`, and a page at `/api/docs` to read and try it. */
export async function documentApi(app: FastifyInstance): Promise<void> {
	await app.register(swagger, {
		openapi: {
			openapi: "3.1.0",
			info: {
				title: "Ventanilla",
				version: "1",
				description: `Sign in by POST /api/v1/session. Writes with the session cookie need the header X-Requested-With: ${csrfHeader.value}. Errors are RFC 9457 problem+json.`,
			},
			components: {
				securitySchemes: {
					session: { type: "apiKey", in: "cookie", name: "ventanilla_session" },
					citizen: { type: "http", scheme: "bearer" },
				},
			},
		},
		transform: (route) => {
			const described = jsonSchemaTransform(route);
			const config = route.route.config;
			const needs = config?.permission ?? config?.access;
			const security = needs === "public" ? undefined : needs === "citizen" ? [{ citizen: [] }] : [{ session: [] }];
			return {
				...described,
				schema: {
					...described.schema,
					...(security ? { security } : {}),
					...(config?.permission ? { description: `Needs the permission \`${config.permission}\`.` } : {}),
					hide: route.schema?.hide === true || !route.url.startsWith("/api/v1/"),
				},
			};
		},
	});
	await app.register(async (scope) => {
		declareScope(scope, "public");
		await scope.register(swaggerUi, {
			routePrefix: "/api/docs",
			logo: { type: "image/svg+xml", content: "" },
			theme: { title: "Ventanilla API" },
			uiConfig: {
				tryItOutEnabled: true,
				// Shipped to the browser as text.
				requestInterceptor: (request) => {
					request.headers["X-Requested-With"] = "ventanilla";
					return request;
				},
			},
		});
	});
	app.get("/api/v1/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async () => app.swagger());
}
