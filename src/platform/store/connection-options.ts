import type { ConnectOptions } from "mongoose";

/** How long a call waits for a database to be there, in ms; a crashed embedded one is back well within. */
export const SERVER_SELECTION_MS = 5_000;

/**
 * How the hub, its tools and its tests talk to the database: what is acknowledged is on disk (P5), and indexes are
 * built once at the start, by `ensureIndexes`.
 */
export function connectionOptions(database: { embedded: boolean; name?: string }): ConnectOptions {
	return {
		// One server is its own majority; the embedded engine journals only when it is put like this (see wire.mjs).
		writeConcern: { w: database.embedded ? 1 : "majority", journal: true },
		// The embedded engine has no sessions, without which a retried write could be applied twice.
		retryWrites: !database.embedded,
		serverSelectionTimeoutMS: SERVER_SELECTION_MS,
		// Writes are grouped; more connections would only cost handshakes in a rush.
		maxPoolSize: 20,
		autoIndex: false,
		autoCreate: false,
		...(database.name === undefined ? {} : { dbName: database.name }),
	};
}
