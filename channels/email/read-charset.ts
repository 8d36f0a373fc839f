import iconv from "iconv-lite";

/**
 * Bytes as text. The label is believed where it can be; what is labelled wrongly, not at all or as nothing known is
 * UTF-8 when it can be that, else Windows' Latin.
 */
export function readCharset(bytes: Buffer, label: string): string {
	const name = label.toLowerCase().replace(/[^a-z0-9]/g, "");
	const labelled = unicode.has(name) ? null : decode(bytes, label.trim());
	return withoutMark(labelled ?? asUtf8(bytes) ?? iconv.decode(bytes, "windows-1252"));
}

/** Labels that say nothing: many programs write them over whatever they have. */
const unicode = new Set(["", "utf8", "ascii", "usascii", "unknown8bit", "xunknown", "default", "binary", "8bit"]);

function decode(bytes: Buffer, label: string): string | null {
	if (/^(csiso|iso-?)2022-?jp/i.test(label)) return new TextDecoder("iso-2022-jp").decode(bytes);
	// What calls itself Latin 1 means Windows' (WHATWG): the same, and more in 0x80 to 0x9F.
	if (/^(iso[-_]?8859[-_]?1|latin[-_]?1|l1)$/i.test(label)) {
		return asUtf8(bytes, true) ?? iconv.decode(bytes, "windows-1252");
	}
	return iconv.encodingExists(label) ? iconv.decode(bytes, label) : null;
}

/** Null when it is not valid UTF-8; with `needed`, also when it is plain ASCII or could as well be Latin. */
function asUtf8(bytes: Buffer, needed = false): string | null {
	try {
		const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
		return needed && text.length === bytes.length ? null : text;
	} catch {
		return null;
	}
}

function withoutMark(text: string): string {
	return text.startsWith("\ufeff") ? text.slice(1) : text;
}
