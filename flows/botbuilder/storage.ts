import type { Storage, StoreItems } from "botbuilder";

/**
 * The framework's storage for one turn: what it reads is the conversation's own state, what it writes is kept for the
 * turn's outcome. It lives as long as the turn, so nothing passes from one conversation to another.
 */
export class TurnStorage implements Storage {
	/** The state as last written; as it came until then. */
	state: Record<string, unknown>;

	constructor(state: Record<string, unknown>) {
		this.state = state;
	}

	async read(keys: string[]): Promise<StoreItems> {
		return Object.fromEntries(keys.map((key) => [key, structuredClone(this.state)]));
	}

	async write(changes: StoreItems): Promise<void> {
		for (const change of Object.values(changes)) {
			// The framework's own mark for overwriting; order and exclusion are the lane's.
			const { eTag: _, ...state } = change;
			this.state = state;
		}
	}

	async delete(): Promise<void> {
		this.state = {};
	}
}
