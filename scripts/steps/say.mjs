/** What a step that a person waits for says: on standard error, so that standard output stays the hub's log. */

/** @param {string} line */
export function say(line) {
	process.stderr.write(`${line}\n`);
}

/** Why a script cannot go on, as one line that says what to do about it. */
export class CannotGoOn extends Error {
	/** @override */
	name = "CannotGoOn";
}

/**
 * Runs a script's `main`; its result is the exit code. A `CannotGoOn` is told as one line.
 *
 * @param {string} what what then did not happen
 * @param {() => Promise<number>} main
 */
export async function run(what, main) {
	try {
		process.exitCode = await main();
	} catch (error) {
		if (!(error instanceof CannotGoOn)) throw error;
		say(`${what} ${error.message}`);
		process.exitCode = 1;
	}
}
