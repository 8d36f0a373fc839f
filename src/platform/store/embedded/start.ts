import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../../startup-error.ts";
import type { StoreLog } from "../log.ts";
import { type Binary, chooseBinary } from "./binary.ts";
import { type DatabaseProcess, FolderInUseError, launch } from "./process.ts";
import { embeddedUri, isAnswering, prepareSocketFolder, socketOf } from "./socket.ts";

const BACK_OFF_MS = { first: 100, longest: 5_000, forgottenAfter: 60_000 };
const RETRY_IN_USE_MS = 150;

export interface EmbeddedOptions {
	dataDir: string;
	log: StoreLog;
	/** `MONGOD_BINARY`: the program to run instead of the engine that npm installed. */
	mongodBinary?: string | undefined;
	/** How long to wait for an earlier process that still has the folder, in ms. */
	patienceMs?: number;
}

/** A running embedded database. Its address stays the same over crashes. */
export interface EmbeddedDatabase {
	uri: string;
	/** The process that serves now; undefined while it is being restarted. */
	pid(): number | undefined;
	/** Stops it in order and leaves no process behind. */
	stop(): Promise<void>;
}

/**
 * Starts the database that lives in `$DATA_DIR/db`, on a unix socket that only this user can reach, and keeps it
 * running: when its process dies it is restarted at the same address, with back-off (P5).
 *
 * @throws StartupError when the folder cannot be used, is in use, or no database program runs on this system.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const { log } = options;
	const dbPath = resolve(options.dataDir, "db");
	const socket = socketOf(options.dataDir);
	await prepareFolders(options.dataDir, dbPath, socket);
	const binary = await chooseBinary(options.mongodBinary);
	const run = () => launch(binary, dbPath, socket);

	let current: DatabaseProcess | undefined = await firstLaunch(binary, dbPath, socket, options);
	const stopping = new AbortController();
	const supervision = supervise(current);
	log.info({ pid: current.pid, folder: dbPath }, "embedded database started");

	async function supervise(first: DatabaseProcess): Promise<void> {
		let running = first;
		let backOff = 0;
		while (true) {
			const since = Date.now();
			const how = await running.ended;
			current = undefined;
			if (stopping.signal.aborted) return;
			log.error({ pid: running.pid, how }, "the database process died; restarting it");
			// Collects mongodb-memory-server's watcher of the dead process.
			await running.stop();
			if (Date.now() - since > BACK_OFF_MS.forgottenAfter) backOff = 0;
			const next = await relaunch();
			if (!next) return;
			running = next;
		}

		async function relaunch(): Promise<DatabaseProcess | undefined> {
			while (!stopping.signal.aborted) {
				await delay(backOff, undefined, { signal: stopping.signal }).catch(() => {});
				if (stopping.signal.aborted) break;
				backOff = Math.min(BACK_OFF_MS.longest, Math.max(BACK_OFF_MS.first, backOff * 2));
				try {
					current = await run();
					if (stopping.signal.aborted) break;
					log.warn({ pid: current.pid }, "the database process is back");
					return current;
				} catch (cause) {
					log.error({ err: cause, nextInMs: backOff }, "the database process does not start");
				}
			}
			// The stop came while it was starting.
			await current?.stop();
			return undefined;
		}
	}

	return {
		uri: embeddedUri(options.dataDir),
		pid: () => current?.pid,
		stop: async () => {
			stopping.abort();
			await current?.stop();
			await supervision;
		},
	};
}

async function prepareFolders(dataDir: string, dbPath: string, socket: string): Promise<void> {
	try {
		await mkdir(dbPath, { recursive: true, mode: 0o700 });
		await prepareSocketFolder(socket);
	} catch (cause) {
		if (cause instanceof StartupError) throw cause;
		throw new StartupError(`The data folder ${resolve(dataDir)} cannot be written (${codeOf(cause)}): set DATA_DIR`, {
			cause,
		});
	}
}

/** An earlier process may be closing still, or have left its lock: waits for it, for a while. */
async function firstLaunch(
	binary: Binary,
	dbPath: string,
	socket: string,
	{ log, patienceMs = 15_000 }: EmbeddedOptions,
): Promise<DatabaseProcess> {
	const deadline = Date.now() + patienceMs;
	let told = false;
	while (true) {
		try {
			// mongod takes the socket before it looks at the folder's lock, so whoever answers there is left alone.
			if (await isAnswering(socket)) throw new FolderInUseError("another database answers at its socket");
			return await launch(binary, dbPath, socket);
		} catch (cause) {
			if (!(cause instanceof FolderInUseError)) {
				const reason = cause instanceof Error ? cause.message : String(cause);
				throw new StartupError(`The embedded database does not start: ${reason}`, { cause });
			}
			if (Date.now() >= deadline) {
				throw new StartupError(
					`The data folder ${join(dbPath, "..")} is in use by another process: stop that one first`,
					{
						cause,
					},
				);
			}
			if (!told) log.warn({ folder: dbPath }, "the data folder is in use; waiting for the other process to end");
			told = true;
			await delay(RETRY_IN_USE_MS);
		}
	}
}

function codeOf(cause: unknown): string {
	return cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
}
