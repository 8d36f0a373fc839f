import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { StartupError } from "../../startup-error.ts";
import { platformPackage } from "./native.mjs";

/** The oldest server with the `bulkWrite` command across collections. */
export const OLDEST_MAJOR = 8;

/** A program that can serve a data folder. Ours ends by itself when its parent does. */
export interface Binary {
	path: string;
	ours: boolean;
}

/**
 * Which database program to run: `MONGOD_BINARY` (`configured`), a `mongod` of 8.0 or newer on the PATH, else the
 * engine that npm installed.
 *
 * @throws StartupError when there is none for this system, or the configured one cannot be used.
 */
export async function chooseBinary(configured: string | undefined, path = process.env.PATH ?? ""): Promise<Binary> {
	if (configured) {
		const version = await majorVersion(configured);
		if (version === undefined) throw new StartupError(`MONGOD_BINARY is not a mongod that runs here: ${configured}`);
		if (version < OLDEST_MAJOR) {
			throw new StartupError(`MONGOD_BINARY is MongoDB ${version}; version ${OLDEST_MAJOR}.0 or newer is needed`);
		}
		return { path: configured, ours: false };
	}
	for (const folder of path.split(delimiter).filter(Boolean)) {
		const mongod = join(folder, "mongod");
		if (((await majorVersion(mongod)) ?? 0) >= OLDEST_MAJOR) return { path: mongod, ours: false };
	}
	if (platformPackage()) return { path: fileURLToPath(new URL("./mongod.mjs", import.meta.url)), ours: true };
	throw new StartupError(
		`There is no embedded database for this system (${process.platform} ${process.arch}): ` +
			`install MongoDB ${OLDEST_MAJOR}.0 or newer and set MONGODB_URI to its address`,
	);
}

async function majorVersion(binary: string): Promise<number | undefined> {
	try {
		await access(binary, constants.X_OK);
		const { stdout } = await promisify(execFile)(binary, ["--version"], { timeout: 10_000 });
		const version = /db version v(\d+)\./.exec(stdout)?.[1];
		return version === undefined ? undefined : Number(version);
	} catch {
		return undefined;
	}
}
