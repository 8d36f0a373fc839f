import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { createSearch, decide, type Language, languages, type Searchable } from "../../kb/index.ts";
import { describeFlags, readFlags, UsageError } from "./flags.ts";

const flags = {
	articles: { value: "FILE", meaning: "JSON lines {id, title, text}", required: true },
	questions: { value: "FILE", meaning: "JSON lines {text, article: id or null when none answers}", required: true },
	"hide-half": {
		value: "SEED",
		meaning: "hide a seeded half of the titles; their questions have no answer",
	},
	lang: { value: "LANG", meaning: `language of both files: ${languages.join(" or ")} (es)` },
} as const;

export const help = `npm run -s bench -- search --articles A.jsonl --questions Q.jsonl [--hide-half SEED] [--lang es]

Asks every question through the bot's own search and prints one line of JSON:
  p1, r5, mrr     questions whose article is in the index: answered first, among five, mean 1/rank (of the first 100),
                  in percent with 2 decimals, whatever the no-answer decision
  noAnswerF1      how well decide() tells the questions that have no answer, F1 in percent (null when there are none)
  msPerQuery      mean of search and decision, milliseconds
  indexSeconds    building the index

${describeFlags(flags)}`;

const ArticleLine = z.object({ id: z.string().min(1), title: z.string(), text: z.string() });
const QuestionLine = z.object({ text: z.string(), article: z.string().min(1).nullable() });
const depth = 100;

/** Measures search and the no-answer decision on files of articles and questions (B1, B2). */
export async function run(args: string[]): Promise<object> {
	const { articles, questions, language, hidden } = await readInput(args);
	const shown = articles.filter((article) => !hidden.has(article.id));
	const started = performance.now();
	const search = createSearch(shown);
	const indexed = performance.now();

	const ranks: number[] = [];
	const noAnswer = { right: 0, said: 0, so: 0 };
	for (const { text, article } of questions) {
		const ranked = search.search(text, { language, limit: depth });
		const saidNone = decide(ranked).kind === "none";
		const isNone = article === null || hidden.has(article);
		if (!isNone) ranks.push(ranked.findIndex((found) => found.article.id === article) + 1);
		noAnswer.said += Number(saidNone);
		noAnswer.so += Number(isNone);
		noAnswer.right += Number(saidNone && isNone);
	}
	const asked = performance.now();

	const share = (part: number, whole: number) => (whole === 0 ? null : round((100 * part) / whole, 2));
	return {
		p1: share(ranks.filter((rank) => rank === 1).length, ranks.length),
		r5: share(ranks.filter((rank) => rank >= 1 && rank <= 5).length, ranks.length),
		mrr: share(
			ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0),
			ranks.length,
		),
		noAnswerF1: noAnswer.so === 0 ? null : share(2 * noAnswer.right, noAnswer.said + noAnswer.so),
		msPerQuery: questions.length === 0 ? null : round((asked - indexed) / questions.length, 3),
		indexSeconds: round((indexed - started) / 1000, 3),
	};
}

async function readInput(args: string[]) {
	const values = readFlags(args, flags);
	const language = languageOf(values.lang ?? "es");
	const seed = values["hide-half"] === undefined ? null : seedOf(values["hide-half"]);
	const articleFile = values.articles ?? "";
	const questionFile = values.questions ?? "";

	const articles: Searchable[] = [];
	const ids = new Set<string>();
	for await (const { line, value } of linesOf(articleFile, ArticleLine)) {
		if (ids.has(value.id)) throw new UsageError(`${articleFile}, line ${line}: id ${value.id} is there twice`);
		ids.add(value.id);
		articles.push({ id: value.id, language, title: value.title, phrasings: [], body: value.text });
	}
	const questions: z.infer<typeof QuestionLine>[] = [];
	for await (const { line, value } of linesOf(questionFile, QuestionLine)) {
		if (value.article !== null && !ids.has(value.article)) {
			throw new UsageError(`${questionFile}, line ${line}: article ${value.article} is not in ${articleFile}`);
		}
		questions.push(value);
	}
	return { articles, questions, language, hidden: seed === null ? new Set<string>() : hiddenHalf(articles, seed) };
}

/**
 * The ids that `--hide-half` leaves out. Passages of one title go together: a question about a hidden passage whose
 * neighbours stay is about something that the base does know, and no search can honestly say otherwise.
 */
function hiddenHalf(articles: Searchable[], seed: number): Set<string> {
	const titles = halfOf([...new Set(articles.map((article) => article.title))], seed);
	return new Set(articles.filter((article) => titles.has(article.title)).map((article) => article.id));
}

function languageOf(value: string): Language {
	const language = languages.find((known) => known === value);
	if (!language) throw new UsageError(`--lang must be ${languages.join(" or ")}, not ${value}`);
	return language;
}

function seedOf(value: string): number {
	if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--hide-half needs a whole number as its seed, not ${value}`);
	return Number(value);
}

async function* linesOf<Line>(file: string, schema: z.ZodType<Line>): AsyncGenerator<{ line: number; value: Line }> {
	let line = 0;
	try {
		for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
			line += 1;
			if (text.trim() !== "") yield { line, value: parseLine(text, schema, `${file}, line ${line}`) };
		}
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function parseLine<Line>(text: string, schema: z.ZodType<Line>, where: string): Line {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new UsageError(`${where}: is not JSON`);
	}
	const checked = schema.safeParse(value);
	if (checked.success) return checked.data;
	const issue = checked.error.issues[0];
	throw new UsageError(`${where}: ${issue?.path.join(".") || "line"}: ${issue?.message ?? "does not fit"}`);
}

/** A half of the names, always the same for a seed: Fisher–Yates by mulberry32. */
function halfOf(names: string[], seed: number): Set<string> {
	const random = mulberry32(seed);
	const half = Math.floor(names.length / 2);
	for (let place = 0; place < half; place++) {
		const other = place + Math.floor(random() * (names.length - place));
		[names[place], names[other]] = [names[other] ?? "", names[place] ?? ""];
	}
	return new Set(names.slice(0, half));
}

function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function round(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}
