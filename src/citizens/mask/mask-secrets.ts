import { findCards } from "./cards.ts";
import { findCode } from "./code.ts";
import { findDocuments } from "./documents.ts";
import { findPasswords } from "./passwords.ts";
import type { Span } from "./span.ts";

const secrets = ["document", "card", "password", "code"] as const;
/** Kinds of what a citizen types by mistake, or must not stay in a transcript. */
export type Secret = (typeof secrets)[number];

/**
 * Masks with • what must not stay in a transcript (P2): payment cards but for their last four digits, documents but for
 * their last three characters, passwords, and a code that is the whole message. Spaces and dashes stay, and so does the
 * length, so that one still sees what it was. Telephones, dates, amounts and case numbers stay. Spanish and English.
 * Pure; the work grows with the text's length and no faster.
 *
 * @example maskSecrets("Mi DUI es 00016297-5") // { text: "Mi DUI es ••••••97-5", found: ["document"] }
 */
export function maskSecrets(text: string): { text: string; found: Secret[] } {
	let masked = text;
	let plain = plainOf(text);
	const found: Secret[] = [];
	// What one finds is hidden from the next: a card is no document.
	for (const [secret, find] of finders) {
		const spans = find(plain);
		if (spans.length === 0) continue;
		found.push(secret);
		masked = hide(masked, plain, spans);
		plain = hide(plain, plain, spans);
	}
	return { text: masked, found: secrets.filter((secret) => found.includes(secret)) };
}

const finders = [
	["code", findCode],
	["card", findCards],
	["password", findPasswords],
	["document", findDocuments],
] as const;

/** The same text, unit by unit, with the digits, dashes and spaces that keyboards have, in lower case, vowels plain. */
function plainOf(text: string): string {
	return text
		.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 15))
		.replace(/[\u2010-\u2015\u2212\uff0d]/g, "-")
		.replace(/[\u00a0\u2007\u202f]/g, " ")
		.replace(/[A-ZÁÉÍÓÚÜÑáéíóúü]/g, (letter) => {
			const lower = letter.toLowerCase();
			return lower === "ñ" ? lower : lower.normalize("NFD").charAt(0);
		});
}

/** From the end of each span back: what is shown, then •; spaces and dashes stay where anything is shown. */
function hide(text: string, plain: string, spans: readonly Span[]): string {
	let at = 0;
	const parts: string[] = [];
	for (const { from, to, shown } of spans) {
		let left = shown;
		const part: string[] = [];
		for (let place = to - 1; place >= from; place -= 1) {
			const separates = shown > 0 && " .-/".includes(plain.charAt(place));
			part.push(separates || left > 0 ? text.charAt(place) : "•");
			if (!separates) left -= 1;
		}
		parts.push(text.slice(at, from), part.reverse().join(""));
		at = to;
	}
	return parts.join("") + text.slice(at);
}
