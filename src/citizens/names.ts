const marks = /\p{M}/gu;
const between = /[^\p{L}\p{N}]+/u;

/** The words of a name as they are compared: no accents, no case, no punctuation; "de", "la" and the like stay. Pure. */
export function nameWords(name: string): string[] {
	return name
		.normalize("NFD")
		.replace(marks, "")
		.toLowerCase()
		.split(between)
		.filter((word) => word !== "");
}

/**
 * Whether two full names are the same: accents, case, punctuation and the order of the words are forgiven, nothing else
 * (B3). Pure.
 *
 * @example sameName("María José Pérez López", "PEREZ LOPEZ, MARIA JOSE") // true
 */
export function sameName(one: string, other: string): boolean {
	const [a, b] = [nameWords(one).sort(), nameWords(other).sort()];
	return a.length > 0 && a.length === b.length && a.every((word, place) => word === b[place]);
}
