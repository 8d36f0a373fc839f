import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
let folder = "";
let articles = "";
let questions = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "ventanilla-bench-"));
	const subjects = ["volcanes de fuego", "ballenas azules", "relojes de arena", "puentes colgantes"];
	articles = put(
		"articles.jsonl",
		subjects.map((title, place) => ({ id: `a${place}`, title, text: `Todo sobre ${title} y su historia.` })),
	);
	questions = put("questions.jsonl", [
		...subjects.map((title, place) => ({ text: `¿Qué son los ${title}?`, article: `a${place}` })),
		{ text: "¿quién inventó la imprenta?", article: null },
	]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, lines: unknown[]): string {
	const file = join(folder, name);
	writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
	return file;
}

function bench(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			["--import", "tsx", "tests/bench/main.ts", ...args],
			{ cwd: root },
			(_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
		);
	});
}

describe("the search bench", () => {
	it("B2: prints one line of JSON in percent", async () => {
		const { code, stdout } = await bench("search", "--articles", articles, "--questions", questions);
		expect(code).toBe(0);
		expect(stdout.trimEnd()).not.toContain("\n");
		expect(JSON.parse(stdout)).toEqual({
			p1: 100,
			r5: 100,
			mrr: 100,
			noAnswerF1: 100,
			msPerQuery: expect.any(Number),
			indexSeconds: expect.any(Number),
		});
	});

	it("B2: hides the same half for the same seed, and their questions count as having no answer", async () => {
		const args = ["search", "--articles", articles, "--questions", questions, "--hide-half", "7", "--lang", "es"];
		const [one, two] = await Promise.all([bench(...args), bench(...args)]);
		const { msPerQuery, indexSeconds, ...figures } = JSON.parse(one.stdout);
		expect(figures).toEqual({ p1: 100, r5: 100, mrr: 100, noAnswerF1: 100 });
		expect(JSON.parse(two.stdout)).toMatchObject(figures);
		expect([msPerQuery, indexSeconds]).toEqual([expect.any(Number), expect.any(Number)]);
	});

	it("explains itself", async () => {
		expect((await bench("search", "--help")).stdout).toContain("in percent with 2 decimals");
	});

	it.each([
		["no command", [], "search"],
		["an unknown command", ["fly"], "unknown command fly"],
		["a missing flag", ["search", "--articles", "x"], "--questions"],
		["an unknown flag", ["search", "--speed", "9"], "--speed"],
		["a flag without value", ["search", "--articles", "--questions", "x"], "--articles"],
		["a bad seed", ["search", "--articles", "x", "--questions", "y", "--hide-half", "half"], "--hide-half"],
		["a bad language", ["search", "--articles", "x", "--questions", "y", "--lang", "fr"], "--lang"],
		["a file that is not there", ["search", "--articles", "/nowhere.jsonl", "--questions", "y"], "/nowhere.jsonl"],
	])("refuses %s with exit code 2", async (_what, args, named) => {
		const { code, stdout, stderr } = await bench(...args);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain(named);
		expect(stderr.trimEnd()).not.toContain("\n");
	});

	it.each([
		["is not JSON", ["{"], "line 2: is not JSON"],
		["lacks a field", [{ text: "hola" }], "line 2: article"],
		["names an article that is not there", [{ text: "hola", article: "a9" }], "line 2: article a9"],
	])("names the file and line that %s", async (_what, lines, problem) => {
		const file = put("bad.jsonl", [{ text: "¿qué?", article: null }, ...lines]);
		const { code, stderr } = await bench("search", "--articles", articles, "--questions", file);
		expect(code).toBe(2);
		expect(stderr).toContain(`${file}, ${problem}`);
	});
});
