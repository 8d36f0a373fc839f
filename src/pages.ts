import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";
import { StartupError } from "./platform/startup-error.ts";

const dist = resolve(import.meta.dirname, "../dist");
const aYear = 31_536_000;

/**
 * The built pages: the citizens' at `/` and `/caso`, the desk at `/desk`, the chat for other sites at `/widget.js`. Files with a
 * hash in their name never change; all others are asked for again each time.
 *
 * @throws StartupError when they have not been built.
 */
export function pages(): FastifyPluginAsync {
	for (const part of ["site/home/index.html", "site/caso/index.html", "desk/index.html", "widget/widget.js"]) {
		if (!existsSync(resolve(dist, part))) {
			throw new StartupError(`The pages are not built (dist/${part} is missing): run npm start, or npm run build`);
		}
	}
	return async (app) => {
		await app.register(fastifyStatic, {
			root: dist,
			serve: false,
			preCompressed: true,
			setHeaders: (reply, path) => {
				void reply.header(
					"cache-control",
					path.includes("/assets/") ? `public, max-age=${aYear}, immutable` : "no-cache",
				);
			},
		});

		for (const [path, page] of [
			["/", "home"],
			["/caso", "caso"],
		] as const) {
			app.get(path, { config: { access: "public" } }, (request, reply) => {
				const english = new URL(request.url, "http://hub").searchParams.get("lang") === "en";
				return reply.sendFile(`${english ? "en/" : ""}${page}/index.html`, `${dist}/site`);
			});
		}
		app.get("/site/*", { config: { access: "public" } }, (request, reply) => {
			const path = new URL(request.url, "http://hub").pathname.slice("/site/".length);
			return reply.sendFile(decodeURIComponent(path), `${dist}/site`);
		});
		app.get("/widget.js", { config: { access: "public", embeddable: true } }, (_request, reply) =>
			reply.sendFile("widget.js", `${dist}/widget`),
		);

		// One page; where in it one is, it reads from the address.
		app.get("/desk", { config: { access: "public" } }, (_request, reply) =>
			reply.sendFile("index.html", `${dist}/desk`),
		);
		app.get("/desk/*", { config: { access: "public" } }, (request, reply) => {
			const path = decodeURIComponent(new URL(request.url, "http://hub").pathname.slice("/desk/".length));
			const file = path.startsWith("assets/") || existsSync(resolve(dist, "desk", path || "index.html"));
			return reply.sendFile(file && path ? path : "index.html", `${dist}/desk`);
		});
	};
}
