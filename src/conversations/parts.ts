import { cleanText } from "../platform/clean-text.ts";
import { DomainError } from "../platform/errors.ts";
import { findFile } from "../platform/files/index.ts";
import type { FilePart, Part } from "./model.ts";

/**
 * The parts of a message that somebody wrote.
 *
 * @throws DomainError `invalid`: `text` when there is neither text nor file, `files` for a file of elsewhere, or an infected one.
 */
export async function writtenParts(written: { conversation: string; text: string; files: string[] }): Promise<Part[]> {
	const text = cleanText(written.text);
	if (text === "" && written.files.length === 0) {
		throw new DomainError("invalid", "Write something first", { field: "text" });
	}
	const files = await Promise.all(written.files.map((id) => filePart(id, written.conversation)));
	return [...(text === "" ? [] : [{ type: "text" as const, text }]), ...files];
}

async function filePart(id: string, conversation: string): Promise<FilePart> {
	const file = await findFile(id).catch((error: unknown) => {
		if (error instanceof DomainError && error.kind === "not-found") return null;
		throw error;
	});
	if (file?.conversation !== conversation) {
		throw new DomainError("invalid", "Not a file of this conversation", { field: "files" });
	}
	if (file.scan.state === "infected") {
		throw new DomainError("invalid", "The file holds a harmful program", { field: "files" });
	}
	const { name, mime, size, width, height } = file;
	return { type: "file", file: id, name, mime, size, ...(width && height ? { width, height } : {}) };
}
