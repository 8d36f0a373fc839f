import { type Format, formatOf } from "./allowed.ts";
import { FileRefused } from "./refused.ts";

/** How many last bytes hold the directory of any office document (some hundred bytes for each picture in it). */
export const TAIL_BYTES = 512 * 1024;

/**
 * Tells which office document a zip file is, by the directory at its end; other archives, and documents that carry
 * macros or programs, are refused (C3).
 *
 * @param head its first bytes, where OpenDocument says its type
 * @param tail its last bytes, up to `TAIL_BYTES`
 * @throws FileRefused `type`, or `incomplete` when it has no directory
 */
export function officeFormat(head: Uint8Array, tail: Uint8Array): Format {
	const names = readDirectory(Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength));
	const extension = names.some(isDangerous) ? undefined : (openXml(names) ?? openDocument(Buffer.from(head)));
	const format = extension && formatOf({ extension });
	if (!format) {
		throw new FileRefused("type");
	}
	return format;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;

function readDirectory(tail: Buffer): string[] {
	const end = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
	if (end < 0 || end + END_LENGTH > tail.length || tail.readUInt32LE(end) !== END_OF_DIRECTORY) {
		throw new FileRefused("incomplete");
	}
	const count = tail.readUInt16LE(end + 10);
	let at = end - tail.readUInt32LE(end + 12);
	const names: string[] = [];
	for (let entry = 0; entry < count; entry++) {
		if (at < 0 || at + ENTRY_LENGTH > end || tail.readUInt32LE(at) !== DIRECTORY_ENTRY) {
			throw new FileRefused("incomplete");
		}
		const nameLength = tail.readUInt16LE(at + 28);
		names.push(tail.toString("utf8", at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength));
		at += ENTRY_LENGTH + nameLength + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
	}
	return names;
}

/** Macros of Microsoft and of LibreOffice, ActiveX, embedded packages that may hold anything, programs. */
function isDangerous(name: string): boolean {
	return (
		/(^|\/)(vbaproject\.bin|vbadata\.xml|androidmanifest\.xml)$|(^|\/)(activex|macrosheets)\//i.test(name) ||
		/^(basic|scripts)\//i.test(name) ||
		/\.(exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|hta|lnk|class|dex|jar|msi|sh)$/i.test(name)
	);
}

function openXml(names: string[]): string | undefined {
	if (!names.includes("[Content_Types].xml")) {
		return undefined;
	}
	const parts = { docx: "word/document.xml", xlsx: "xl/workbook.xml", pptx: "ppt/presentation.xml" };
	return Object.entries(parts).find(([, part]) => names.includes(part))?.[0];
}

/** OpenDocument begins with an entry `mimetype`, stored as it is. */
function openDocument(head: Buffer): string | undefined {
	const types = { odt: "text", ods: "spreadsheet", odp: "presentation" };
	const nameLength = head.length < 30 ? 0 : head.readUInt16LE(26);
	if (head.toString("latin1", 30, 30 + nameLength) !== "mimetype") {
		return undefined;
	}
	const start = 30 + nameLength + head.readUInt16LE(28);
	const type = head.toString("latin1", start, start + head.readUInt32LE(22));
	return Object.entries(types).find(([, name]) => type === `application/vnd.oasis.opendocument.${name}`)?.[0];
}
