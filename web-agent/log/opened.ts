import { createStore, useStore } from "../connection/store.ts";

const opened = createStore<boolean>(false);

/** Whether the dialog of what is logged by hand is open; it is opened from anywhere at the desk. */
export const logDialog = { open: () => opened.set(true), close: () => opened.set(false) } as const;

export function useLogDialog(): boolean {
	return useStore(opened);
}
