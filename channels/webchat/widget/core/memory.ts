/** What the widget asks of sessionStorage and localStorage. */
export interface Box {
	readonly length: number;
	key(index: number): string | null;
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

export interface Memory {
	get(key: string): string | null;
	/** Null forgets it. */
	set(key: string, value: string | null): void;
	keys(prefix: string): string[];
	/** "Recordar en este equipo": moves all that is kept to the lasting box, or back to the one of this session. */
	remember(on: boolean): void;
	remembers(): boolean;
	/** Forgets all, in both boxes. */
	wipe(): void;
}

const mark = "ventanilla:";

/** This session only by default, this device on request. A browser that refuses storage gets a box in memory. */
export function createMemory(session: Box | null, device: Box | null): Memory {
	const brief = session ?? boxInMemory();
	const lasting = device ?? boxInMemory();
	const remembers = () => read(lasting, "remember") === "1";
	const box = () => (remembers() ? lasting : brief);

	return {
		get: (key) => read(box(), key),
		set: (key, value) => write(box(), key, value),
		keys: (prefix) => keysOf(box(), prefix),
		remembers,
		remember(on) {
			const [from, to] = on ? [brief, lasting] : [lasting, brief];
			if (on === remembers()) return;
			for (const key of keysOf(from, "")) {
				write(to, key, read(from, key));
				write(from, key, null);
			}
			write(lasting, "remember", on ? "1" : null);
			write(brief, "remember", null);
		},
		wipe() {
			for (const each of [brief, lasting]) for (const key of keysOf(each, "")) write(each, key, null);
		},
	};
}

function read(box: Box, key: string): string | null {
	return box.getItem(mark + key);
}

function write(box: Box, key: string, value: string | null): void {
	try {
		if (value === null) box.removeItem(mark + key);
		else box.setItem(mark + key, value);
	} catch {
		// Full or forbidden: the chat goes on, it only will not survive a reload.
	}
}

function keysOf(box: Box, prefix: string): string[] {
	const all = Array.from({ length: box.length }, (_, index) => box.key(index) ?? "");
	return all.filter((key) => key.startsWith(mark + prefix)).map((key) => key.slice(mark.length));
}

function boxInMemory(): Box {
	const kept = new Map<string, string>();
	return {
		get length() {
			return kept.size;
		},
		key: (index) => [...kept.keys()][index] ?? null,
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key),
	};
}
