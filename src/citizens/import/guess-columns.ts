import { nameWords } from "../names.ts";
import type { ColumnField } from "./model.ts";

/** Headers without accents, case and signs, as offices write them. */
const known: Readonly<Record<ColumnField, readonly string[]>> = {
	name: ["nombre", "nombre completo", "nombres y apellidos", "nombre y apellidos", "name", "full name"],
	firstNames: ["nombres", "first name", "first names", "given name", "given names"],
	surnames: ["apellidos", "apellido", "surname", "surnames", "last name", "last names", "family name"],
	country: ["pais", "pais del documento", "country", "document country"],
	type: ["tipo", "tipo de documento", "tipo documento", "type", "document type"],
	number: [
		"documento",
		"numero",
		"numero de documento",
		"no documento",
		"document",
		"number",
		"document number",
		"dui",
		"nit",
		"ci",
		"cedula",
		"dni",
		"curp",
		"rut",
		"carnet",
	],
	birthDate: [
		"fecha de nacimiento",
		"nacimiento",
		"fecha nacimiento",
		"birth date",
		"birthdate",
		"date of birth",
		"dob",
	],
	email: ["correo", "correo electronico", "email", "e mail", "mail", "email address"],
	phone: ["telefono", "tel", "celular", "movil", "phone", "telephone", "mobile", "phone number"],
	whatsapp: ["whatsapp"],
	language: ["idioma", "language"],
	notes: ["notas", "observaciones", "comentarios", "notes", "remarks", "comments"],
};

/** What each column seems to hold, by its header; each thing once. Pure. */
export function guessColumns(headers: readonly string[]): (ColumnField | null)[] {
	const fields = Object.entries(known);
	const taken = new Set<string>();
	return headers.map((header) => {
		const said = nameWords(header).join(" ");
		const field = columnOf(fields.find(([name, ways]) => !taken.has(name) && ways.includes(said))?.[0]);
		if (field) taken.add(field);
		return field;
	});
}

function columnOf(name: string | undefined): ColumnField | null {
	return name !== undefined && isColumn(name) ? name : null;
}

function isColumn(name: string): name is ColumnField {
	return Object.hasOwn(known, name);
}
