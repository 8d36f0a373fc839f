import { useSyncExternalStore } from "react";

/** One ticking clock for all waits on the page, so that they turn together. */
const step = 15_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
	// While nobody looked the clock stood still.
	if (listeners.size === 0) now = Date.now();
	listeners.add(listener);
	timer ??= setInterval(() => {
		now = Date.now();
		for (const each of listeners) each();
	}, step);
	return () => {
		listeners.delete(listener);
		if (listeners.size === 0) {
			clearInterval(timer);
			timer = undefined;
		}
	};
}

/** The time in milliseconds, renewed every 15 s. */
export function useNow(): number {
	return useSyncExternalStore(subscribe, () => now);
}
