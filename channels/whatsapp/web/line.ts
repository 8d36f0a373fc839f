import type { WASocket } from "@whiskeysockets/baileys";

/** The connection of an account as whoever sends sees it. */
export interface Line {
	/** The open connection; while one is being made, what becomes of that; else null. */
	socket(): Promise<WASocket | null>;
	/** A connection is being made; is open; is not there, or waits for somebody to pair. */
	set(state: "connecting" | WASocket | null): void;
}

export function createLine(): Line {
	let state: "connecting" | WASocket | null = null;
	const waiting = new Set<() => void>();
	return {
		async socket() {
			if (state === "connecting") await new Promise<void>((resolve) => waiting.add(resolve));
			return state === "connecting" ? null : state;
		},
		set(next) {
			state = next;
			if (next === "connecting") return;
			for (const resolve of waiting) resolve();
			waiting.clear();
		},
	};
}
