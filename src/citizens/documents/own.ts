import type { DocumentReason } from "./rule.ts";

/** Check digits that the package `stdnum` has not, or has wrong; each says where it comes from. Pure. */

/** SV DUI: weights 9 to 2. Source: svcommunity.org, "Cómo calcular el dígito verificador del DUI y NIT". */
export function dui(number: string): DocumentReason | null {
	return expect((10 - (sum(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 10)) % 10, number);
}

/**
 * SV NIT: one algorithm for the sequences up to 100, another since; stdnum takes the first for the sequence 100 alone,
 * and gives 1 where the remainder is 0. Since 2021 a person's DUI is their NIT. Source: as for the DUI; python-stdnum,
 * stdnum.sv.nit; Ley de Homologación, D.L. 203/2021.
 */
export function svNit(number: string): DocumentReason | null {
	if (number.length === 9) return dui(number);
	if (!"019".includes(number.charAt(0))) return "component";
	const old = number.slice(10, 13) <= "100";
	return expect(
		old
			? (sum(number, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10
			: elevens(sum(number, [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])),
		number,
	);
}

/** AR CUIT, CUIL: stdnum has not the prefixes 25 and 26. Source: es.wikipedia.org, Clave Única de Identificación Tributaria. */
export function cuit(prefixes: string): (number: string) => DocumentReason | null {
	return (number) => {
		if (!prefixes.split(" ").includes(number.slice(0, 2))) return "component";
		const rest = 11 - (sum(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
		return expect(rest === 11 ? 0 : Math.min(rest, 9), number);
	};
}

/** PY RUC: stdnum gives 1 where the remainder is 0. Source: SET, "Algoritmo para calcular el dígito verificador del RUC". */
export function pyRuc(number: string): DocumentReason | null {
	const body = [...number.slice(0, -1)].reverse();
	return expect(elevens(body.reduce((total, digit, place) => total + Number(digit) * (place + 2), 0)), number);
}

/** UY RUT: stdnum ends at the prefix 21, while the DGI gives out 22. Source: AGESIC, modelo de datos, p. 71. */
export function uyRut(number: string): DocumentReason | null {
	const prefix = Number(number.slice(0, 2));
	if (prefix < 1 || prefix > 22 || number.slice(2, 8) === "000000" || number.slice(8, 11) !== "001") return "component";
	return expect((11 - (sum(number, [4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11, number);
}

/** PE DNI: its check may be left out, or be a letter (stdnum takes none). Source: es.wikipedia.org, DNI (Perú). */
export function peDni(number: string): DocumentReason | null {
	if (number.length === 8) return null;
	const rest = sum(number, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
	const check = number.slice(8);
	return check === "65432110987"[rest] || check === "KJIHGFEDCBA"[rest] ? null : "check-digit";
}

/**
 * GT DPI: stdnum has not the municipalities founded since 2014 (Sipacate in Escuintla, Petatán in Huehuetenango), and
 * takes 00 for one. Source: RENAP, Código Único de Identificación; INE, División político-administrativa.
 */
export function dpi(number: string): DocumentReason | null {
	const municipalities = perDepartment[Number(number.slice(9, 11)) - 1] ?? 0;
	const municipality = Number(number.slice(11));
	if (municipality < 1 || municipality > municipalities) return "component";
	const rest = (sum(number, [2, 3, 4, 5, 6, 7, 8, 9]) % 11) % 10;
	return String(rest) === number.charAt(8) ? null : "check-digit";
}

const perDepartment = [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17];

function sum(number: string, weights: readonly number[]): number {
	return weights.reduce((total, weight, place) => total + weight * Number(number.charAt(place)), 0);
}

/** 11 less the remainder; 0 for the remainders 0 and 1. */
function elevens(total: number): number {
	return ((11 - (total % 11)) % 11) % 10;
}

function expect(digit: number, number: string): DocumentReason | null {
	return String(digit) === number.slice(-1) ? null : "check-digit";
}
