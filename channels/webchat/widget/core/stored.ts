import type { FilePart } from "./wire.ts";

/** A stored file as we wrote it down ourselves, or as the office answered an upload. */
export function isFilePart(value: unknown): value is FilePart {
	return holds(value, { type: "string", file: "string", name: "string", mime: "string", size: "number" });
}

/** Whether a value that was read back has these fields of these types; a person or another version may have changed it. */
export function holds(value: unknown, fields: Record<string, "string" | "number" | "object">): boolean {
	if (typeof value !== "object" || value === null) return false;
	const found = new Map<string, unknown>(Object.entries(value));
	return Object.entries(fields).every(([name, type]) => typeof found.get(name) === type);
}

/** JSON that may be none. */
export function readJson(text: string | null): unknown {
	try {
		return JSON.parse(text ?? "");
	} catch {
		return null;
	}
}
