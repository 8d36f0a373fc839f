import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { guessColumns } from "../../src/citizens/import/guess-columns.ts";
import { CitizenImports, ImportRows, type Reading } from "../../src/citizens/import/model.ts";
import { readTable } from "../../src/citizens/import/read-table.ts";
import { cancelImport, startApply, startCheck } from "../../src/citizens/import/steer.ts";
import { uploadTable } from "../../src/citizens/import/upload.ts";
import { removeOldImports, workOnImports } from "../../src/citizens/import/work.ts";
import { Citizens, createCitizen, findByDocument } from "../../src/citizens/index.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { duiNumber } from "./dui.ts";

useDatabase();
const now = new Date("2026-11-02T14:00:00Z");
const dui = (number: string) => ({ country: "SV", type: "dui", number: number.replace("-", "") });

async function* chunks(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
	for (const part of parts) yield Buffer.from(part);
}

async function rowsOf(...parts: (string | Buffer)[]): Promise<string[][]> {
	const rows: string[][] = [];
	for await (const row of readTable(chunks(...parts))) rows.push(row);
	return rows;
}

async function upload(text: string) {
	return uploadTable(randomUUID(), chunks(text), { by: "marta", now });
}

/** Takes a table to its end, or to the end of the dry run. */
async function run(text: string, more: Partial<Reading> & { apply?: boolean } = {}) {
	const { apply = true, ...reading } = more;
	const { _id, reading: guessed } = await upload(text);
	if (!guessed) throw new Error("No reading");
	await startCheck(_id, { ...guessed, ...reading });
	await workOnImports(now);
	if (apply) {
		await startApply(_id);
		await workOnImports(now);
	}
	return CitizenImports.findById(_id).orFail().lean();
}

describe("B11: a table is read", () => {
	it.each([
		["comma", 'nombre,dui\n"Paz, Ana",1\n'],
		["semicolon", 'nombre;dui\r\n"Paz, Ana";1'],
		["tab", "nombre\tdui\nPaz, Ana\t1\n\n"],
	])("separated by %s", async (_name, text) => {
		expect(await rowsOf(text)).toEqual([
			["nombre", "dui"],
			["Paz, Ana", "1"],
		]);
	});

	it.each([
		["UTF-8", Buffer.from("nombre\nMuñoz José")],
		["UTF-8 with BOM", Buffer.from("\uFEFFnombre\nMuñoz José")],
		["Windows-1252", Buffer.from("nombre\nMuñoz José", "latin1")],
	])("in %s, wherever it is cut", async (_name, bytes) => {
		for (let at = 1; at < bytes.length; at++) {
			expect(await rowsOf(bytes.subarray(0, at), bytes.subarray(at))).toEqual([["nombre"], ["Muñoz José"]]);
		}
	});

	it.each([
		["", "empty"],
		[" \n", "empty"],
		[`nombre\n"${"x".repeat(30_000)}"`, "unreadable"],
		['nombre\n"a"b"c', "unreadable"],
		[`${"a,".repeat(60)}b\n`, "too-many-columns"],
	])("or refused: %#", async (text, reason) => {
		await expect(rowsOf(text)).rejects.toMatchObject({ kind: "invalid", details: { field: "file", reason } });
	});

	it("with columns guessed in both languages, each thing once", () => {
		expect(guessColumns(["Nº", "Nombres", "Apellidos", "D.U.I.", "Correo electrónico", "Teléfono", "Tel"])).toEqual([
			null,
			"firstNames",
			"surnames",
			null,
			"email",
			"phone",
			null,
		]);
		expect(guessColumns(["Full name", "DUI", "Date of birth", "E-mail"])).toEqual([
			"name",
			"number",
			"birthDate",
			"email",
		]);
	});
});

