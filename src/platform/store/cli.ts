/**
 * The tools of the store for operators:
 *
 *     npm run backup -- FILE
 *     npm run restore -- FILE
 *
 * They use `MONGODB_URI`, else the embedded database of `DATA_DIR`: that of the running hub, or one of their own.
 */
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { StartupError } from "../startup-error.ts";
import { type BackupSummary, backup } from "./backup.ts";
import { openStore, type Store } from "./connect.ts";
import { silentLog } from "./log.ts";
import { restore } from "./restore.ts";

const Arguments = z.tuple([z.enum(["backup", "restore"]), z.string().min(1)]);
const text = z
	.string()
	.transform((value) => value.trim())
	.optional();
const Environment = z.object({ MONGODB_URI: text, DATA_DIR: text, MONGOD_BINARY: text, INIT_CWD: text });

const USAGE = "Usage: npm run backup -- FILE, or npm run restore -- FILE";

try {
	process.stdout.write(`${await run()}\n`);
} catch (cause) {
	if (!(cause instanceof StartupError)) throw cause;
	process.stderr.write(`${cause.message}\n`);
	process.exitCode = 1;
}

async function run(): Promise<string> {
	const args = Arguments.safeParse(process.argv.slice(2));
	if (!args.success) throw new StartupError(USAGE);
	const [action, name] = args.data;
	const environment = Environment.parse(process.env);
	// npm changes into the project; the file is meant from where the operator stands.
	const file = resolve(environment.INIT_CWD ?? "", name);
	const dataDir = resolve(environment.DATA_DIR || "data");
	if (action === "backup" && !environment.MONGODB_URI) await requireData(dataDir);
	const store = await openStore({
		mongodbUri: environment.MONGODB_URI,
		mongodBinary: environment.MONGOD_BINARY || undefined,
		dataDir,
		production: false,
		allowEmbeddedInProduction: true,
		joinRunning: true,
		log: silentLog,
	});
	try {
		const { collections, documents } = await act(action, store, file);
		const done = action === "backup" ? `Saved in ${file}` : `Restored from ${file}`;
		return `${done}: ${documents} documents in ${collections} collections, checksums verified`;
	} finally {
		await store.close();
	}
}

function act(action: "backup" | "restore", store: Store, file: string): Promise<BackupSummary> {
	const { db } = store.connection;
	if (!db) throw new Error("the connection has no database");
	return action === "backup" ? backup(db, file, new Date()) : restore(db, file);
}

async function requireData(dataDir: string): Promise<void> {
	await access(join(dataDir, "db")).catch(() => {
		throw new StartupError(`There is nothing to back up in ${dataDir}: set DATA_DIR or MONGODB_URI`);
	});
}
