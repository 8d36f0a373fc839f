import { z } from "zod";

export const languages = ["es", "en"] as const;
export type Language = (typeof languages)[number];

/** What an article is about; handoffs choose their queue by it. */
export const topics = ["firma", "token", "portal", "equipo", "pagos", "quejas", "oficina"] as const;
type Topic = (typeof topics)[number];

/** How sure the office must be of who asks before it shows an article, from anyone to a verified citizen. */
const assurances = ["none", "claimed", "verified"] as const;

const phrasing = z.string().trim().min(3).max(200);

/** The YAML on top of an article's Markdown file. */
export const FrontMatter = z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug: lower case letters, digits, single hyphens"),
	lang: z.enum(languages),
	title: z.string().trim().min(5).max(120),
	topic: z.enum(topics),
	phrasings: z.array(phrasing).min(5).max(60),
	updated: z.iso.date(),
	assurance: z.enum(assurances),
});

/** A published article in one language (B2). `id` is the same in every language; `body` is Markdown. */
export interface Article {
	id: string;
	language: Language;
	title: string;
	topic: Topic;
	/** Ways in which citizens ask what this article answers. */
	phrasings: string[];
	/** The day of its last change, `YYYY-MM-DD`. */
	updated: string;
	assurance: (typeof assurances)[number];
	body: string;
}

/** What search needs of an article. */
export type Searchable = Pick<Article, "id" | "language" | "title" | "phrasings" | "body">;
