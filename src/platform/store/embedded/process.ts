import { type EventEmitter, once } from "node:events";
import { delimiter, dirname } from "node:path";
import { MongoInstance } from "mongodb-memory-server";
import type { Binary } from "./binary.ts";

// The program was chosen already: asking it for its version at each start would cost 100 ms, a download is unwanted.
process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK ??= "false";
process.env.MONGOMS_RUNTIME_DOWNLOAD ??= "false";

/** A large journal may take a while to replay after a crash. */
const LAUNCH_TIMEOUT_MS = 120_000;
const KEPT_LINES = 20;

/** One run of the database program. */
export interface DatabaseProcess {
	pid: number;
	/** Settles when the process has ended, for whatever reason; says how. */
	ended: Promise<string>;
	/** Ends it in order and waits for it. */
	stop(): Promise<void>;
}

/** The data folder is served by another process. */
export class FolderInUseError extends Error {
	override readonly name = "FolderInUseError";
}

/**
 * Runs `binary` on `dbPath` and waits until it takes connections at `socket`.
 *
 * @throws FolderInUseError when another process has the folder, Error with the program's last words otherwise.
 */
export async function launch(binary: Binary, dbPath: string, socket: string): Promise<DatabaseProcess> {
	const instance = new QuietInstance({
		binary: { systemBinary: binary.path, checkMD5: false },
		instance: {
			port: 27017,
			ip: socket,
			dbPath,
			storageEngine: "wiredTiger",
			launchTimeout: LAUNCH_TIMEOUT_MS,
			args: binary.ours ? ["--exitWithParent"] : ["--unixSocketPrefix", dirname(socket)],
		},
		spawn: {
			// A group of its own: Ctrl-C is for the hub, which stops the database when its work is done.
			detached: true,
			env: { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) },
		},
	});
	const events: EventEmitter = instance;
	const ended = once(events, "instanceClosed").then(([code, signal]) => (signal ? `signal ${signal}` : `code ${code}`));
	try {
		await instance.start();
	} catch (cause) {
		await instance.stop();
		const words = instance.lastWords();
		if (/DBPathInUse|Unable to lock/i.test(words)) throw new FolderInUseError(words, { cause });
		throw new Error(words || (cause instanceof Error ? cause.message : String(cause)), { cause });
	}
	const pid = instance.mongodProcess?.pid;
	if (pid === undefined) throw new Error("the database process has no id");
	return {
		pid,
		ended,
		stop: async () => {
			await instance.stop();
		},
	};
}

/** mongodb-memory-server's instance, which keeps what the program said instead of guessing at it. */
class QuietInstance extends MongoInstance {
	#lines: string[] = [];

	override checkErrorInLine(output: string): void {
		this.#lines.push(...output.split("\n"));
		this.#lines.splice(0, this.#lines.length - KEPT_LINES);
	}

	/** What the program complained of, on one line. */
	lastWords(): string {
		const complaints = this.#lines.filter((line) => /exception|error|fail|unable|cannot/i.test(line));
		return complaints.join(" ").trim();
	}
}
