/** What went wrong, in the words of the domain; HTTP and sockets each map it once. */
export type ErrorKind = "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict" | "too-many";

export interface ErrorDetails {
	/** The field of the input that is at fault. */
	field?: string;
	/** A code for which of several reasons it is, where a page has words for each. */
	reason?: string;
	/** Milliseconds to wait before trying again (`too-many`). */
	retryAfterMs?: number;
}

/**
 * A refusal that the caller can understand and act on. Its message is in English, for logs and API users, and holds
 * no secret and no personal data.
 */
export class DomainError extends Error {
	override readonly name = "DomainError";
	readonly kind: ErrorKind;
	readonly details: ErrorDetails;

	constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
		super(message);
		this.kind = kind;
		this.details = details;
	}
}
