import mongoose, { type Connection } from "mongoose";
import { z } from "zod";
import { StartupError } from "../startup-error.ts";
import { connectionOptions } from "./connection-options.ts";
import { OLDEST_MAJOR } from "./embedded/binary.ts";
import { embeddedUri, isAnswering, socketOf } from "./embedded/socket.ts";
import { type EmbeddedDatabase, startEmbedded } from "./embedded/start.ts";
import type { StoreLog } from "./log.ts";
import "./unstuck.ts";

const DATABASE = "ventanilla";
const BuildInfo = z.object({ version: z.string() });

export interface StoreOptions {
	/** `MONGODB_URI`; without it the embedded database is started. */
	mongodbUri: string | null | undefined;
	dataDir: string;
	production: boolean;
	/** `ALLOW_EMBEDDED_DATABASE` */
	allowEmbeddedInProduction: boolean;
	/** `MONGOD_BINARY` */
	mongodBinary?: string | undefined;
	/** For tools: uses the embedded database of a hub that is running on the folder, where there is one. */
	joinRunning?: boolean;
	log: StoreLog;
}

/** The open database; mongoose's default connection talks to it. */
export interface Store {
	/** Its address, with credentials: for other processes, not for logs. */
	uri: string;
	/** The embedded database, when this process runs it. */
	embedded: EmbeddedDatabase | null;
	connection: Connection;
	/** Closes the connection and stops the embedded database. */
	close(): Promise<void>;
}

/**
 * Connects to `MONGODB_URI`, else starts the embedded database and connects to that. When the database goes away later,
 * calls fail or wait for a moment and work again once it is back, without help.
 *
 * @throws StartupError with one line on what to do; never with the credentials of the address.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	const { mongodbUri, dataDir, log } = options;
	if (mongodbUri) return connect({ uri: mongodbUri, embedded: null, ours: false, log });
	if (options.production && !options.allowEmbeddedInProduction) {
		throw new StartupError(
			"Production needs MONGODB_URI; set ALLOW_EMBEDDED_DATABASE=true to use the embedded database all the same",
		);
	}
	if (options.joinRunning && (await isAnswering(socketOf(dataDir)))) {
		return connect({ uri: embeddedUri(dataDir), embedded: null, ours: true, log });
	}
	const embedded = await startEmbedded({ dataDir, mongodBinary: options.mongodBinary, log });
	try {
		return await connect({ uri: embedded.uri, embedded, ours: true, log });
	} catch (cause) {
		await embedded.stop();
		throw cause;
	}
}

interface Target {
	uri: string;
	embedded: EmbeddedDatabase | null;
	/** Whether it is an embedded one, of this process or another. */
	ours: boolean;
	log: StoreLog;
}

async function connect({ uri, embedded, ours, log }: Target): Promise<Store> {
	const connection = mongoose.connection;
	try {
		await mongoose.connect(uri, connectionOptions({ embedded: ours, ...(hasDatabase(uri) ? {} : { name: DATABASE }) }));
		await requireVersion(connection, ours ? "The embedded database" : `The database at ${hostsOf(uri)}`);
	} catch (cause) {
		await mongoose.disconnect().catch(() => {});
		throw cause instanceof StartupError ? cause : new StartupError(explain(uri, ours, cause));
	}
	const lost = () => log.warn({}, "the connection to the database is lost");
	const back = () => log.info({}, "the connection to the database is back");
	connection.on("disconnected", lost);
	connection.on("reconnected", back);
	return {
		uri,
		embedded,
		connection,
		close: async () => {
			connection.off("disconnected", lost);
			connection.off("reconnected", back);
			await mongoose.disconnect();
			await embedded?.stop();
		},
	};
}

async function requireVersion(connection: Connection, subject: string): Promise<void> {
	const found = await connection.getClient().db("admin").command({ buildInfo: 1 });
	const { version } = BuildInfo.parse(found);
	if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
		throw new StartupError(`${subject} is MongoDB ${version}; version ${OLDEST_MAJOR}.0 or newer is needed`);
	}
}

function explain(uri: string, ours: boolean, cause: unknown): string {
	const name = cause instanceof Error ? cause.name : "";
	const text = cause instanceof Error ? cause.message : "";
	// Only codes are repeated: the driver's sentences may hold parts of a badly written address.
	const code = /\b(E[A-Z]{4,}|ETIMEOUT)\b/.exec(text)?.[0];
	const why = code ? ` (${code})` : "";
	if (ours) return `The embedded database does not answer${why}`;
	if (/MongoParseError|MongoInvalidArgumentError|MongoAPIError|TypeError|URIError/.test(name)) {
		return "MONGODB_URI is not a valid address: see https://www.mongodb.com/docs/manual/reference/connection-string/";
	}
	if (/authentication|not authorized|requires authentication|bad auth/i.test(text)) {
		return `The database at ${hostsOf(uri)} does not accept the user and password of MONGODB_URI`;
	}
	return `The database at ${hostsOf(uri)} cannot be reached${why}: check MONGODB_URI and that MongoDB is running`;
}

/** The hosts of an address without what stands before them, even when a password holds an "@" or a "/". */
function hostsOf(uri: string): string {
	const afterUser = uri.slice(uri.lastIndexOf("@") + 1).replace(/^mongodb(\+srv)?:\/\//, "");
	return decodeURIComponentSafely(afterUser.split(/[/?]/)[0] ?? "");
}

function decodeURIComponentSafely(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function hasDatabase(uri: string): boolean {
	return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
}
