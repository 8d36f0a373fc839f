import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../channels/split-text.ts";

describe("a text is split", () => {
	it.each([
		["not at all when it fits", "Buenos días.", 12, ["Buenos días."]],
		["at a paragraph rather than a line", "uno uno\ndos dos\n\ntres", 20, ["uno uno\ndos dos", "tres"]],
		["at a line rather than a sentence", "Uno. Dos.\nTres. Cuatro.", 18, ["Uno. Dos.", "Tres. Cuatro."]],
		["at a sentence rather than a word", "Uno dos. Tres cuatro cinco", 16, ["Uno dos.", "Tres cuatro", "cinco"]],
		["after the quotation mark that ends it", "Elija «Sí.» y luego siga", 14, ["Elija «Sí.»", "y luego siga"]],
		["at a word when there is nothing else", "uno dos tres cuatro", 9, ["uno dos", "tres", "cuatro"]],
		["in a word that is too long", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
		["just where its border stands", "abcd efgh", 4, ["abcd", "efgh"]],
		["into nothing when it is blank", " \n ", 4, []],
		["between characters as they are read", "👍🏽👍🏽👍🏽", 9, ["👍🏽👍🏽", "👍🏽"]],
		[
			"between letters, not before their accents",
			"ááá".normalize("NFD"),
			5,
			["áá", "á"].map((t) => t.normalize("NFD")),
		],
		["in a character that is longer than a piece", "👩‍👩‍👧‍👦", 4, ["👩‍", "👩‍", "👧‍", "👦"]],
	])("C1: %s", (_how, text, limit, pieces) => {
		expect(splitText(text, limit)).toEqual(pieces);
	});

	it("C1: whole, within the limit and in whole characters, whatever the text", () => {
		const letters = fc.constantFrom("a", "é", " ", "\n", "\n\n", ". ", "😀", "👩‍👩‍👧‍👦", "ש", "\u0301");
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 200 }), fc.integer({ min: 2, max: 60 }), (parts, limit) => {
				const text = parts.join("");
				const pieces = splitText(text, limit);
				expect(pieces.join("").replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
				for (const piece of pieces) {
					expect(piece.length).toBeGreaterThan(0);
					expect(piece.length).toBeLessThanOrEqual(limit);
					expect(piece).not.toMatch(/\p{Cs}/u);
				}
			}),
		);
	});

	it("B10: a page of plain sentences becomes few, full pieces", () => {
		const text = "Entre en el portal y elija «Renovar». ".repeat(400);
		const pieces = splitText(text, 4_096);
		expect(pieces).toHaveLength(Math.ceil(text.length / 4_096));
		for (const piece of pieces) expect(piece.endsWith(".")).toBe(true);
	});
});
