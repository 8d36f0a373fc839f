import { checkDocument } from "../documents/index.ts";
import type { Span } from "./span.ts";

const SHOWN = 3;
const MIN_DIGITS = 5;

/** Numbers of documents: in the form that only they have, with the right check digit, or after the word for one. */
export function findDocuments(plain: string): Span[] {
	const spans = [...writtenAsDocuments(plain), ...namedAsDocuments(plain)].sort(
		(a, b) => a.from - b.from || b.to - a.to,
	);
	let free = 0;
	return spans.filter(({ from, to }) => {
		if (from < free) return false;
		free = to;
		return true;
	});
}

function* writtenAsDocuments(plain: string): Generator<Span> {
	for (const { form, types } of documentForms)
		for (const { index, 0: text } of plain.matchAll(form))
			if (types.some(([country, type]) => checkDocument(country, type, text).ok))
				yield { from: index, to: index + text.length, shown: SHOWN };
}

function* namedAsDocuments(plain: string): Generator<Span> {
	for (const { index, 0: all, groups } of plain.matchAll(documentNamed)) {
		const text = oneNumber(groups?.number ?? "");
		if (text.replace(/\D/g, "").length < MIN_DIGITS || isCaseOrDate.test(text)) continue;
		const from = index + all.length - (groups?.number?.length ?? 0);
		yield { from, to: from + text.length, shown: SHOWN };
	}
}

/** The forms that tell a document from other numbers by their groups, and whose check digit must be right too. */
export const documentForms: { form: RegExp; types: [string, string][] }[] = [
	form(/\d{8}-\d/, "SV dui", "CL rut"),
	form(/\d{4}-\d{6}-\d{3}-\d/, "SV nit"),
	form(/\d{1,2}\.\d{3}\.\d{3}-[\dk]/, "CL rut", "UY ci"),
	form(/\d{7}-[\dk]|\d{8}-k/, "CL rut"),
	form(/\d{5,8}-k/, "GT nit"),
	form(/\d{4}[ -]\d{5}[ -]\d{4}/, "GT dpi"),
	form(/[a-z]{4}\d{6}[hmx][a-z]{5}[a-z\d]\d/, "MX curp"),
	form(/[a-zñ&]{3,4}[ -]?\d{6}[ -]?[a-z\d]{2}[\da]/, "MX rfc"),
	form(/\d{8}-?[a-z]|\d{2}\.\d{3}\.\d{3}-?[a-z]/, "ES dni"),
	form(/[xyz]-?\d{7}-?[a-z]/, "ES nie"),
	form(/\d{2}-\d{8}-\d/, "AR cuit"),
	form(/\d{3}\.\d{3}\.\d{3}-\d/, "CO nit"),
	form(/[vejpgc]-\d{8}-\d/, "VE rif"),
	form(/\d{3}-\d{7}-\d/, "DO cedula"),
	form(/\d{2}-\d{6}-\d{3}-\d/, "UY rut"),
];

/** A document's name, what people say between it and the number, and the number as far as it may go. */
export const documentNamed = new RegExp(
	[
		String.raw`(?<![\p{L}\d])(?:dui|d\.u\.i\.|nite?|n\.i\.t\.|c\.?i\.?|c\.?c\.?|c(?:e|e\u0301)dula|dni|nie|nif|cif|curp|rfc|rut|cuit|cuil|ruc|rif|rnc`,
		"|dpi|cui|dimex|pasaporte|passport|carnet|documento de identidad|(?:mi|su|my|numero de|number of|identity) documento?",
		String.raw`|(?:numero de|my|mi) (?:identificacion|id)|identity card|(?:id|identity) number|national id|id card)(?![\p{L}\d])`,
		String.raw`(?:[\s:#=.,]{1,3}(?:de|del|of|identidad|ciudadania|extranjeria|residencia|fisica|juridica|numero|number|nro|num|no|es|is`,
		String.raw`|el|la|mi|su|my|the|unico|personal|card|hij[oa]|espos[oa]|madre|padre)(?![\p{L}\d])){0,5}[\s:#=.°º(]{1,4}`,
		String.raw`(?<number>[a-zñ&]{3,4}\d{6}[a-z\d]{3,8}|(?:[a-z]{1,3}[ -]?)?\d(?:[ .-]?[\dk]){4,17}(?:(?:-?|[ -]?\d)[a-z](?![\p{L}\d]))?)(?![\p{L}\d])`,
	].join(""),
	"gu",
);

/** A case's number (B4), a date. */
const isCaseOrDate = /^(?:\d{4}-\d{6}-\d|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4})$/;

/** Another number may follow after a space: what is long enough before it is all. */
function oneNumber(text: string): string {
	const whole = /^.{0,3}?\d[\d.-]{6,20}(?=[ ]\d)/.exec(text)?.[0];
	return whole ?? text;
}

function form(pattern: RegExp, ...types: string[]): { form: RegExp; types: [string, string][] } {
	return {
		form: new RegExp(`(?<![\\p{L}\\d•]|[\\d][.\\-/])(?:${pattern.source})(?![\\p{L}\\d•]|[.\\-/]\\d)`, "gu"),
		types: types.map((type) => {
			const [country = "", name = ""] = type.split(" ");
			return [country, name];
		}),
	};
}
