/** Everything below a space except tab and line feed, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unwanted = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** What somebody wrote, without characters that show nothing or disguise what they show. */
export function cleanText(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(unwanted, "").normalize("NFC").trim();
}

/** Of a text that is cut to so many characters, so much more is looked at: white space goes, and a character may take several units. */
const unitsLooked = 4;

/** As `cleanText`, for what stands in one line: a name, of at most `longest` characters. */
export function cleanLine(text: string, longest?: number): string {
	if (longest === undefined) return cleanText(text).replace(/\s+/g, " ");
	const line = cleanLine(text.slice(0, longest * unitsLooked));
	return [...line].slice(0, longest).join("").trimEnd();
}
