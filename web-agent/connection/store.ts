import { useSyncExternalStore } from "react";

/** A value that lives outside React: whoever reads it with `useStore` follows its changes. */
export interface Store<T> {
	get(): T;
	set(change: T | ((before: T) => T)): void;
	subscribe(listener: () => void): () => void;
}

export function createStore<T extends object | string | number | boolean | null>(initial: T): Store<T> {
	let value = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => value,
		set(change) {
			const next = typeof change === "function" ? change(value) : change;
			if (Object.is(next, value)) return;
			value = next;
			for (const listener of [...listeners]) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

export function useStore<T>(store: Store<T>): T {
	return useSyncExternalStore(store.subscribe, store.get);
}
