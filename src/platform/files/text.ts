/** Reads a file piece by piece and tells whether all of it is text. */
export interface TextCheck {
	/** Whether the text goes on; a character may be cut between two pieces. */
	takes(piece: Uint8Array): boolean;
	/** Whether it ends with a whole character. */
	ends(): boolean;
}

/** Text is valid UTF-8 without control characters other than tab, line feed, form feed and carriage return. */
export function createTextCheck(): TextCheck {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const decodes = (piece?: Uint8Array) => {
		try {
			decoder.decode(piece, { stream: piece !== undefined });
			return true;
		} catch {
			return false;
		}
	};
	return {
		takes: (piece) => piece.every(isTextByte) && decodes(piece),
		ends: () => decodes(),
	};
}

/** Whether text is a page, an image in XML, a script or a shortcut: what someone's computer may run or render. */
export function isMarkupOrScript(head: Uint8Array): boolean {
	const text = new TextDecoder().decode(head).trimStart();
	return OPENINGS.test(text) || AUTOMATION.test(text);
}

const OPENINGS =
	/^(<[!?a-z/%]|#!|@echo\b|@rem\b|@?setlocal\b|%!ps|\{\\rtf|\[internetshortcut\]|windows registry editor|regedit4)/i;
/** The doors by which scripts of Windows reach the system, wherever they stand. */
const AUTOMATION = /\b(wscript\s*\.|createobject\s*\(|activexobject\b|powershell(\.exe)?\s+-)/i;

function isTextByte(byte: number): boolean {
	return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
}
