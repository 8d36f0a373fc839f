import { readFileSync } from "node:fs";
import { join } from "node:path";
import { command, project } from "./command.mjs";
import { CannotGoOn, say } from "./say.mjs";

/**
 * Installs the packages when one is missing, or is another than package-lock.json wants. What is needed to build is
 * part of it, in production too.
 */
export async function installWhatIsMissing() {
	const reason = whatIsMissing(lockAt("package-lock.json"), lockAt("node_modules/.package-lock.json"));
	if (!reason) return;
	say(`Installing the packages (${reason}); the first time this takes some minutes …`);
	const started = Date.now();
	// No package of ours needs its install script, and some of those scripts want to download.
	const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
	const npm = process.env.npm_execpath;
	const { code } =
		npm && /\.c?js$/.test(npm) ? await command(process.execPath, [npm, ...args]) : await command("npm", args);
	if (code === 127) throw new CannotGoOn("npm is not there: install it, or run npm ci --include=dev by hand");
	if (code !== 0) throw new CannotGoOn("The packages could not be installed (see above): npm ci --include=dev failed");
	say(`The packages are installed (${Math.round((Date.now() - started) / 1000)} s).`);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Entry
 * @typedef {Record<string, Entry>} Lock
 */

/**
 * Compares what the lock file wants with what npm says it has put into node_modules.
 *
 * @param {Lock | null} wanted
 * @param {Lock | null} installed
 * @returns {string | null} why to install, null when all is there
 */
export function whatIsMissing(wanted, installed) {
	if (!wanted) throw new CannotGoOn("package-lock.json is missing or damaged: fetch it again");
	if (!installed) return "none are there yet";
	for (const [path, entry] of Object.entries(wanted)) {
		const there = installed[path];
		if (path === "" || entry.link) continue;
		const name = path.replace(/^.*node_modules\//, "");
		// Those of other systems are not installed, rightly.
		if (!there && (entry.optional || entry.devOptional)) continue;
		if (!there) return `${name} is missing`;
		if (there.version !== entry.version || there.integrity !== entry.integrity) return `${name} is another version`;
	}
	return null;
}

/**
 * The packages of a lock file by their paths, null when there is no such file.
 *
 * @param {string} path
 * @returns {Lock | null}
 */
function lockAt(path) {
	try {
		const { packages } = JSON.parse(readFileSync(join(project, path), "utf8"));
		return typeof packages === "object" ? packages : null;
	} catch {
		return null;
	}
}
