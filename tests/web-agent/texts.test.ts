import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import en from "../../src/texts/en/desk.json" with { type: "json" };
import es from "../../src/texts/es/desk.json" with { type: "json" };

const folder = resolve(import.meta.dirname, "../../web-agent");

function leaves(node: unknown, path = ""): [string, string][] {
	if (typeof node === "string") return [[path, node]];
	if (typeof node !== "object" || node === null) return [];
	return Object.entries(node).flatMap(([key, value]) => leaves(value, path === "" ? key : `${path}.${key}`));
}

function sources(at = folder): string[] {
	return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
		if (entry.isDirectory()) return sources(join(at, entry.name));
		return /\.tsx?$/.test(entry.name) ? [join(at, entry.name)] : [];
	});
}

const spanish = new Map(leaves(es));
const english = new Map(leaves(en));
const slots = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe("A1: the desk's words", () => {
	it("are complete in both languages", () => {
		expect([...english.keys()].sort()).toEqual([...spanish.keys()].sort());
	});

	it("have the same slots in both languages", () => {
		for (const [key, text] of spanish) expect([key, slots(english.get(key) ?? "")]).toEqual([key, slots(text)]);
	});

	it("are never empty, except where nothing is to be said", () => {
		const silent = ["list.from.citizen", "list.from.system"];
		for (const [key, text] of [...spanish, ...english])
			if (!silent.includes(key)) expect([key, text.trim()]).not.toEqual([key, ""]);
	});

	it("stand in the texts, not in the code: no element holds words of its own", () => {
		for (const file of sources()) {
			const found = readFileSync(file, "utf8").match(/>\s*[A-Za-zÁÉÍÓÚáéíóúñ¿¡][^<>{}()=;:]{2,}<\//g) ?? [];
			expect([file, found]).toEqual([file, []]);
		}
	});

	it("address people as usted, without cheer", () => {
		for (const [key, text] of spanish) {
			expect([key, /\b(tú|tu|tus|puedes|escribe tu|quieres|haz|inténtalo)\b/iu.test(text)]).toEqual([key, false]);
			expect([key, text.includes("!")]).toEqual([key, false]);
		}
	});
});
