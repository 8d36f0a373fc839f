import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { DomainError } from "../src/platform/errors.ts";
import { type Article, languages } from "./model.ts";
import { renderAnswer } from "./render.ts";

const Language = z.object({ lang: z.enum(languages).default("es") });
const Row = z.object({ id: z.string(), title: z.string(), topic: z.string(), updated: z.string() });

/** The published articles, to read. */
export function articleRoutes(articles: readonly Article[]): FastifyPluginAsyncZod {
	const rowOf = ({ id, title, topic, updated }: Article) => ({ id, title, topic, updated });

	return async (app) => {
		app.get("/api/v1/articles", {
			config: { permission: "kb.read" },
			schema: {
				tags: ["knowledge base"],
				summary: "The published articles of a language, by title",
				querystring: Language,
				response: { 200: z.object({ articles: z.array(Row) }) },
			},
			handler: async ({ query: { lang } }) => {
				const rows = articles.filter(({ language }) => language === lang).map(rowOf);
				return { articles: rows.sort((a, b) => a.title.localeCompare(b.title, lang)) };
			},
		});

		app.get("/api/v1/articles/:id", {
			config: { permission: "kb.read" },
			schema: {
				tags: ["knowledge base"],
				summary: "One article as citizens read it",
				params: z.object({ id: z.string().max(120) }),
				querystring: Language,
				response: { 200: Row.extend({ paragraphs: z.array(z.string()) }) },
			},
			handler: async ({ params, query }) => {
				const article = articles.find(({ id, language }) => id === params.id && language === query.lang);
				if (!article) throw new DomainError("not-found", "No such article");
				return { ...rowOf(article), paragraphs: renderAnswer(article) };
			},
		});
	};
}
