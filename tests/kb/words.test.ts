import { describe, expect, it } from "vitest";
import { contentWords, fold, grams, stem } from "../../kb/words.ts";

describe("B1: words are the same however they are typed", () => {
	it.each([
		["renovación", "renovaciones"],
		["revisión", "revisiones"],
		["tecnología", "tecnologías"],
		["certificado", "certificados"],
		["olvidé", "olvidar"],
	])("%s and %s have one stem, with accents and without", (one, other) => {
		expect(stem(fold(one), "es")).toBe(stem(fold(other), "es"));
	});

	it.each([
		["payment", "payments"],
		["expired", "expires"],
	])("%s and %s have one stem in English", (one, other) => {
		expect(stem(one, "en")).toBe(stem(other, "en"));
	});

	it("keeps what tells, in order, folded; and all words when none tells", () => {
		expect(contentWords("¿Cuál es el PRECIO del Tóken de 2 años?", "es")).toEqual(["precio", "token", "2", "anos"]);
		expect(contentWords("¿y esto qué es?", "es")).toEqual(["y", "esto", "que", "es"]);
	});

	it("a typo spoils some runs of letters and leaves others", () => {
		expect(grams(["token", "pin"])).toEqual(["_toke", "token", "oken_", "_pin_"]);
	});
});
