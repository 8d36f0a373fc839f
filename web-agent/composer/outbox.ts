import { z } from "zod/mini";
import { Failure, type FailureKind, kindOf } from "../connection/failure.ts";
import type { Call } from "../connection/socket.ts";
import { createStore, type Store } from "../connection/store.ts";
import { outboxKey } from "./kept.ts";

const Item = z.object({
	/** Made here once; the hub takes the same id only once, so sending again is harmless. */
	id: z.string(),
	conversation: z.string(),
	mode: z.enum(["reply", "note"]),
	text: z.string(),
	files: z.array(z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })),
	at: z.string(),
	/** `failed`: the hub refused it. `taken`: the hub has it, its message is on the way back. */
	state: z.enum(["waiting", "taken", "failed"]),
	failure: z.nullable(z.string()),
	/** Id under which the hub keeps it, once known. */
	message: z.nullable(z.string()),
});
export type Unsent = Omit<z.output<typeof Item>, "failure"> & { failure: FailureKind | null };
export type NewItem = Pick<Unsent, "conversation" | "mode" | "text" | "files">;

export interface Outbox {
	items: Store<readonly Unsent[]>;
	add(item: NewItem): void;
	/** Sends a refused one again, with the same id. */
	retry(id: string): void;
	/** Takes a refused one away and hands it back, for editing. */
	remove(id: string): Unsent | null;
	/** Sends what waits, in order, one at a time per conversation. */
	flush(): void;
	/** A message came from the hub: what it was made of is no longer unsent. */
	arrived(messageId: string): void;
	/** Stops trying; what waits stays kept. */
	close(): void;
}

/** Where it is kept: the tab's session storage. */
export interface Keep {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
}

/** What `staff` wrote and is not yet confirmed. It outlives a lost connection and a reload of the tab. */
export function createOutbox(call: Call, staff: string, storage: Keep, retryAfterMs = 3_000): Outbox {
	const key = outboxKey(staff);
	const items = createStore<readonly Unsent[]>(stored(storage, key));
	const busy = new Set<string>();
	const again = new Set<string>();
	const timers = new Map<string, ReturnType<typeof setTimeout>>();
	const landed = new Set<string>();

	function change(id: string, fields: Partial<Unsent>): void {
		items.set((before) => before.map((item) => (item.id === id ? { ...item, ...fields } : item)));
		keep();
	}
	function drop(id: string): void {
		items.set((before) => before.filter((item) => item.id !== id));
		keep();
	}
	function keep(): void {
		try {
			storage.setItem(key, JSON.stringify(items.get()));
		} catch {
			// Full or closed storage: they then last as long as the page.
		}
	}

	async function send(conversation: string): Promise<void> {
		if (busy.has(conversation)) {
			again.add(conversation);
			return;
		}
		busy.add(conversation);
		clearTimeout(timers.get(conversation));
		let reached = true;
		for (let item = next(conversation); item && reached; item = next(conversation)) reached = await sendOne(item);
		busy.delete(conversation);
		if (again.delete(conversation)) void send(conversation);
		// The connection may stand and the answer have been lost: it is asked again, which is harmless.
		else if (!reached)
			timers.set(
				conversation,
				setTimeout(() => void send(conversation), retryAfterMs),
			);
	}

	function next(conversation: string): Unsent | undefined {
		return items.get().find((each) => each.conversation === conversation && each.state === "waiting");
	}

	/** False when the connection is gone: the rest waits for the next one. */
	async function sendOne(item: Unsent): Promise<boolean> {
		const input = {
			id: item.id,
			conversation: item.conversation,
			text: item.text,
			files: item.files.map(({ id }) => id),
		};
		try {
			const { id } = await call(item.mode === "reply" ? "conversation.reply" : "conversation.note", input);
			if ([...landed].some((each) => isOf(item, each) || each === id)) drop(item.id);
			else change(item.id, { state: "taken", message: id });
			return true;
		} catch (error) {
			if (error instanceof Failure && error.kind === "offline") return false;
			change(item.id, { state: "failed", failure: kindOf(error) });
			return true;
		}
	}

	return {
		items,
		add(item) {
			const made: Unsent = {
				...item,
				id: crypto.randomUUID(),
				at: new Date().toISOString(),
				state: "waiting",
				failure: null,
				message: null,
			};
			items.set((before) => [...before, made]);
			keep();
			void send(item.conversation);
		},
		retry(id) {
			const item = items.get().find((each) => each.id === id);
			if (!item) return;
			change(id, { state: "waiting", failure: null });
			void send(item.conversation);
		},
		remove(id) {
			const item = items.get().find((each) => each.id === id) ?? null;
			drop(id);
			return item;
		},
		flush() {
			// What was taken before the connection went comes with the conversation when it is opened again.
			for (const item of items.get()) if (item.state === "taken") drop(item.id);
			for (const conversation of new Set(items.get().map((item) => item.conversation))) void send(conversation);
		},
		arrived(messageId) {
			if (items.get().length === 0) return;
			landed.add(messageId);
			const item = items.get().find((each) => isOf(each, messageId) || each.message === messageId);
			if (item) drop(item.id);
		},
		close() {
			for (const timer of timers.values()) clearTimeout(timer);
		},
	};
}

/** The hub's id of a message ends in the client's, after the conversation it is in. */
function isOf(item: Pick<Unsent, "id" | "conversation">, message: string): boolean {
	return message === item.id || message === `${item.conversation}.${item.id}`;
}

function stored(storage: Keep, key: string): Unsent[] {
	try {
		const parsed = z.array(Item).safeParse(JSON.parse(storage.getItem(key) ?? "[]"));
		if (!parsed.success) return [];
		return parsed.data.flatMap((item) =>
			item.state === "taken" ? [] : [{ ...item, state: "waiting" as const, failure: null }],
		);
	} catch {
		return [];
	}
}