describe("B11: a table of people", () => {
	const table = [
		"nombre,dui,fecha de nacimiento,correo,telefono,notas",
		"Rosa Uno,70000001-5,31/05/1990,rosa@example.org,7777 0001,",
		"Rosa Dos,70000002-3,1990-02-30,rosa2@example.org,,",
		"X,70000003-1,,no-mail,1,",
		"Rosa Cuatro,70000001-5,,,,",
		"=HYPERLINK(1),70000005-7,,,,<script>alert(1)</script>",
	].join("\n");

	it("is judged row by row, and nobody is put on file", async () => {
		const job = await run(table, { apply: false });
		expect(job).toMatchObject({ state: "checked", rows: 5, counts: { create: 2, update: 0, same: 0, wrong: 3 } });
		const wrong = await ImportRows.find({ import: job._id, action: "wrong" }).sort({ row: 1 }).lean();
		expect(wrong.map(({ row, problems }) => [row, problems])).toEqual([
			[2, [{ field: "birthDate", reason: "not-a-date" }]],
			[
				3,
				[
					{ field: "name", reason: "too-short" },
					{ field: "email", reason: "not-an-email" },
					{ field: "phone", reason: "not-a-phone" },
				],
			],
			[4, [{ field: "number", reason: "twice" }]],
		]);
		expect(await findByDocument(dui("70000001-5"))).toBeNull();
	});

	it("goes on file, formulas and script as the text they are, and once more changes nothing", async () => {
		expect(await run(table)).toMatchObject({ state: "applied" });
		const rosa = await findByDocument(dui("70000001-5"));
		expect(rosa).toMatchObject({ name: "Rosa Uno", birthDate: "1990-05-31", source: "import", proof: "claimed" });
		expect(rosa?.contacts.map(({ address }) => address)).toEqual(["rosa@example.org", "+50377770001"]);
		expect(await findByDocument(dui("70000005-7"))).toMatchObject({
			name: "=HYPERLINK(1)",
			notes: "<script>alert(1)</script>",
		});
		const event = { "subject.id": rosa?._id, type: "citizen.created" } as const;
		expect(await Events.countDocuments(event)).toBe(1);
		const before = await Citizens.find().sort({ _id: 1 }).lean();
		expect(await run(table, { existing: "update" })).toMatchObject({
			counts: { create: 0, update: 0, same: 2, wrong: 3 },
		});
		expect(await Citizens.find().sort({ _id: 1 }).lean()).toEqual(before);
		expect(await Events.countDocuments(event)).toBe(1);
	});

	it("without documents is told apart by all it says", async () => {
		const plain = "name,email\nSin Papeles,a@example.org\nSin Papeles,b@example.org\nSin Papeles,a@example.org\n";
		expect(await run(plain)).toMatchObject({ counts: { create: 2, wrong: 1 } });
		expect(await run(plain)).toMatchObject({ counts: { create: 0, same: 2, wrong: 1 } });
		expect(await Citizens.countDocuments({ name: "Sin Papeles" })).toBe(2);
	});

	it("updates whom it finds on file, or skips them, as chosen", async () => {
		const by = { kind: "staff", id: "ana" } as const;
		const contacts = [{ kind: "email", address: "leo@example.org", verifiedAt: now }] as const;
		await createCitizen(
			{ name: "Leo Paz", documents: [dui("71000001-7")], contacts: [...contacts], notes: "Oye poco" },
			{ by, now, id: "leo" },
		);
		const text = "nombre,dui,telefono,notas\nLeo Paz Ríos,71000001-7,7777 1111,\n";
		expect(await run(text, { existing: "skip" })).toMatchObject({ counts: { same: 1 } });
		expect(await Citizens.findById("leo").lean()).toMatchObject({ revision: 1 });
		expect(await run(text, { existing: "update" })).toMatchObject({ counts: { update: 1 } });
		expect(await Citizens.findById("leo").lean()).toMatchObject({
			name: "Leo Paz Ríos",
			notes: "Oye poco",
			contacts: [contacts[0], { kind: "phone", address: "+50377771111", verifiedAt: null }],
			revision: 2,
		});
	});

	it("C2: goes on where a process fell, and a batch done again is done once", async () => {
		const rows = Array.from({ length: 20 }, (_, n) => `Gente ${n},${duiNumber(72_000_000 + n)}`);
		const { _id } = await run(`nombre,dui\n${rows.join("\n")}`, { apply: false });
		await startApply(_id);
		await workOnImports(now);
		await CitizenImports.updateOne({ _id }, { state: "applying", done: 7 });
		await workOnImports(now);
		expect(await CitizenImports.findById(_id).lean()).toMatchObject({ state: "applied" });
		expect(await Citizens.countDocuments({ name: /^Gente / })).toBe(20);
		expect(await Events.countDocuments({ type: "citizen.created", "data.import": _id })).toBe(20);
	});

	it("given up half way leaves nobody on file but whom somebody has changed", async () => {
		const rows = Array.from({ length: 20 }, (_, n) => `Nadie ${n},${duiNumber(73_000_000 + n)}`);
		const { _id } = await run(`nombre,dui\n${rows.join("\n")}`, { apply: false });
		await startApply(_id);
		await workOnImports(now);
		await Citizens.updateOne({ name: "Nadie 3" }, { $inc: { revision: 1 } });
		await CitizenImports.updateOne({ _id }, { state: "applying", done: 10 });
		await cancelImport(_id);
		await workOnImports(now);
		expect(await CitizenImports.findById(_id).lean()).toMatchObject({ state: "cancelled" });
		expect(await Citizens.find({ name: /^Nadie / }).lean()).toMatchObject([{ name: "Nadie 3" }]);
		await expect(cancelImport(_id)).rejects.toMatchObject({ kind: "conflict" });
	});

	it("is refused without a name, or with two columns for one thing", async () => {
		const { _id } = await upload("a,b\n1,2\n");
		const common = { country: "SV", type: "dui", existing: "skip" } as const;
		for (const [mapping, reason] of [
			[[null, "number"], "no-name"],
			[["name", "name"], "twice"],
		] as const) {
			await expect(startCheck(_id, { ...common, mapping: [...mapping] })).rejects.toMatchObject({
				kind: "invalid",
				details: { field: "mapping", reason },
			});
		}
	});

	it("P2: is forgotten after a week", async () => {
		const { _id } = await upload("nombre\nAlguien\n");
		await removeOldImports(new Date(now.getTime() + 6 * 24 * 3_600_000));
		expect(await ImportRows.countDocuments({ import: _id })).toBe(1);
		await removeOldImports(new Date(now.getTime() + 8 * 24 * 3_600_000));
		expect(await ImportRows.countDocuments()).toBe(0);
		expect(await CitizenImports.countDocuments()).toBe(0);
	});
});
