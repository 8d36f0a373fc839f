import { beforeAll, describe, expect, it } from "vitest";
import { Citizens, createCitizen } from "../../src/citizens/index.ts";
import { pageSize, searchCitizens } from "../../src/citizens/search.ts";
import { useDatabase } from "../support/database.ts";
import { plansOf, watchCommands } from "../support/queries.ts";

const database = useDatabase();
const now = new Date("2026-11-02T14:00:00Z");
const by = { kind: "staff", id: "ana" } as const;

beforeAll(async () => {
	await watchCommands(database.uri());
	const people: [string, string, string, string, string][] = [
		["maria", "María José Pérez López", "04567890-3", "+503 7777 8888", "maria@example.org"],
		["mariana", "Mariana Peña", "14567890-4", "+503 7000 1234", "mariana@example.org"],
		["nunez", "Íñigo Núñez de Arce", "99988877-9", "+503 2222 0000", "inigo.n@example.org"],
	];
	for (const [place, [id, name, number, phone, mail]] of people.entries()) {
		await createCitizen(
			{
				name,
				documents: [{ country: "SV", type: "dui", number }],
				contacts: [
					{ kind: "phone", address: phone },
					{ kind: "email", address: mail },
				],
			},
			{ by, now: new Date(now.getTime() + place), id },
		);
	}
	await createCitizen(
		{ name: "María Pérez Vieja", documents: [{ country: "SV", type: "dui", number: "55555555-0" }] },
		{ by, now, id: "old" },
	);
	await Citizens.updateOne({ _id: "old" }, { mergedInto: "maria" });
	for (let n = 0; n < 60; n++)
		await createCitizen({ name: `Gente Numerosa ${n}` }, { by, now: new Date(now.getTime() - n), id: `g${n}` });
});

describe("B11: citizens are found", () => {
	it.each([
		["maria jose perez lopez", ["maria"]],
		["PÉREZ LÓPEZ, MARÍA JOSÉ", ["maria"]],
		["pere mar", ["maria"]],
		["maria", ["maria", "mariana"]],
		["peña", ["mariana"]],
		["nunez inigo", ["nunez"]],
		["maria maria", ["maria", "mariana"]],
		["maria nadie", []],
		["04567890-3", ["maria"]],
		["045678903", ["maria"]],
		["8903", ["maria"]],
		["5678", ["maria", "mariana"]],
		["7777-8888", ["maria"]],
		["+503 7777", ["maria"]],
		["8888", ["maria"]],
		["maria@", ["maria"]],
		["MARIA@EXAMPLE.ORG", ["maria"]],
		["inigo.n@", ["nunez"]],
		["inigoxn@", []],
		["55555555-0", []],
		["$^.*(", undefined],
		["890", []],
	])("%j", async (text, found) => {
		const { citizens } = await searchCitizens(text, 0);
		if (found) expect(citizens.map(({ _id }) => _id).sort()).toEqual(found);
		// Nothing that could be looked for: the newest.
		else expect(citizens).toHaveLength(pageSize);
	});

	it("exact words before longer ones, the newest first, page by page", async () => {
		const maria = await searchCitizens("maria", 0);
		expect(maria.citizens.map(({ _id }) => _id)).toEqual(["maria", "mariana"]);
		const pages = await Promise.all([0, 1, 2].map((page) => searchCitizens("gente", page)));
		expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
		const ids = pages.flatMap(({ citizens }) => citizens.map(({ _id }) => _id));
		expect(ids).toEqual(Array.from({ length: 60 }, (_, n) => `g${n}`));
		expect((await searchCitizens("", 0)).citizens[0]?._id).toBe("nunez");
	});

	it("A1: from an index, looking at no more than is shown", async () => {
		for (const text of ["", "maria perez", "gente", "numerosa 5", "5678", "maria@"]) {
			const plans = await plansOf(() => searchCitizens(text, 0));
			for (const plan of plans) {
				expect(plan.stages, text).toContain("IXSCAN");
				expect(plan.stages).not.toContain("COLLSCAN");
				expect(plan.stages).not.toContain("SORT");
				expect(plan.docsExamined).toBeLessThanOrEqual(pageSize + 5);
			}
		}
	});
});
