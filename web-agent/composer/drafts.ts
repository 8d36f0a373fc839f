import { useCallback, useSyncExternalStore } from "react";
import { z } from "zod/mini";
import { createStore, type Store } from "../connection/store.ts";
import { draftsKey } from "./kept.ts";

export type Mode = "reply" | "note";

const Drafts = z.record(z.string(), z.string());
type Drafts = Readonly<Record<string, string>>;

const stores = new Map<string, Store<Drafts>>();

function storeOf(staff: string): Store<Drafts> {
	const known = stores.get(staff);
	if (known) return known;
	const made = createStore<Drafts>(read(staff));
	stores.set(staff, made);
	return made;
}

function read(staff: string): Drafts {
	try {
		const parsed = Drafts.safeParse(JSON.parse(sessionStorage.getItem(draftsKey(staff)) ?? "{}"));
		return parsed.success ? parsed.data : {};
	} catch {
		return {};
	}
}

/** Keeps what `staff` is writing in a conversation; the empty text forgets it. */
export function setDraft(staff: string, conversation: string, mode: Mode, text: string): void {
	const store = storeOf(staff);
	const key = `${conversation}:${mode}`;
	store.set((before) => {
		const { [key]: _, ...others } = before;
		return text === "" ? others : { ...others, [key]: text };
	});
	try {
		sessionStorage.setItem(draftsKey(staff), JSON.stringify(store.get()));
	} catch {
		// Full or closed storage: the draft lasts as long as the page.
	}
}

/** Forgets all drafts of somebody who signed out. */
export function forgetDrafts(staff: string): void {
	stores.delete(staff);
}

/** The draft of a conversation in a mode, kept over changes of conversation and reloads of the tab. */
export function useDraft(staff: string, conversation: string, mode: Mode): [string, (text: string) => void] {
	const store = storeOf(staff);
	const text = useSyncExternalStore(store.subscribe, () => store.get()[`${conversation}:${mode}`] ?? "");
	const set = useCallback((next: string) => setDraft(staff, conversation, mode, next), [staff, conversation, mode]);
	return [text, set];
}
