import { describe, expect, it } from "vitest";
import { canonicalAddress } from "../../src/citizens/contacts.ts";
import {
	type CitizenInput,
	Citizens,
	createCitizen,
	editCitizen,
	findByDocument,
	findCitizen,
} from "../../src/citizens/index.ts";
import type { ContactKind } from "../../src/citizens/model.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { duiNumber } from "./dui.ts";

useDatabase();
const now = new Date("2026-11-02T14:00:00Z");
const later = new Date("2026-11-03T14:00:00Z");
const by = { kind: "staff", id: "ana" } as const;
const dui = (number: string) => ({
	country: "SV",
	type: "dui",
	number: number.length > 8 ? number.replace("-", "") : duiNumber(Number(number)),
});
const refused = (kind: string, field: string, reason: string) => ({ kind, details: { field, reason } });

describe("B11: somebody is put on file", () => {
	it("with clean text and canonical contacts, found by document, once for each id", async () => {
		const input: CitizenInput = {
			name: "  María\u202e José  Pérez ",
			documents: [dui("04567890-3")],
			contacts: [
				{ kind: "email", address: "Maria.Jose@Example.ORG " },
				{ kind: "phone", address: "7777 8888" },
			],
		};
		const made = await createCitizen(input, { by, now, id: "maria" });
		expect(await createCitizen(input, { by, now: later, id: "maria" })).toEqual(made);
		expect(made).toMatchObject({
			name: "María José Pérez",
			contacts: [
				{ kind: "email", address: "maria.jose@example.org", verifiedAt: null },
				{ kind: "phone", address: "+50377778888", verifiedAt: null },
			],
			proof: "claimed",
			source: "staff",
			revision: 1,
		});
		expect((await findByDocument(dui("04567890-3")))?._id).toBe("maria");
		expect(await findByDocument(dui("00000000-0"))).toBeNull();
		expect(await Events.find({ "subject.id": "maria" }).lean()).toMatchObject([{ type: "citizen.created", actor: by }]);
	});

	it("but not a second time with the same document", async () => {
		await createCitizen({ name: "Una", documents: [dui("11111111-6")] }, { by, now });
		const again = createCitizen({ name: "Otra", documents: [dui("22222222-2"), dui("11111111-6")] }, { by, now });
		await expect(again).rejects.toMatchObject(refused("conflict", "documents", "taken"));
		expect(await findByDocument(dui("22222222-2"))).toBeNull();
	});

	it("and any number of people without a document", async () => {
		for (const name of ["Sin Uno", "Sin Dos"]) await createCitizen({ name }, { by, now });
		expect(await Citizens.countDocuments({ name: /^Sin / })).toBe(2);
	});

	it.each<[Partial<CitizenInput>, string, string]>([
		[{ name: " x " }, "name", "too-short"],
		[{ name: "x".repeat(121) }, "name", "too-long"],
		[{ notes: "x".repeat(2_001) }, "notes", "too-long"],
		[{ documents: [dui(" ")] }, "documents.0", "not-a-document"],
		[{ documents: [dui("3"), dui("4"), dui("3")] }, "documents.2", "twice"],
		[{ birthDate: "31/05/1990" }, "birthDate", "not-a-date"],
		[{ birthDate: "2026-02-30" }, "birthDate", "not-a-date"],
		[{ birthDate: "2026-11-04" }, "birthDate", "not-yet"],
		[{ birthDate: "1890-01-01" }, "birthDate", "too-long-ago"],
		[{ contacts: [{ kind: "email", address: "nobody" }] }, "contacts.0", "not-an-email"],
		[{ contacts: [{ kind: "phone", address: "77778888" }] }, "contacts.0", "not-a-phone"],
	])("refuses %j", async (part, field, reason) => {
		await expect(createCitizen({ name: "Alguien", ...part }, { by, now })).rejects.toMatchObject(
			refused("invalid", field, reason),
		);
	});
});

