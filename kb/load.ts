import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { DomainError } from "../src/platform/errors.ts";
import { type Article, FrontMatter, languages } from "./model.ts";
import { plain } from "./words.ts";

/**
 * Reads the articles of a folder that has one sub-folder by language (`es/`, `en/`), each file `<id>.md`: YAML front
 * matter, then Markdown (B2, K5).
 *
 * @throws DomainError `invalid` naming the file and the field: front matter that does not parse or fit, an id that is
 * not the file's name, an empty body, a title or phrasing that two articles share, a translation that is missing or
 * of another topic.
 */
export function loadArticles(folder: string): Article[] {
	const articles = languages.flatMap((language) =>
		filesIn(folder, language).map((file) => {
			const article = readArticle(readFileSync(join(folder, file), "utf8"), file);
			if (article.language !== language) fail(file, "lang", `is ${article.language} in the folder ${language}`);
			return article;
		}),
	);
	refuseSharedWords(articles);
	refuseMissingTranslations(articles);
	return articles;
}

/**
 * One article from the text of its file; `file` ("es/horario.md") is only for its messages and its id.
 *
 * @throws DomainError `invalid` as `loadArticles`.
 */
function readArticle(text: string, file: string): Article {
	const parts = /^\uFEFF?---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(text);
	if (!parts) fail(file, "front matter", "must stand on top between two lines of ---");
	const checked = FrontMatter.safeParse(yamlOf(parts[1] ?? "", file));
	if (!checked.success) {
		const issue = checked.error.issues[0];
		fail(file, fieldOf(issue), issue?.message ?? "does not fit");
	}
	const { lang, ...head } = checked.data;
	const body = (parts[2] ?? "").trim();
	if (!file.endsWith(`/${head.id}.md`)) fail(file, "id", `is ${head.id}, unlike the file's name`);
	if (body === "") fail(file, "body", "is empty");
	return { ...head, language: lang, body };
}

function filesIn(folder: string, language: string): string[] {
	try {
		return readdirSync(join(folder, language))
			.filter((name) => name.endsWith(".md"))
			.sort()
			.map((name) => `${language}/${name}`);
	} catch (error) {
		throw new DomainError("invalid", `Articles: cannot read the folder ${join(folder, language)} (${String(error)})`);
	}
}

function yamlOf(text: string, file: string): unknown {
	try {
		return parse(text);
	} catch (error) {
		fail(file, "front matter", `is not YAML: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
	}
}

function fieldOf(issue: { path: PropertyKey[]; code: string; keys?: string[] } | undefined): string {
	if (issue?.code === "unrecognized_keys" && issue.keys) return issue.keys.join(", ");
	return issue?.path.map(String).join(".") || "front matter";
}

/** Two articles that claim the same question cannot both be its answer. */
function refuseSharedWords(articles: Article[]): void {
	const owners = new Map<string, string>();
	for (const article of articles) {
		const file = `${article.language}/${article.id}.md`;
		const claims: [string, string][] = [["title", article.title]];
		article.phrasings.forEach((phrasing, place) => {
			claims.push([`phrasings.${place}`, phrasing]);
		});
		for (const [field, words] of claims) {
			const key = `${article.language} ${field === "title" ? "title" : "phrasing"} ${plain(words)}`;
			const owner = owners.get(key);
			if (owner) fail(file, field, `"${words}" is already in ${owner}`);
			owners.set(key, file);
		}
	}
}

function refuseMissingTranslations(articles: Article[]): void {
	for (const article of articles) {
		for (const language of languages) {
			const twin = articles.find((other) => other.id === article.id && other.language === language);
			const file = `${language}/${article.id}.md`;
			if (!twin) fail(file, "lang", `the translation of ${article.language}/${article.id}.md is missing`);
			if (twin.topic !== article.topic)
				fail(file, "topic", `is ${twin.topic}, in ${article.language} ${article.topic}`);
		}
	}
}

function fail(file: string, field: string, problem: string): never {
	throw new DomainError("invalid", `Article ${file}: ${field} ${problem}`, { field });
}
