/** A number of El Salvador's DUI with its check digit, from its first eight. */
export function duiNumber(first: number): string {
	const digits = String(first).padStart(8, "0");
	const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (9 - place), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}
