import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { messagesOf } from "../../flows/messages.ts";
import { summarise, summaryLength } from "../../flows/summarise.ts";
import { plainlyOther } from "../../flows/understand/language.ts";
import { loadArticles, renderAnswer } from "../../kb/index.ts";
import { texts } from "../../src/texts/index.ts";

it("B7: the summary says why, what was written and what was shown", () => {
	const summary = summarise(
		{
			why: "failed-twice",
			said: ["perdí mi token", "¿dónde pido otro?"],
			shown: [
				{ title: "Perdí mi token", helped: false },
				{ title: "Horario", helped: null },
				{ title: "Precios", helped: true },
			],
		},
		"es",
	);
	expect(summary.split("\n")).toEqual([
		"El asistente no pudo ayudar dos veces seguidas.",
		"Escribió: «perdí mi token» · «¿dónde pido otro?»",
		"Artículos mostrados: Perdí mi token (no le sirvió); Horario; Precios (le sirvió)",
	]);
});

it("B7: the summary stays short whatever was written", () => {
	const long = "x".repeat(500);
	const summary = summarise({ why: "asked", said: [long, long], shown: [{ title: long, helped: null }] }, "en");
	expect(summary.length).toBeLessThanOrEqual(summaryLength);
	expect(summary).toMatch(/^Asked to talk to a person\./);
});

it.each([
	["short paragraphs share a message", ["a".repeat(300), "b".repeat(300)], 1],
	["a paragraph is not cut", ["a".repeat(900), "b".repeat(900)], 2],
	["three messages at most", Array.from({ length: 8 }, () => "a".repeat(900)), 3],
	["one paragraph longer than a message", ["a".repeat(1_500)], 1],
])("B2: %s", (_what, paragraphs, count) => {
	const messages = messagesOf(paragraphs);
	expect(messages).toHaveLength(count);
	expect(messages.join("\n\n")).toBe(paragraphs.join("\n\n"));
});

it("B2: each of the office's own articles fits in three messages that every channel carries", () => {
	for (const article of loadArticles(join(import.meta.dirname, "../../kb/articles"))) {
		const messages = messagesOf(renderAnswer(article));
		expect(messages.length, article.id).toBeLessThanOrEqual(3);
		for (const message of messages) expect(message.length, article.id).toBeLessThanOrEqual(2_000);
	}
});

it("B10: the bot says the same things in both languages", () => {
	const es = keysOf("es");
	expect(keysOf("en")).toEqual(es);
	expect(es.length).toBeGreaterThan(80);
});

it("B10: texts take values as they are, and a missing key is an error", () => {
	const own = texts("es", "bot");
	const strange = "<b>{{when}} $t(thanks.0)</b>";
	expect(own.say("callback.confirm", { contact: strange, when: "hoy" })).toContain(strange);
	expect(() => own.say("no.such.key")).toThrow(/no\.such\.key/);
	expect(own.ways("unknown")).toBeGreaterThanOrEqual(3);
});

it.each([
	["how do I renew my signature", "en"],
	["hello", null],
	["token windows driver", null],
	["¿cómo instalo el driver for windows?", null],
])("B1: knows when a citizen goes on in another language: %s", (text, other) => {
	expect(plainlyOther(text, "es")).toBe(other);
});

/** Every key with its placeholders: a translation that forgets one is as wrong as one that is missing. */
function keysOf(language: "es" | "en"): string[] {
	const tree: unknown = JSON.parse(
		readFileSync(new URL(`../../src/texts/${language}/bot.json`, import.meta.url), "utf8"),
	);
	return leaves(tree).map(([key, text]) => `${key} ${[...text.matchAll(/{{\w+}}/g)].map(String).sort().join(",")}`);
}

function leaves(tree: unknown, key = ""): [string, string][] {
	if (typeof tree === "string") return [[key, tree]];
	if (tree === null || typeof tree !== "object") throw new Error(`${key} is no text`);
	return Object.entries(tree).flatMap(([name, value]) => leaves(value, `${key}.${name}`));
}
