import { type FailureKind, kindOf } from "../connection/failure.ts";
import { createStore, useStore } from "../connection/store.ts";
import type { Mode } from "./drafts.ts";
import { type Upload, type Uploaded, upload } from "./upload.ts";

/** Bytes (C: 20 MB, as the hub checks again). */
export const largestFile = 20 * 1024 * 1024;
/** As the wire allows per message. */
export const mostFiles = 5;

export interface Attachment {
	key: string;
	name: string;
	size: number;
	/** 0–1 while it goes up. */
	progress: number;
	uploaded: Uploaded | null;
	failure: FailureKind | null;
}

/** Why a file was not even tried. */
export type Refused = { why: "too-large" | "empty"; name: string; size: number } | { why: "too-many" };

const none: readonly Attachment[] = [];
const store = createStore<Readonly<Record<string, readonly Attachment[]>>>({});
const files = new Map<string, { file: File; address: string; place: string; running: Upload | null }>();

const placeOf = (conversation: string, mode: Mode) => `${conversation}:${mode}`;

function change(place: string, how: (before: readonly Attachment[]) => readonly Attachment[]): void {
	store.set((before) => ({ ...before, [place]: how(before[place] ?? none) }));
}

function set(place: string, key: string, fields: Partial<Attachment>): void {
	change(place, (before) => before.map((each) => (each.key === key ? { ...each, ...fields } : each)));
}

/** What is attached to what is being written; it stays when one looks at another conversation meanwhile. */
export function useAttachments(conversation: string, mode: Mode): readonly Attachment[] {
	return useStore(store)[placeOf(conversation, mode)] ?? none;
}

/** Starts sending files, to the conversation unless `address` says where; answers which were refused and why. */
export function attach(
	conversation: string,
	mode: Mode,
	chosen: readonly File[],
	address = `/api/v1/conversations/${encodeURIComponent(conversation)}/files`,
): Refused[] {
	const place = placeOf(conversation, mode);
	const refused: Refused[] = [];
	let room = mostFiles - (store.get()[place] ?? none).length;
	for (const file of chosen) {
		if (file.size === 0) refused.push({ why: "empty", name: file.name, size: 0 });
		else if (file.size > largestFile) refused.push({ why: "too-large", name: file.name, size: file.size });
		else if (room <= 0) {
			if (!refused.some((each) => each.why === "too-many")) refused.push({ why: "too-many" });
		} else {
			room -= 1;
			const key = crypto.randomUUID();
			files.set(key, { file, address, place, running: null });
			change(place, (before) => [
				...before,
				{ key, name: file.name, size: file.size, progress: 0, uploaded: null, failure: null },
			]);
			void run(key);
		}
	}
	return refused;
}

/** Sends one again that failed. */
export function retryAttachment(key: string): void {
	void run(key);
}

export function removeAttachment(key: string): void {
	const entry = files.get(key);
	if (!entry) return;
	files.delete(key);
	entry.running?.stop();
	change(entry.place, (before) => before.filter((each) => each.key !== key));
}

/** They went out with a message: the place is free again. */
export function clearAttachments(conversation: string, mode: Mode): void {
	const place = placeOf(conversation, mode);
	for (const { key } of store.get()[place] ?? none) files.delete(key);
	change(place, () => none);
}

async function run(key: string): Promise<void> {
	const entry = files.get(key);
	if (!entry) return;
	set(entry.place, key, { progress: 0, failure: null });
	entry.running = upload(entry.address, entry.file, (progress) => set(entry.place, key, { progress }));
	try {
		const uploaded = await entry.running.done;
		set(entry.place, key, { progress: 1, uploaded });
	} catch (error) {
		set(entry.place, key, { failure: kindOf(error) });
	}
}
