import type { Span } from "./span.ts";

const SHOWN = 4;
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** Numbers of payment cards: 13 to 19 digits, in one run or in groups with one kind of separator, right by Luhn. */
export function findCards(plain: string): Span[] {
	const spans: Span[] = [];
	let free = 0;
	for (const { index } of plain.matchAll(cardStart)) {
		const to = index < free ? null : cardEnd(plain, index);
		if (to === null) continue;
		spans.push({ from: index, to, shown: SHOWN });
		free = to;
	}
	return spans;
}

/** Cards come in groups of four or more at the start; what follows a + is a telephone. */
export const cardStart = /(?<![\p{L}\d+•])\d{4}/gu;

function cardEnd(plain: string, from: number): number | null {
	let digits = "";
	let separator = "";
	let end: number | null = null;
	for (let place = from; digits.length <= MAX_DIGITS; place += 1) {
		const [here, next] = [plain.charAt(place), plain.charAt(place + 1)];
		if (/\d/.test(here)) {
			digits += here;
			if (!/[\p{L}\d]/u.test(next) && isCard(digits)) end = place + 1;
		} else if (/[ .-]/.test(here) && /\d/.test(next) && (separator === "" || separator === here)) separator = here;
		else break;
	}
	return end;
}

/** By what a scheme's cards begin with, so that an IMEI or the time in ms stays. Source: ISO/IEC 7812, the schemes' pages. */
const schemes = [
	/^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
	/^5\d{15}$/, // Mastercard, Elo, Naranja
	/^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/, // Mastercard
	/^3[47]\d{13}$/, // American Express
	/^3(?:0[0-5]|[689]\d)\d{11}$/, // Diners
	/^35\d{14}$/, // JCB
	/^(?:5018|5020|5038|5893)\d{9,15}$/, // Maestro
	/^6\d{12,18}$/, // Discover, UnionPay, Maestro, Cabal, Hipercard
];

function isCard(digits: string): boolean {
	return digits.length >= MIN_DIGITS && luhn(digits) && schemes.some((scheme) => scheme.test(digits));
}

function luhn(digits: string): boolean {
	const total = [...digits].reverse().reduce((sum, digit, place) => {
		const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
		return sum + (value > 9 ? value - 9 : value);
	}, 0);
	return total % 10 === 0;
}
