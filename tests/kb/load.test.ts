import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadArticles } from "../../kb/index.ts";

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "ventanilla-kb-"));
	for (const lang of ["es", "en"]) mkdirSync(join(folder, lang));
	put("es/horario.md", article({ id: "horario", lang: "es" }));
	put("en/horario.md", article({ id: "horario", lang: "en" }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (file: string, text: string) => writeFileSync(join(folder, file), text);

/** A good file; `change` replaces lines of its front matter by their key, or drops them with null. */
function article(change: Record<string, string | null>, body = "Abrimos a las 8:00."): string {
	const ways = ["a que hora abren", "que horario tienen", "cuando atienden", "abren hoy", "abren temprano"];
	const front: Record<string, string | null> = {
		id: "horario",
		lang: "es",
		title: "Horario de atención",
		topic: "oficina",
		phrasings: `[${ways.map((way) => `${way} ${change.id}`).join(", ")}]`,
		updated: "2026-10-05",
		assurance: "none",
		...change,
	};
	const lines = Object.entries(front).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
	return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}

it("K5: reads every language's folder, front matter and body", () => {
	expect(loadArticles(folder)).toMatchObject([
		{ id: "horario", language: "es", topic: "oficina", updated: "2026-10-05", body: "Abrimos a las 8:00." },
		{ id: "horario", language: "en" },
	]);
});

describe("K5: a bad file is refused, naming the file and the field", () => {
	const good = { id: "horario", lang: "es" };
	it.each([
		["no front matter", "Solo texto", "front matter"],
		["broken YAML", "---\nid: [\n---\ntexto", "front matter"],
		["a missing title", article({ ...good, title: null }), "title"],
		["an unknown topic", article({ ...good, topic: "cocina" }), "topic"],
		["an unknown language", article({ ...good, lang: "fr" }), "lang"],
		["a language of another folder", article({ ...good, lang: "en" }), "lang"],
		["too few phrasings", article({ ...good, phrasings: "[abren hoy]" }), "phrasings"],
		["a phrasing that is no text", article({ ...good, phrasings: "[uno, dos, tres, cuatro, 5]" }), "phrasings.4"],
		[
			"the same phrasing twice",
			article({ ...good, phrasings: "[abren, cierran, horas, días, ¿Abren?]" }),
			"phrasings.4",
		],
		["a date that is none", article({ ...good, updated: "2026-13-40" }), "updated"],
		["an unknown assurance", article({ ...good, assurance: "some" }), "assurance"],
		["a key that we do not know", article({ ...good, tittle: "x" }), "tittle"],
		["an id that is not the file's name", article({ ...good, id: "horarios" }), "id"],
		["an id that is no slug", article({ ...good, id: "Horario General" }), "id"],
		["no body", article(good, ""), "body"],
	])("%s", (_what, text, field) => {
		put("es/horario.md", text);
		expect(refusal()).toMatchObject({ kind: "invalid", details: { field } });
		expect(refusal()).toHaveProperty("message", expect.stringContaining(`es/horario.md: ${field}`));
	});

	it("a missing translation", () => {
		put("es/feriados.md", article({ id: "feriados", lang: "es", title: "Feriados del año" }));
		expect(refusal()).toHaveProperty("message", expect.stringContaining("en/feriados.md: lang"));
	});

	it("a translation on another topic", () => {
		put("en/horario.md", article({ id: "horario", lang: "en", topic: "pagos" }));
		expect(refusal()).toHaveProperty("message", expect.stringContaining("en/horario.md: topic"));
	});

	it.each([
		["title", { title: "HORARIO de atencion" }],
		["phrasings.0", { title: "Feriados", phrasings: '["¿A qué hora abren, horario?", dos, tres, cuatro, cinco]' }],
	])("a %s that another article has, accents and case aside", (field, change) => {
		for (const lang of ["es", "en"]) put(`${lang}/feriados.md`, article({ id: "feriados", lang, ...change }));
		expect(refusal()).toHaveProperty(
			"message",
			expect.stringMatching(`es/horario.md: ${field}|es/feriados.md: ${field}`),
		);
		expect(refusal()).toHaveProperty("message", expect.stringContaining("is already in es/"));
	});

	it("a folder that is not there", () => {
		rmSync(join(folder, "en"), { recursive: true });
		expect(refusal()).toMatchObject({ kind: "invalid" });
	});
});

function refusal(): unknown {
	try {
		loadArticles(folder);
	} catch (error) {
		return error;
	}
	return null;
}
