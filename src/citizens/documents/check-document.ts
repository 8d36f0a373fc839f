import type { DocumentReason, Rule } from "./rule.ts";
import { passport, rules } from "./rules.ts";

export type DocumentCheck =
	| { ok: true; canonical: string; reason: null }
	| { ok: false; canonical: null; reason: DocumentReason };

/**
 * Whether a number is one of a country's documents, and how it is kept (B3, B11). Pure, never throws, and in bounded time
 * for any text.
 *
 * `country` is ISO 3166 alpha-2 in any case; `type` is what people call it, in any case and with or without accents and
 * points ("DUI", "C.I.", "cédula de identidad"); what a country has is told by `documentTypes`. Every country has
 * `passport` ("pasaporte"). Forgiven in `text`: spaces, dots, dashes, slashes, lower case, digits of other scripts.
 *
 * `canonical` is one writing for each document, capital letters and digits only, so that two texts for one document
 * give the same: "1234567-1A LP" (BO ci) is "12345671A" (without who issued it), "10117410-2" (PE dni) is "10117410",
 * "12.345.678" (VE cedula) is "V12345678", "3-455-175" (CR cedula) is "304550175". It is valid for the same type again.
 *
 * A right check digit does not prove that the document exists.
 *
 * @example checkDocument("sv", "DUI", "00016297-5") // { ok: true, canonical: "000162975", reason: null }
 * @example checkDocument("ES", "dni", "54362315Z") // { ok: false, canonical: null, reason: "check-digit" }
 */
export function checkDocument(country: string, type: string, text: string): DocumentCheck {
	const known = rulesOf(country);
	if (!known) return no("unknown-country");
	const rule = find(known, type);
	if (!rule) return no("unknown-type");
	if (text.length > MAX_LENGTH) return no("length");
	const number = clean(text, rule);
	if (/[^A-ZÑ&\d]/.test(number)) return no("characters");
	if (!rule.lengths.includes(number.length)) return no("length");
	if (!rule.shape.test(number)) return no("format");
	// Zeroes stand where somebody had no number to give.
	if (!/[1-9]/.test(number)) return no("component");
	const reason = rule.check?.(number);
	return reason ? no(reason) : { ok: true, canonical: rule.canonical?.(number) ?? number, reason: null };
}

/** The types of document known of a country, the usual one first; none for a country that does not exist. Pure. */
export function documentTypes(country: string): string[] {
	return (rulesOf(country) ?? []).map(({ names }) => names[0]);
}

/**
 * A type's own name, so that "Cédula de identidad" and "CI" are kept as one; null for one that the country has not. Pure.
 *
 * @example documentType("BO", "Carnet de Identidad") // "ci"
 */
export function documentType(country: string, type: string): string | null {
	return find(rulesOf(country) ?? [], type)?.names[0] ?? null;
}

const MAX_LENGTH = 64;

function no(reason: DocumentReason): DocumentCheck {
	return { ok: false, canonical: null, reason };
}

function rulesOf(country: string): readonly Rule[] | null {
	if (country.length > MAX_LENGTH) return null;
	const code = country.trim().toUpperCase();
	if (!/^[A-Z]{2}$/.test(code) || noCountry.has(code) || !regions.of(code)) return null;
	return [...(rules[code] ?? []), passport];
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
/** Regions that Intl knows and that issue no documents: groups of countries, and codes for tests. */
const noCountry = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

function find(known: readonly Rule[], type: string): Rule | undefined {
	if (type.length > MAX_LENGTH) return;
	const name = type
		.normalize("NFD")
		.toLowerCase()
		.replace(/[^a-z\d]/g, "");
	return known.find(({ names }) => names.includes(name));
}

function clean(text: string, rule: Rule): string {
	const parts = text
		.normalize("NFKC")
		.replace(/\p{Nd}/gu, asciiDigit)
		.toUpperCase()
		.split(/[\s.,\-/_·\p{Pd}\p{Cf}\u2212]+/u)
		.filter((part) => part !== "");
	return rule.join?.(parts) ?? parts.join("");
}

/** Decimal digits stand in rows of ten in Unicode, so counting back to the first of the row tells which it is. */
function asciiDigit(digit: string): string {
	if (/\d/.test(digit)) return digit;
	let value = 0;
	const code = digit.codePointAt(0) ?? 0;
	while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
	return String(value);
}
