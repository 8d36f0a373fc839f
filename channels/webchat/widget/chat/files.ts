import { fileLimit } from "../core/limits.ts";
import { holds, readJson } from "../core/stored.ts";
import type { FilePart } from "../core/wire.ts";

export type UploadFailure = "too-big" | "empty" | "kind" | "infected" | "busy" | "failed";
/** `removed`: it is kept from everybody, because a harmful program was found in it. */
export type Downloaded = Blob | "removed" | null;

export interface Upload {
	/** The stored file, or why there is none; `null` when it was cancelled. */
	done: Promise<FilePart | UploadFailure | null>;
	cancel(): void;
}

/**
 * Sends one file to the office, telling its progress from 0 to 1 (C3). The socket is for words; a file goes by HTTP,
 * where the browser tells how far it is.
 */
export function upload(server: string, token: string | null, file: File, progress: (share: number) => void): Upload {
	if (file.size > fileLimit) return { done: Promise.resolve("too-big"), cancel() {} };
	if (file.size === 0) return { done: Promise.resolve("empty"), cancel() {} };
	const request = new XMLHttpRequest();
	const done = new Promise<FilePart | UploadFailure | null>((resolve) => {
		request.upload.addEventListener("progress", (event) => progress(event.total ? event.loaded / event.total : 0));
		request.addEventListener("load", () => resolve(outcomeOf(request)));
		request.addEventListener("error", () => resolve("failed"));
		request.addEventListener("abort", () => resolve(null));
		request.open("POST", `${server}/api/v1/webchat/files`);
		request.setRequestHeader("Authorization", `Bearer ${token ?? ""}`);
		const form = new FormData();
		form.append("file", file, file.name);
		request.send(form);
	});
	return { done, cancel: () => request.abort() };
}

/** Fetches a file of the conversation, or only asks for it (`peek`); null when it cannot be had. */
export async function download(server: string, token: string | null, id: string, peek = false): Promise<Downloaded> {
	try {
		const answer = await fetch(`${server}/api/v1/webchat/files/${encodeURIComponent(id)}`, {
			method: peek ? "HEAD" : "GET",
			headers: { Authorization: `Bearer ${token ?? ""}` },
		});
		if (answer.status === 403) return "removed";
		return answer.ok ? await answer.blob() : null;
	} catch {
		return null;
	}
}

function outcomeOf(request: XMLHttpRequest): FilePart | UploadFailure {
	if (request.status === 201) {
		const stored = readJson(request.responseText);
		return isStored(stored)
			? { type: "file", file: stored.id, name: stored.name, mime: stored.mime, size: stored.size }
			: "failed";
	}
	if (request.status === 413) return "too-big";
	if (request.status === 429) return "busy";
	if (request.responseText.includes('"reason":"infected"')) return "infected";
	return [400, 415, 422].includes(request.status) ? "kind" : "failed";
}

function isStored(value: unknown): value is { id: string; name: string; mime: string; size: number } {
	return holds(value, { id: "string", name: "string", mime: "string", size: "number" });
}
