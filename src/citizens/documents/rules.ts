import { cuit, dpi, dui, peDni, pyRuc, svNit, uyRut } from "./own.ts";
import { byStdnum, type Rule } from "./rule.ts";

/** Any country's. ICAO 9303 part 4: up to nine letters and digits. */
export const passport: Rule = {
	names: ["passport", "pasaporte"],
	lengths: [6, 7, 8, 9],
	shape: /^(?=.*\d)[A-Z\d]+$/,
};

/** What each country has, by ISO 3166 alpha-2; the first is what most people are asked for. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
	AR: [
		{ names: ["dni", "documentonacionaldeidentidad"], ...digits(7, 8) },
		// A person's code at work; companies have none.
		{ names: ["cuil"], ...digits(11), check: cuit("20 23 24 25 26 27") },
		{ names: ["cuit"], ...digits(11), check: cuit("20 23 24 25 26 27 30 33 34 50 51 55") },
	],
	BO: [
		{
			// The complement tells apart two people with one number; who issued the card (LP…) is no part of it since Ley
			// 145/2011, so it is forgiven and left out. "E-" is a foreigner's. Source: SEGIP. stdnum asks for the department.
			names: ["ci", "cedula", "ceduladeidentidad", "carnet", "carnetdeidentidad", "carne"],
			lengths: [5, 6, 7, 8, 9, 10, 11, 12],
			shape: /^(E?\d{5,8}(?:\d[A-Z])?)(?:LP|SC|CB|OR|PT|TJ|CH|BE|PD)?$/,
			canonical: (number) => number.replace(/(?:LP|SC|CB|OR|PT|TJ|CH|BE|PD)$/, ""),
		},
		// Its check digit is not published. Source: Servicio de Impuestos Nacionales.
		{ names: ["nit"], ...digits(7, 8, 9, 10, 11, 12) },
	],
	CL: [
		{
			// RUN and RUT of a person are one number.
			names: [
				"rut",
				"run",
				"ci",
				"cedula",
				"ceduladeidentidad",
				"rolunicotributario",
				"rolunico",
				"rolunicodenacional",
			],
			lengths: [8, 9],
			shape: /^\d+[\dK]$/,
			check: byStdnum("CL", "rut"),
		},
	],
	CO: [
		{
			// Up to eight digits until 2003, ten that begin with 1 since; there are none of nine. Source: Registraduría, NUIP.
			names: ["cc", "cedula", "ceduladeciudadania", "ci"],
			...digits(5, 6, 7, 8, 10),
			check: (number) => (number.length === 10 && !number.startsWith("1") ? "component" : null),
		},
		// A natural person's is their cédula with a check digit, so it is never longer than eleven; stdnum takes 16.
		{ names: ["nit"], ...digits(8, 9, 10, 11), check: byStdnum("CO", "nit") },
		{ names: ["ce", "ceduladeextranjeria"], ...digits(6, 7) },
		{ names: ["ti", "tarjetadeidentidad"], ...digits(10, 11) },
	],
	CR: [
		{
			// Province, volume and entry; 1-9 with four digits each, zeroes often left out. Source: TSE.
			names: ["cedula", "cedulafisica", "ceduladeidentidad", "ceduladepersonafisica", "fisica", "cpf", "ci"],
			...digits(9),
			join: ([province = "", volume = "", entry = "", ...more]) =>
				more.length === 0 && volume && entry && province.length <= 2 && volume.length <= 4 && entry.length <= 4
					? province.replace(/^0/, "") + volume.padStart(4, "0") + entry.padStart(4, "0")
					: [province, volume, entry, ...more].join("").replace(/^0(?=\d{9}$)/, ""),
			check: (number) => (number.startsWith("0") ? "component" : null),
		},
		{
			names: ["cedulajuridica", "juridica", "ceduladepersonajuridica", "cpj"],
			...digits(10),
			check: byStdnum("CR", "cpj"),
		},
		{
			// Source: Dirección General de Migración y Extranjería; stdnum takes twelve digits only.
			names: ["dimex", "ceduladeresidencia", "residencia", "cr"],
			...digits(11, 12),
			check: (number) => (number.startsWith("1") ? null : "component"),
		},
		// Source: Hacienda, DGT-R-48-2016.
		{ names: ["nite"], ...digits(10) },
	],
	DO: [
		{
			names: ["cedula", "ceduladeidentidad", "ceduladeidentidadyelectoral", "ci"],
			...digits(11),
			check: byStdnum("DO", "cedula"),
		},
		{ names: ["rnc"], ...digits(9), check: byStdnum("DO", "rnc") },
	],
	EC: [
		{ names: ["cedula", "ci", "ceduladeidentidad", "ceduladeciudadania"], ...digits(10), check: byStdnum("EC", "ci") },
		{ names: ["ruc"], ...digits(13), check: byStdnum("EC", "ruc") },
	],
	ES: [
		{
			names: ["dni", "documentonacionaldeidentidad"],
			lengths: [9],
			shape: /^\d{8}[A-Z]$/,
			check: byStdnum("ES", "dni"),
		},
		{ names: ["nie"], lengths: [9], shape: /^[A-Z]\d{7}[A-Z]$/, check: byStdnum("ES", "nie") },
		{ names: ["nif"], lengths: [9], shape: /^[A-Z\d]\d{7}[A-Z\d]$/, check: byStdnum("ES", "nif") },
		{ names: ["cif"], lengths: [9], shape: /^[A-Z]\d{7}[A-Z\d]$/, check: byStdnum("ES", "cif") },
	],
	GT: [
		{
			names: ["dpi", "cui", "documentopersonaldeidentificacion", "codigounicodeidentificacion"],
			...digits(13),
			check: dpi,
		},
		{
			names: ["nit"],
			lengths: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
			shape: /^\d+[\dK]$/,
			check: byStdnum("GT", "nit"),
			canonical: (number) => number.replace(/^0+(?=.)/, ""),
		},
	],
	MX: [
		{ names: ["curp"], lengths: [18], shape: /^[A-Z]{4}\d{6}[A-Z]{6}[A-Z\d]\d$/, check: byStdnum("MX", "curp") },
		{
			// stdnum also takes ten, without what tells namesakes apart; such a one identifies nobody.
			names: ["rfc"],
			lengths: [12, 13],
			shape: /^[A-ZÑ&]{3,4}\d{6}[A-Z\d]{2}[\dA]$/,
			check: byStdnum("MX", "rfc"),
		},
	],
	PE: [
		{
			names: ["dni", "documentonacionaldeidentidad", "cui"],
			lengths: [8, 9],
			shape: /^\d{8}[A-K\d]?$/,
			check: peDni,
			canonical: (number) => number.slice(0, 8),
		},
		{ names: ["ruc"], ...digits(11), check: byStdnum("PE", "ruc") },
		{ names: ["ce", "carnetdeextranjeria", "carnedeextranjeria", "ceduladeextranjeria"], ...digits(9) },
	],
	PY: [
		{ names: ["ci", "cedula", "ceduladeidentidad", "ceduladeidentidadcivil"], ...digits(5, 6, 7) },
		{ names: ["ruc"], ...digits(5, 6, 7, 8, 9), check: pyRuc },
	],
	SV: [
		{ names: ["dui", "documentounicodeidentidad"], ...digits(9), check: dui },
		{ names: ["nit", "numerodeidentificaciontributaria"], ...digits(9, 14), check: svNit },
	],
	UY: [
		{
			// Numbers under a million have a zero in front on newer cards.
			names: ["ci", "cedula", "ceduladeidentidad"],
			...digits(7, 8),
			check: (number) => uyCedula(number.padStart(8, "0")),
			canonical: (number) => number.padStart(8, "0"),
		},
		{ names: ["rut"], ...digits(12), check: uyRut },
	],
	VE: [
		{
			// Without a letter it is read as a Venezuelan's, as people leave it out.
			names: ["cedula", "ci", "ceduladeidentidad"],
			lengths: [5, 6, 7, 8, 9],
			shape: /^(?:\d{5,8}|[VE]\d{5,8})$/,
			canonical: (number) => (/^\d/.test(number) ? `V${number}` : number),
		},
		{
			// A communal council (C) counts as a company (J), which stdnum does not know. Source: SENIAT.
			names: ["rif"],
			lengths: [10],
			shape: /^[A-Z]\d{9}$/,
			check: (number) => veRif(number.replace("C", "J")),
		},
	],
};

const uyCedula = byStdnum("UY", "cedula");
const veRif = byStdnum("VE", "rif");

function digits(...lengths: number[]): Pick<Rule, "lengths" | "shape"> {
	return { lengths, shape: /^\d+$/ };
}
