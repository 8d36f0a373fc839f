import { fileTypeFromBuffer } from "file-type";
import { type Format, formatOf } from "./allowed.ts";
import { FileRefused } from "./refused.ts";
import { createTextCheck, isMarkupOrScript } from "./text.ts";

/** How many first bytes tell what a file is. */
export const HEAD_BYTES = 64 * 1024;

/** `zip`: an office document, if its directory (at its end) says so; `text`: if all that follows is text as well. */
export type Sniffed = Format | "zip" | "text";

/**
 * Tells by its first bytes what a file is; what its sender calls it does not count (C3).
 *
 * @throws FileRefused `type` for all that is not on the list: programs, scripts, pages, archives, unknown bytes.
 */
export async function sniff(head: Uint8Array): Promise<Sniffed> {
	if (startsWith(head, "PK\x03\x04")) {
		return "zip";
	}
	const isText = createTextCheck().takes(head);
	if (isText && !startsWith(head, "%PDF-")) {
		if (isMarkupOrScript(head)) {
			throw new FileRefused("type");
		}
		return "text";
	}
	// The mark of UTF-16, in which scripts of Windows may be written; the sniffer takes it for sound.
	const found = startsWith(head, "\xff\xfe") ? undefined : await identify(head);
	const format = found && formatOf({ sniffed: found });
	if (!format) {
		throw new FileRefused("type");
	}
	return format;
}

async function identify(head: Uint8Array): Promise<string | undefined> {
	try {
		return (await fileTypeFromBuffer(head))?.mime;
	} catch {
		// It throws when a structure goes beyond the bytes at hand; of ours none does.
		return undefined;
	}
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
	return Buffer.from(signature, "latin1").equals(bytes.subarray(0, signature.length));
}
