import type { ErrorKind } from "../errors.ts";

/** Every socket event is answered: with its result, or with an error that names what to mend. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: SocketError };

export interface SocketError {
	/** `internal`: a fault of ours; trying again later may help. */
	kind: ErrorKind | "internal";
	/** English, for logs and developers; people see a text chosen by `kind`. */
	message: string;
	field?: string;
	retryAfterMs?: number;
}
