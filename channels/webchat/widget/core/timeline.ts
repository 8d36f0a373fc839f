import type { WireMessage } from "./wire.ts";

export interface Timeline {
	/** Highest seq up to which nothing is missing. */
	complete(): number;
	/** Takes one message as it came by the socket; `gap`: something before it is missing, ask for a sync. */
	take(message: WireMessage): { changed: boolean; gap: boolean };
	/** Takes the answer to begin or sync, which has everything up to its last message. */
	settle(messages: WireMessage[]): void;
	has(id: string): boolean;
	/** All messages in order of seq. */
	all(): WireMessage[];
	clear(): void;
}

/** Keeps messages in order whatever order they come in, and once however often they come (C2). */
export function createTimeline(): Timeline {
	const held = new Map<number, WireMessage>();
	const ids = new Set<string>();
	let complete = 0;

	const keep = (message: WireMessage): boolean => {
		const before = held.get(message.seq);
		if (before && JSON.stringify(before) === JSON.stringify(message)) return false;
		held.set(message.seq, message);
		ids.add(message.id);
		return true;
	};
	const inOrder = () => [...held.values()].sort((one, other) => one.seq - other.seq);
	/** Each message names the one before it, so numbers may be missing where the staff wrote notes. */
	const advance = () => {
		for (const message of inOrder()) if (message.after <= complete) complete = Math.max(complete, message.seq);
	};

	return {
		complete: () => complete,
		take(message) {
			const changed = keep(message);
			advance();
			return { changed, gap: message.after > complete };
		},
		settle(messages) {
			for (const message of messages) keep(message);
			complete = Math.max(complete, ...messages.map((message) => message.seq));
			advance();
		},
		has: (id) => ids.has(id),
		all: inOrder,
		clear() {
			held.clear();
			ids.clear();
			complete = 0;
		},
	};
}
