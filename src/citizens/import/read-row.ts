import { createHash } from "node:crypto";
import { type CheckedCitizen, CitizenInput, checkCitizen } from "../check.ts";
import type { ColumnField, Reading, RowProblem } from "./model.ts";

/** A row as a person, or what is wrong with it. */
export type ReadRow = { checked: CheckedCitizen; key: string; citizen: string } | { problems: RowProblem[] };

/** Makes a person of a row (B11). Dates may be written as 1990-05-31, or the day first: 31/05/1990. Pure. */
export function readRow(cells: readonly string[], reading: Reading, now: Date): ReadRow {
	const cell = (field: ColumnField) => {
		const place = reading.mapping.indexOf(field);
		return place < 0 ? "" : (cells[place] ?? "").trim();
	};
	if (cells.some((text) => text.includes("\uFFFD"))) return { problems: [{ field: "name", reason: "unreadable" }] };
	const contacts = (["email", "phone", "whatsapp"] as const)
		.filter((kind) => cell(kind) !== "")
		.map((kind) => ({ kind, address: cell(kind) }));
	const country = (cell("country") || reading.country).toUpperCase();
	const parsed = CitizenInput.safeParse({
		name: cell("name") || `${cell("firstNames")} ${cell("surnames")}`,
		documents:
			cell("number") === ""
				? []
				: [{ country, type: (cell("type") || reading.type).toLowerCase(), number: cell("number") }],
		birthDate: cell("birthDate") === "" ? null : isoDate(cell("birthDate")),
		contacts,
		language: /^(es|en)/i.exec(cell("language"))?.[1]?.toLowerCase() ?? null,
		notes: cell("notes"),
		source: "import",
	});
	if (!parsed.success) {
		const path = parsed.error.issues[0]?.path.join(".") ?? "";
		return {
			problems: [
				{ field: columnOf(path, contacts), reason: path.startsWith("documents") ? "not-a-document" : "too-long" },
			],
		};
	}
	const result = checkCitizen(parsed.data, now);
	if ("problems" in result) {
		return { problems: result.problems.map(({ field, reason }) => ({ field: columnOf(field, contacts), reason })) };
	}
	const key = keyOf(result.citizen);
	return {
		checked: result.citizen,
		key,
		citizen: `import-${createHash("sha256").update(key).digest("hex").slice(0, 32)}`,
	};
}

/** By what the same person is told in the same file once more: the document, else all that identifies. */
function keyOf({ documents: [document], name, birthDate, contacts }: CheckedCitizen): string {
	if (document) return `${document.country} ${document.type} ${document.number}`;
	return `- ${name} ${birthDate ?? ""} ${contacts.map(({ address }) => address).join(" ")}`;
}

function isoDate(text: string): string {
	const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
	return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The column that a field of a person came from. */
function columnOf(field: string, contacts: readonly { kind: string }[]): string {
	const [name = "", place] = field.split(".");
	if (name === "documents") return "number";
	return name === "contacts" ? (contacts[Number(place)]?.kind ?? "phone") : name;
}
