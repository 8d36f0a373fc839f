import type { Span } from "./span.ts";

/** A code of six digits that is the whole message, with or without the words that lead to it. */
export function findCode(plain: string): Span[] {
	if (plain.length > 100) return [];
	const digits = codePattern.exec(plain)?.groups?.digits;
	if (!digits) return [];
	const from = plain.indexOf(digits);
	return [{ from, to: from + digits.length, shown: 0 }];
}

export const codePattern = new RegExp(
	[
		String.raw`^[^\p{L}\d]{0,8}`,
		"(?:(?:(?:el|mi|su|este|the|my|this|your|es|is) {0,3}){0,2}(?:verification |security |access |login |confirmation )?",
		String.raw`(?:codigo|co\u0301digo|code|otp|token)(?: de (?:verificacion|acceso|seguridad|confirmacion|un solo uso))?`,
		" {0,3}(?:es|is)?[ :=#]{0,4})?",
		String.raw`(?<digits>\d{3}[ -]?\d{3}|\d(?: \d){5})[^\p{L}\d]{0,8}$`,
	].join(""),
	"u",
);
