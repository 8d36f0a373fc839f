import { describe, expect, it } from "vitest";
import { renderAnswer } from "../../kb/index.ts";

describe("B2, B10: an article is said as plain paragraphs", () => {
	it.each([
		["marks go", "Haga **esto** con _calma_ y `orden`.", ["Haga esto con calma y orden."]],
		["paragraphs stay apart, soft breaks do not", "Uno\ndos.\n\nTres.", ["Uno dos.", "Tres."]],
		["steps are numbered", "1. Entre\n2. Firme", ["1. Entre\n2. Firme"]],
		["numbering keeps its start", "3. Entre\n4. Firme", ["3. Entre\n4. Firme"]],
		["items get a point", "- **Uno:** a\n- Dos", ["• Uno: a\n• Dos"]],
		["loose items too", "1. Entre\n\n2. Firme", ["1. Entre\n2. Firme"]],
		["nested items are set in", "1. Entre\n   - aquí\n2. Firme", ["1. Entre\n   • aquí\n2. Firme"]],
		[
			"links say where they go",
			"Vea [Pagos](https://portal.ejemplo/pagos) hoy",
			["Vea Pagos: https://portal.ejemplo/pagos hoy"],
		],
		["a link that is its address is said once", "<https://portal.ejemplo>", ["https://portal.ejemplo"]],
		["e-mail addresses as well", "Escriba a <ayuda@firma.ejemplo>", ["Escriba a ayuda@firma.ejemplo"]],
		["headings and quotes become paragraphs", "## Título\n\n> Cita", ["Título", "Cita"]],
		["a hard break is a new line", "Uno  \nDos", ["Uno\nDos"]],
		["markup is dropped", "Hola <b>a</b>\n\n<script>alert(1)</script>", ["Hola a"]],
		["an escaped mark stays", "2 \\* 3", ["2 * 3"]],
		["tables become lines", "| a | b |\n|---|---|\n| 1 | 2 |", ["a · b", "1 · 2"]],
		["nothing is nothing", "", []],
	])("%s", (_what, body, expected) => {
		expect(renderAnswer({ body })).toEqual(expected);
	});

	it.each([
		["between lines", "1. Entre aquí\n2. Firme allá", 16, ["1. Entre aquí", "2. Firme allá"]],
		["between sentences", "Una frase. Otra frase.", 12, ["Una frase.", "Otra frase."]],
		["between words", "una dos tres", 8, ["una dos", "tres"]],
		["inside a word only when it must", "abcdefgh ij", 5, ["abcde", "fgh", "ij"]],
		["not when it fits", "Una frase. Otra.", 16, ["Una frase. Otra."]],
	])("a long paragraph is split %s", (_where, body, limit, expected) => {
		expect(renderAnswer({ body }, limit)).toEqual(expected);
	});

	it("no part is longer than the limit and no word is lost, whatever the limit", () => {
		const body =
			"Primero entre en la página. Después:\n\n1. Conecte el token y espere.\n2. Escriba su PIN. No lo diga.\n\nFin.";
		const plain = renderAnswer({ body }).join(" ").replace(/\s+/g, "");
		for (const limit of [1, 2, 3, 7, 10, 19, 40, 100]) {
			const parts = renderAnswer({ body }, limit);
			expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(limit);
			expect(parts.join("").replace(/\s+/g, "")).toBe(plain);
		}
	});
});
