/** The largest file that citizens and agents may send (C3), in bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

export type FileKind = "image" | "video" | "audio" | "document" | "text";

/** A type of file that is let in. Everything else is refused. */
export interface Format {
	kind: FileKind;
	/** As sent to browsers. */
	mime: string;
	/** The extension it gets; others that it may keep. */
	extension: string;
	aliases: readonly string[];
	/** What the sniffer calls it, where it differs from `mime`. */
	sniffedAs?: readonly string[];
}

export const FORMATS: readonly Format[] = [
	{ kind: "image", mime: "image/png", extension: "png", aliases: [], sniffedAs: ["image/png", "image/apng"] },
	{ kind: "image", mime: "image/jpeg", extension: "jpg", aliases: ["jpeg", "jpe", "jfif"] },
	{ kind: "image", mime: "image/gif", extension: "gif", aliases: [] },
	{ kind: "image", mime: "image/webp", extension: "webp", aliases: [] },
	{ kind: "image", mime: "image/heic", extension: "heic", aliases: ["heif"] },
	{ kind: "video", mime: "video/mp4", extension: "mp4", aliases: ["m4v"], sniffedAs: ["video/mp4", "video/x-m4v"] },
	{ kind: "video", mime: "video/webm", extension: "webm", aliases: [] },
	{ kind: "video", mime: "video/quicktime", extension: "mov", aliases: ["qt"] },
	{
		kind: "audio",
		mime: "audio/ogg",
		extension: "ogg",
		aliases: ["oga", "opus"],
		sniffedAs: ["audio/ogg", "audio/ogg; codecs=opus"],
	},
	{ kind: "audio", mime: "audio/mpeg", extension: "mp3", aliases: [] },
	{ kind: "audio", mime: "audio/mp4", extension: "m4a", aliases: [], sniffedAs: ["audio/x-m4a", "audio/mp4"] },
	{ kind: "audio", mime: "audio/wav", extension: "wav", aliases: [] },
	{ kind: "document", mime: "application/pdf", extension: "pdf", aliases: [] },
	{
		kind: "document",
		mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		extension: "docx",
		aliases: [],
	},
	{
		kind: "document",
		mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		extension: "xlsx",
		aliases: [],
	},
	{
		kind: "document",
		mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		extension: "pptx",
		aliases: [],
	},
	{ kind: "document", mime: "application/vnd.oasis.opendocument.text", extension: "odt", aliases: [] },
	{ kind: "document", mime: "application/vnd.oasis.opendocument.spreadsheet", extension: "ods", aliases: [] },
	{ kind: "document", mime: "application/vnd.oasis.opendocument.presentation", extension: "odp", aliases: [] },
	{ kind: "text", mime: "text/csv", extension: "csv", aliases: [] },
	{ kind: "text", mime: "text/plain", extension: "txt", aliases: [] },
];

/**
 * Names that are refused whatever is inside: what a computer may run, mount, unpack or render as a page when the person
 * who receives it opens it.
 */
export const REFUSED_EXTENSIONS: ReadonlySet<string> = new Set(
	[
		"exe com scr pif cpl dll sys drv ocx msi msp msix appx bat cmd ps1 psm1 vbs vbe js jse mjs cjs wsf wsh hta lnk url",
		"scf reg inf jar class apk aab xapk ipa dmg pkg app iso img vhd vhdx sh bash zsh csh ksh fish command deb rpm run",
		"bin elf so dylib py pyc pyw pl rb php phar jsp asp aspx swf wasm",
		"html htm xhtml xht shtml svg svgz xml xsl mht mhtml",
		"docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam doc dot xls xlt ppt pot rtf",
		"zip rar 7z tar gz tgz bz2 xz zst cab arj lzh ace",
	].flatMap((line) => line.split(" ")),
);

/** The row of the table for an extension, or for a type by the sniffer's name. */
export function formatOf(by: { extension: string } | { sniffed: string }): Format | undefined {
	if ("extension" in by) {
		return FORMATS.find(({ extension, aliases }) => extension === by.extension || aliases.includes(by.extension));
	}
	return FORMATS.find(({ mime, sniffedAs }) => (sniffedAs ?? [mime]).includes(by.sniffed));
}
