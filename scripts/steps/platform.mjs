import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { platformPackage } from "../../src/platform/store/embedded/native.mjs";
import { CannotGoOn } from "./say.mjs";

/**
 * Sees to it, before anything is installed, that there will be a database: one that was named, or the embedded one.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function requireDatabase(env) {
	if (env.MONGODB_URI?.trim() || env.MONGOD_BINARY?.trim() || platformPackage() || onPath("mongod", env)) return;
	throw new CannotGoOn(
		`There is no embedded database for this system (${process.platform} ${process.arch}; there is one for Linux with ` +
			"glibc on x64 or arm64, and for macOS on arm64): install MongoDB 8.0 or newer and set MONGODB_URI to its address",
	);
}

/**
 * Where a program is on the PATH.
 *
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function onPath(program, env = process.env) {
	for (const folder of (env.PATH ?? "").split(delimiter).filter(Boolean)) {
		const path = join(folder, program);
		try {
			accessSync(path, constants.X_OK);
			return path;
		} catch {
			// Not in this folder.
		}
	}
	return null;
}
