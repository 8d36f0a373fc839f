/** Everything below a space except tab and line feed, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unwanted = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** What somebody wrote, without characters that show nothing or disguise what they show. */
export function cleanText(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(unwanted, "").normalize("NFC").trim();
}

/** As `cleanText`, for what stands in one line: a name. */
export function cleanLine(text: string): string {
	return cleanText(text).replace(/\s+/g, " ");
}
