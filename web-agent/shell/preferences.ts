import { z } from "zod/mini";
import { createStore, useStore } from "../connection/store.ts";

const Preferences = z.object({
	/** A short tone for a new chat and for messages one does not see. */
	sound: z._default(z.boolean(), true),
	/** Desktop notifications; the browser was asked when this was switched on. */
	notifications: z._default(z.boolean(), false),
	/** Keys like `r` and `j` (WCAG 2.1.4: can be switched off). */
	singleKeys: z._default(z.boolean(), true),
	/** The citizen's card stands beside the conversation. */
	card: z._default(z.boolean(), true),
	density: z._default(z.enum(["roomy", "normal", "tight"]), "normal"),
});
export type Preferences = z.output<typeof Preferences>;

const key = "ventanilla.preferences";

function stored(): Preferences {
	try {
		const parsed = Preferences.safeParse(JSON.parse(localStorage.getItem(key) ?? "{}"));
		if (parsed.success) return parsed.data;
	} catch {
		// Unreadable or closed storage: the defaults serve.
	}
	return Preferences.parse({});
}

const store = createStore<Preferences>(stored());

/** How this person wants the desk, on this computer. */
export const preferences = {
	get: store.get,
	set(change: Partial<Preferences>): void {
		store.set((before) => ({ ...before, ...change }));
		try {
			localStorage.setItem(key, JSON.stringify(store.get()));
		} catch {
			// They then last as long as the page.
		}
	},
};

export function usePreferences(): Preferences {
	return useStore(store);
}