it.each<[ContactKind, string, string | null, string | null]>([
	["email", "A@B.CO", null, "a@b.co"],
	["email", "a b@c.co", null, null],
	["phone", "+503 7777-8888", null, "+50377778888"],
	["phone", "00503 7777 8888", "SV", "+50377778888"],
	["phone", "(11) 4321-9876", "AR", "+541143219876"],
	["phone", "7777", "SV", null],
	["phone", "call 7777 8888", "SV", null],
	["whatsapp", "7777-8888", "SV", "+50377778888"],
	["telegram", "@maria_perez", null, "@maria_perez"],
	["telegram", "12345678", null, "12345678"],
	["telegram", "maría perez", null, null],
])("B11: the %s %j in %s is %j", (kind, text, country, canonical) => {
	expect(canonicalAddress(kind, text, country)).toBe(canonical);
});

describe("P2: somebody's file is changed", () => {
	it("field by field, on record without what it says", async () => {
		const contacts = [{ kind: "email", address: "luis@example.org", verifiedAt: now }] as const;
		await createCitizen({ name: "Luis Paz", contacts: [...contacts], language: "es" }, { by, now, id: "luis" });
		const changed = await editCitizen(
			"luis",
			1,
			{
				name: "Luis Paz Soto",
				language: "en",
				contacts: [
					{ kind: "email", address: "LUIS@example.org" },
					{ kind: "email", address: "otro@example.org" },
				],
			},
			{ by, now: later },
		);
		expect(changed).toMatchObject({
			revision: 2,
			nameWords: ["luis", "paz", "soto"],
			updatedAt: later,
			createdAt: now,
		});
		expect(changed.contacts.map(({ verifiedAt }) => verifiedAt)).toEqual([now, null]);
		const event = await Events.findById("luis.revision-2").lean();
		expect(event).toMatchObject({ type: "citizen.changed", actor: by });
		expect(event?.data).toEqual({
			revision: 2,
			fields: "name,contacts,language",
			languageBefore: "es",
			languageAfter: "en",
		});
	});

	it("not at all by who read it before somebody else changed it, nor by two at once", async () => {
		await createCitizen({ name: "Eva Sol" }, { by, now, id: "eva" });
		const tries = ["uno", "dos", "tres"].map((notes) => editCitizen("eva", 1, { notes }, { by, now: later }));
		const settled = await Promise.allSettled(tries);
		expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		await expect(editCitizen("eva", 1, { notes: "x" }, { by, now: later })).rejects.toMatchObject(
			refused("conflict", "revision", "stale"),
		);
		expect(await Events.countDocuments({ "subject.id": "eva", type: "citizen.changed" })).toBe(1);
	});

	it("with nothing on record when nothing changed", async () => {
		await createCitizen({ name: "Nada Nuevo", birthDate: "1990-05-31" }, { by, now, id: "nada" });
		expect((await editCitizen("nada", 1, { birthDate: "1990-05-31" }, { by, now: later })).revision).toBe(1);
	});

	it("but not to a document that somebody else has", async () => {
		await createCitizen({ name: "Con Documento", documents: [dui("33333333-8")] }, { by, now });
		await createCitizen({ name: "Sin Documento" }, { by, now, id: "sin" });
		const taking = editCitizen("sin", 1, { documents: [dui("33333333-8")] }, { by, now: later });
		await expect(taking).rejects.toMatchObject(refused("conflict", "documents", "taken"));
	});
});

it("B3: the record that counts is found through any number of mergers", async () => {
	for (const [id, number] of [
		["a", "1"],
		["b", "2"],
		["c", "3"],
	] as const) {
		await createCitizen({ name: `Persona ${id}`, documents: [dui(number)] }, { by, now, id });
	}
	await Citizens.updateOne({ _id: "a" }, { mergedInto: "b" });
	await Citizens.updateOne({ _id: "b" }, { mergedInto: "c" });
	expect((await findByDocument(dui("1")))?._id).toBe("c");
	expect((await findCitizen("b"))?._id).toBe("c");
	expect((await findCitizen("c"))?._id).toBe("c");
	expect(await findCitizen("nobody")).toBeNull();
});
