/** A text as it is searched in: without accents and case. */
export function plain(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLocaleLowerCase();
}
