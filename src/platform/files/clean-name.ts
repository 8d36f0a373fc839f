import { type Format, formatOf, REFUSED_EXTENSIONS } from "./allowed.ts";
import { FileRefused } from "./refused.ts";

const MAX_NAME = 120;

/**
 * A file's name as others may see it (C3): without path, invisible characters (control, text direction, zero width) and
 * what file systems forbid, at most 120 characters, with the extension of what it really is. Without a name of its own
 * it gets the time it came.
 *
 * @example cleanName("C:\\fotos\\mi foto.jpeg", png, now) // "mi foto.png"
 */
export function cleanName(given: string, format: Format, now: Date): string {
	const name = tidy(given);
	const extension = lastPart(name);
	const known = extension === "" ? undefined : formatOf({ extension });
	const stem = known ? name.slice(0, -extension.length - 1) : name;
	const suffix = known === format ? extension : format.extension;
	const visible =
		tidy(shorten(stem, MAX_NAME - suffix.length - 1)) || now.toISOString().slice(0, 19).replace(/\D/g, "");
	return `${RESERVED.test(visible) ? "_" : ""}${visible}.${suffix}`;
}

/**
 * Refuses what by its name would run, unpack or open as a page, whatever its bytes are.
 *
 * @throws FileRefused `type`
 */
export function refuseByName(given: string): void {
	if (REFUSED_EXTENSIONS.has(extensionOf(given))) {
		throw new FileRefused("type");
	}
}

/** The extension that a name has once it is clean, in lower case; empty without one. */
export function extensionOf(given: string): string {
	return lastPart(tidy(given));
}

/** Device names of Windows, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function tidy(given: string): string {
	const visible = given
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "")
		.replace(/[\p{Z}\s]+/gu, " ");
	const file = visible.split(/[/\\]/).at(-1) ?? "";
	// No hidden files, and no trailing dots and spaces: Windows drops these, which would uncover another extension.
	return file.replace(/[<>:"|?*]/g, "_").replace(/^[. ]+|[. ]+$/g, "");
}

function lastPart(name: string): string {
	const dot = name.lastIndexOf(".");
	return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** At most `length` UTF-16 units, without cutting a character in two. */
function shorten(text: string, length: number): string {
	let short = "";
	for (const character of text.slice(0, length + 1)) {
		if (short.length + character.length > length) {
			break;
		}
		short += character;
	}
	return short;
}
