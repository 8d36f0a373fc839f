import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { command, project } from "./command.mjs";
import { parts } from "./parts.mjs";
import { CannotGoOn, say } from "./say.mjs";

const dist = join(project, "dist");
/** In a built part: what it was built of. */
const stamp = ".built";
const roots = ["src", "channels", "flows", "kb", "web-agent"];

/** @typedef {(typeof parts)[number]} Part */

/**
 * Builds the parts whose sources are others than those they were built of.
 *
 * @param {{ all?: boolean, only?: readonly string[] }} [options] `all`: also those that are as they should be; `only`:
 *   parts by name
 */
export async function buildWhatIsStale({ all = false, only = [] } = {}) {
	for (const name of only) {
		if (!parts.some((part) => part.name === name)) {
			throw new CannotGoOn(`There is no part "${name}": ${parts.map((part) => part.name).join(", ")}`);
		}
	}
	const files = sourceFiles();
	const stale = parts
		.filter(({ name }) => only.length === 0 || only.includes(name))
		.map((part) => ({ part, made: fingerprint(part, files) }))
		.filter(({ part, made }) => all || builtOf(part) !== made);
	for (const { part, made } of stale) {
		say(`Building the ${part.name} …`);
		await build(part, made);
	}
}

/** Each build goes into a folder of its own, which takes its place when it is whole: a running hub never serves half. */
/** @type {(part: Part, made: string) => Promise<void>} */
async function build(part, made) {
	mkdirSync(dist, { recursive: true });
	const draft = mkdtempSync(join(dist, `.${part.name}-`));
	try {
		const vite = join(project, "node_modules/vite/bin/vite.js");
		const args = ["build", "--config", part.config, "--outDir", draft, "--emptyOutDir", "--logLevel", "warn"];
		// Pages are built for people, whatever the surroundings say (vitest says "test").
		const env = { ...process.env, NODE_ENV: "production" };
		const { code, output } = await command(process.execPath, [vite, ...args], { quiet: true, env });
		if (code !== 0) {
			say(output.trimEnd());
			throw new CannotGoOn(`The ${part.name} could not be built (see above)`);
		}
		writeFileSync(join(draft, stamp), made);
		replace(join(dist, part.name), draft);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}

/** @type {(folder: string, by: string) => void} */
function replace(folder, by) {
	const old = `${by}.old`;
	if (existsSync(folder)) renameSync(folder, old);
	try {
		renameSync(by, folder);
	} catch (error) {
		// Somebody else built it at the same time, of the same sources.
		if (!existsSync(folder)) throw error;
	}
	rmSync(old, { recursive: true, force: true });
}

/** @type {(part: Part) => string | null} */
function builtOf({ name }) {
	try {
		return readFileSync(join(dist, name, stamp), "utf8");
	} catch {
		return null;
	}
}

/**
 * @param {Part} part
 * @param {readonly string[]} files
 */
function fingerprint({ config, sources }, files) {
	const hash = createHash("sha256");
	const belongs = files.filter((file) =>
		sources.some((source) =>
			typeof source === "string" ? file === source || file.startsWith(`${source}/`) : source.test(file),
		),
	);
	for (const file of ["package-lock.json", config, ...belongs]) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(project, file)))
			.update("\0");
	}
	return hash.digest("hex");
}

/** All files that anything is built of, by their path in the project, in a fixed order. */
function sourceFiles() {
	return roots
		.flatMap((root) =>
			readdirSync(join(project, root), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name).slice(project.length)),
		)
		.sort();
}
