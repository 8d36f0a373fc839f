import { privacyNotice } from "../core/limits.ts";
import type { Memory } from "../core/memory.ts";
import { holds, readJson } from "../core/stored.ts";
import type { FilePart, Part } from "../core/wire.ts";
import type { Line } from "./line.ts";

export type PendingState = "waiting" | "sending" | "stored" | "refused";

/** A message of the citizen that has no place in the conversation yet. */
export interface Pending {
	id: string;
	/** ISO 8601, by the citizen's own clock. */
	at: string;
	text: string;
	files: FilePart[];
	choice?: { option: string; label: string };
	state: PendingState;
}

export interface OutboxNeeds {
	memory: Memory;
	line(): Line | null;
	/** The notice still has to be accepted: it goes with the message. */
	privacyDue(): boolean;
	privacyTaken(): void;
	/** The visitor must begin again before anything can be sent. */
	beginAgain(): void;
	/** The office asks to go slower; false when that is over. */
	slow(on: boolean): void;
	changed(): void;
}

export interface Outbox {
	all(): Pending[];
	push(pending: Omit<Pending, "state">): void;
	/** Sends what waits, one after another. Call it whenever a connection stands. */
	run(): void;
	/** The connection is gone: what was under way waits again, with the same id. */
	halt(): void;
	retry(id: string): void;
	/** It came back with its place, or is not wanted any more. */
	drop(id: string): void;
	clear(): void;
}

const prefix = "pending:";

/**
 * Keeps what a citizen wrote until the office has it for good (C2): over a lost connection and over a reload, with
 * the same id each time. Each waits under a key of its own, so two tabs do not overwrite each other.
 */
export function createOutbox(needs: OutboxNeeds): Outbox {
	const held = new Map<string, Pending>();
	for (const key of needs.memory.keys(prefix)) {
		const pending = revive(needs.memory.get(key));
		if (pending) held.set(pending.id, pending);
	}
	let running = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const all = () => [...held.values()].sort((one, other) => one.at.localeCompare(other.at));
	const keep = (pending: Pending) => {
		held.set(pending.id, pending);
		needs.memory.set(prefix + pending.id, JSON.stringify(pending));
		needs.changed();
	};
	const drop = (id: string) => {
		held.delete(id);
		needs.memory.set(prefix + id, null);
	};
	const later = (ms: number) => {
		clearTimeout(timer);
		timer = setTimeout(run, ms);
	};

	async function run() {
		if (running) return;
		running = true;
		try {
			for (;;) {
				const next = all().find((pending) => pending.state === "waiting");
				if (!next || !needs.line()?.isUp()) return;
				if (!(await sendOne(next))) return;
			}
		} finally {
			running = false;
		}
	}

	/** False when the rest has to wait, too: order is kept. */
	async function sendOne(pending: Pending): Promise<boolean> {
		const line = needs.line();
		if (!line) return false;
		keep({ ...pending, state: "sending" });
		const withNotice = needs.privacyDue();
		const answer = await line.send({
			id: pending.id,
			text: pending.text,
			files: pending.files.map((file) => file.file),
			...(pending.choice && { choice: pending.choice }),
			...(withNotice && { privacy: privacyNotice }),
		});
		const still = held.get(pending.id);
		if (answer?.ok) {
			if (withNotice) needs.privacyTaken();
			needs.slow(false);
			// It came back by the socket already, or was cleared: nothing to keep.
			if (still) keep({ ...still, state: "stored" });
			return true;
		}
		if (!still) return true;
		const kind = answer?.error.kind;
		if (kind === undefined || kind === "internal" || kind === "too-many" || kind === "unauthenticated") {
			keep({ ...still, state: "waiting" });
			if (kind === "too-many") needs.slow(true);
			if (kind === "unauthenticated") needs.beginAgain();
			else if (line.isUp()) later(answer?.error.retryAfterMs ?? 2_000);
			return false;
		}
		keep({ ...still, state: "refused" });
		return true;
	}

	return {
		all,
		push(pending) {
			keep({ ...pending, state: "waiting" });
			void run();
		},
		run: () => void run(),
		halt() {
			clearTimeout(timer);
			for (const pending of held.values()) if (pending.state === "sending") keep({ ...pending, state: "waiting" });
		},
		retry(id) {
			const pending = held.get(id);
			if (pending) keep({ ...pending, state: "waiting" });
			void run();
		},
		drop(id) {
			drop(id);
			needs.changed();
		},
		clear() {
			for (const id of held.keys()) drop(id);
			needs.changed();
		},
	};
}

/** What the message will look like once it has its place. */
export function partsOf(pending: Pending): Part[] {
	const parts: Part[] = [...pending.files];
	if (pending.choice) parts.push({ type: "choice", ...pending.choice });
	else if (pending.text) parts.unshift({ type: "text", text: pending.text });
	return parts;
}

function revive(stored: string | null): Pending | null {
	const value = readJson(stored);
	return isPending(value) && Array.isArray(value.files)
		? { ...value, state: value.state === "refused" ? "refused" : "waiting" }
		: null;
}

function isPending(value: unknown): value is Pending {
	return holds(value, { id: "string", at: "string", text: "string", files: "object", state: "string" });
}
