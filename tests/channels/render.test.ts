import { describe, expect, it } from "vitest";
import { render } from "../../channels/render.ts";
import type { Part } from "../../src/conversations/index.ts";

const can = { textLength: 60, buttons: 3, buttonLength: 12, list: null };
const shown = (...parts: Part[]) => render({ parts }, can, "es");

const options = (...labels: string[]): Part => ({
	type: "choices",
	options: labels.map((label, index) => ({ id: `o${index}`, label })),
});

describe("a message is degraded to what a channel can carry", () => {
	it("C1: the parts of an answer become one text, its source named (B2)", () => {
		expect(
			shown({ type: "text", text: "Abre a las 8." }, { type: "citation", article: "horario", title: "Horario" }),
		).toEqual([{ text: "Abre a las 8.\n\nFuente: Horario", options: [], list: false }]);
	});

	it("C1: choices become buttons under the last piece", () => {
		const [first, last, ...more] = shown(
			{ type: "text", text: `${"a".repeat(50)}\n\n¿Le sirvió?` },
			options("Sí", "No"),
		);
		expect(first).toEqual({ text: "a".repeat(50), options: [], list: false });
		expect(last?.text).toBe("¿Le sirvió?");
		expect(last?.options.map(({ id }) => id)).toEqual(["o0", "o1"]);
		expect(more).toEqual([]);
	});

	it.each([
		["too many", ["Uno", "Dos", "Tres", "Cuatro"]],
		["too long", ["Uno", "Una opción muy larga"]],
	])("B10: choices that are %s become a numbered list", (_why, labels) => {
		const pieces = shown({ type: "text", text: "¿Cuál?" }, options(...labels));
		const text = pieces.map((piece) => piece.text).join("\n");
		for (const [place, label] of labels.entries()) expect(text).toContain(`${place + 1}. ${label}`);
		expect(text).toContain("Responda con el número");
		expect(pieces.every((piece) => piece.options.length === 0)).toBe(true);
	});

	it("B10: what is too much for buttons stands in a list, where there is one", () => {
		const withList = { ...can, list: { rows: 4, rowLength: 20 } };
		const parts = [options("Uno", "Dos", "Tres", "Una opción mediana")];
		expect(render({ parts }, withList, "es")).toMatchObject([{ text: "Elija una opción:", list: true }]);
		expect(render({ parts: [options("Uno", "Dos")] }, withList, "es")).toMatchObject([{ list: false }]);
		const [tooMany] = render({ parts: [options("1", "2", "3", "4", "5")] }, withList, "es");
		expect(tooMany).toMatchObject({ options: [], list: false });
	});

	it("B10: choices without a text get one, in the citizen's language", () => {
		expect(shown(options("Sí"))[0]?.text).toBe("Elija una opción:");
		expect(render({ parts: [options("Yes")] }, can, "en")[0]?.text).toBe("Choose an option:");
	});

	it("C3: a file that cannot be sent is named, not dropped", () => {
		const file: Part = { type: "file", file: "f", name: "recibo.pdf", mime: "application/pdf", size: 10 };
		expect(render({ parts: [file] }, { ...can, textLength: 200 }, "es")[0]?.text).toContain("recibo.pdf");
	});

	it("C1: what shows nothing is no message; half characters are made whole", () => {
		expect(shown({ type: "text", text: " \u200b\n" })).toEqual([]);
		expect(shown({ type: "text", text: "hola \ud83d" })).toEqual([{ text: "hola \ufffd", options: [], list: false }]);
	});
});
