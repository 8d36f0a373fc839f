/** Digits of a telephone number, country code included: the shortest in use and the longest that E.164 allows. */
export const phoneDigits = { least: 7, most: 15 } as const;

export type ContactProblem =
	| { problem: "nothing" | "email-at" | "email-name" | "email-domain" }
	| { problem: "phone-short" | "phone-long"; digits: number };

/**
 * A telephone number or e-mail address out of what the citizen typed, or what is missing in it. Lenient: a wrong
 * address is noticed when it is used, a refused right one loses the citizen (B7). Pure.
 *
 * @example readContact("mi cel es 7777-8888") // { contact: "7777-8888" }
 */
export function readContact(text: string): { contact: string } | ContactProblem {
	const line = text.replace(/\s+/g, " ").trim().slice(0, 200);
	if (line.includes("@")) return readEmail(line);

	const numbers = (line.match(/\+?\(?\d[\d\s().\-–/]*/g) ?? []).map((number) => number.replace(/[^\d+)]+$/, "").trim());
	const longest = numbers.sort((a, b) => count(b) - count(a))[0];
	if (!longest || count(longest) === 0) return looksLikeEmail(line) ? { problem: "email-at" } : { problem: "nothing" };
	const digits = count(longest);
	if (digits < phoneDigits.least) {
		return looksLikeEmail(line) ? { problem: "email-at" } : { problem: "phone-short", digits };
	}
	if (digits > phoneDigits.most) return { problem: "phone-long", digits };
	return { contact: longest };
}

function readEmail(line: string): { contact: string } | ContactProblem {
	const whole = /[^\s@<>()[\]",;:]+@[^\s@<>()[\]",;:]+\.[\p{L}]{2,}/u.exec(line.replace(/\s*@\s*/g, "@"));
	if (whole) return { contact: whole[0] };
	return /(^|\s)@/.test(line) ? { problem: "email-name" } : { problem: "email-domain" };
}

function looksLikeEmail(line: string): boolean {
	return (
		/[\p{L}\d]\.(?:com|net|org|gob|gov|edu|sv|bo|es|io)\b/iu.test(line) ||
		/\b(?:gmail|hotmail|outlook|yahoo)\b/i.test(line)
	);
}

function count(text: string): number {
	return text.replace(/\D/g, "").length;
}
