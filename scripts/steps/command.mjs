import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const project = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a program in the project, on this terminal.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] `quiet`: what it prints is kept, and given back
 * @returns {Promise<{ code: number, output: string }>} 127 when there is no such program
 */
export function command(program, args, { env = process.env, quiet = false } = {}) {
	return new Promise((done) => {
		const child = spawn(program, args, {
			cwd: project,
			env,
			// Standard output is the hub's log: what is said before goes to standard error.
			stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2],
		});
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding("utf8").on("data", (text) => (output += text));
		child.on("error", () => done({ code: 127, output }));
		child.on("close", (code, signal) => done({ code: exitCode(code, signal), output }));
	});
}

/**
 * The exit code of a process that ended, as a shell gives it.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
	return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
