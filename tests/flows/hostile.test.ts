import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Talk } from "./talk.ts";

const hostile: [string, string][] = [
	["10,000 characters", "renovar ".repeat(1_250)],
	["10,000 characters without a space", "a".repeat(10_000)],
	["HTML and script", "<script>alert(1)</script><img src=x onerror=alert(1)>"],
	["control characters", "\u0000\u0007\u001b[31m\u0008\u007f"],
	["control characters among words", "hola\u0000\u0007 mundo\u001b"],
	["500 emojis", "😀".repeat(500)],
	["families of emojis", "👨‍👩‍👧‍👦".repeat(100)],
	["text turned round", "\u202ehola\u202c"],
	["half characters", "\ud800\udc00\ud800"],
	["our own marks", "{{office}} $t(thanks.0)"],
	["a database operator", '{"$gt": ""}'],
	["only spaces", "   \n\t  "],
	["nothing", ""],
	["many accents", "é".normalize("NFD").repeat(3_000)],
	["stacked marks", `a${"\u0301".repeat(5_000)}`],
	["prototype words", "__proto__ constructor toString"],
	["many digits", "1".repeat(4_000)],
	["many at signs", "@".repeat(4_000)],
];

describe("C2, B10: whatever comes, the answer is calm", () => {
	it.each(hostile)("%s", async (_what, text) => {
		for (const before of [
			[],
			["instalar el token"],
			["!close", "agente", "sí"],
			["!close", "agente", "sí", "7777 8888"],
		]) {
			const talk = new Talk();
			for (const line of before) {
				if (line === "!close") talk.counter.close();
				else await talk.says(line);
			}
			const said = await talk.says(text);
			expect(said.messages.length).toBeGreaterThan(0);
			expect(said.text.length).toBeLessThan(5_000);
		}
	});

	it.each(hostile)("in the survey: %s", async (_what, text) => {
		const talk = new Talk();
		await talk.says("hola");
		await talk.ends("expired", "idle");
		for (const answer of ["", "sí", "5", "5"]) {
			if (answer) await talk.says(answer);
			const said = await talk.says(text);
			expect(said.messages.length).toBeGreaterThan(0);
			if (talk.conversation.stage !== "survey") return;
		}
	});

	it("clicks of any kind", async () => {
		for (const option of ["__proto__", "article.", "article.__proto__", "survey.overall.9", "x".repeat(100), ""]) {
			const talk = new Talk();
			await talk.says("instalar el token");
			expect((await talk.clicks(option)).messages.length).toBeGreaterThan(0);
		}
	});

	it("any talk at all gets an answer each time, and the same one when it is taken again", async () => {
		const line = fc.oneof(
			fc.constantFrom(
				"hola",
				"sí",
				"no",
				"2",
				"agente",
				"cancelar",
				"adiós",
				"gracias",
				"perdí mi token",
				"instalar el token",
				"7777 8888",
				"english",
				"español",
				"5",
				"omitir",
				"que me llamen",
			),
			fc.string({ unit: "grapheme", maxLength: 60 }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 14 }), fc.boolean(), async (lines, open) => {
				const talk = new Talk();
				if (!open) talk.counter.close();
				for (const text of lines) {
					const said = await talk.says(text);
					expect(said.messages.length).toBeGreaterThan(0);
					if (talk.conversation.stage === "queued") await talk.returns(null);
				}
			}),
			{ numRuns: 60, seed: 20261102 },
		);
	});
});
