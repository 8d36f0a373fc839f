import { setTimeout as delay } from "node:timers/promises";
import { MongoClientBulkWriteError, MongoNetworkError, MongoServerSelectionError } from "mongodb";

const patienceMs = 60_000;
const brokenConnection = new Set<unknown>(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"]);

/**
 * Does something with the database again and again while the database is not there, for up to a minute. What is done
 * must be harmless to repeat: it may have been done before the connection broke.
 */
export async function rideOut<T>(work: () => Promise<T>): Promise<T> {
	const giveUpAt = Date.now() + patienceMs;
	for (let attempt = 0; ; attempt += 1) {
		try {
			return await work();
		} catch (error) {
			if (!isUnreachable(error) || Date.now() > giveUpAt) throw error;
			await delay(Math.min(50 * 2 ** attempt, 2_000));
		}
	}
}

/** The database did not answer: the same may work later. */
export function isUnreachable(error: unknown): boolean {
	const cause = error instanceof MongoClientBulkWriteError && error.cause ? error.cause : error;
	if (cause instanceof MongoNetworkError || cause instanceof MongoServerSelectionError) return true;
	// While it writes, the driver passes the system's own errors on as they are.
	return cause instanceof Error && "code" in cause && brokenConnection.has(cause.code);
}
