import type { SocketError } from "../../src/platform/realtime/ack.ts";

/** Why something did not happen: what the hub answered, or that it did not answer. */
export type FailureKind = SocketError["kind"] | "offline" | "too-large" | "infected";

/** Every refusal and breakdown that the desk can show; its text is chosen by `kind` (errors in texts). */
export class Failure extends Error {
	override readonly name = "Failure";
	readonly kind: FailureKind;
	/** Milliseconds to wait before trying again (`too-many`). */
	readonly retryAfterMs: number | null;
	/** The field of the input that is at fault (`invalid`). */
	readonly field: string | null;
	/** Which of several reasons it is, where that is told. */
	readonly reason: string | null;

	constructor(
		kind: FailureKind,
		details: { message?: string; retryAfterMs?: number; field?: string; reason?: string } = {},
	) {
		super(details.message ?? kind);
		this.kind = kind;
		this.retryAfterMs = details.retryAfterMs ?? null;
		this.field = details.field ?? null;
		this.reason = details.reason ?? null;
	}
}

/** The kind of anything that was thrown; what is not ours is a fault of ours. */
export function kindOf(error: unknown): FailureKind {
	return error instanceof Failure ? error.kind : "internal";
}

/** Trying the same again may help without anybody changing anything. */
export function mayPass(error: unknown): boolean {
	const kind = kindOf(error);
	return kind === "offline" || kind === "internal" || kind === "too-many";
}
