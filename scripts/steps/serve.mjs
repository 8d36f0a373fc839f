import { spawn } from "node:child_process";
import { exitCode, project } from "./command.mjs";
import { requireDatabase } from "./platform.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./say.mjs";

/** Prepares and runs the hub. */
export function serve() {
	return run("Ventanilla cannot start.", async () => {
		requireDatabase(process.env);
		await prepare();
		return hub();
	});
}

/**
 * Runs the hub until it ends. The channel to it is there so that the hub notices when this process is gone, however it
 * went: then it stops too, and with it the database.
 *
 * @returns {Promise<number>} its exit code
 */
function hub() {
	const child = spawn(process.execPath, ["dist/hub/main.mjs"], {
		cwd: project,
		stdio: ["inherit", "inherit", "inherit", "ipc"],
	});
	// A terminal's Ctrl-C reaches the hub by itself, too: it takes the first signal and overlooks the others.
	for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
	if (process.env.npm_lifecycle_event) whenParentIsGone(() => child.kill("SIGTERM"));
	return new Promise((done, fail) => {
		child.on("error", fail);
		child.on("exit", (code, signal) => done(exitCode(code, signal)));
	});
}

/**
 * npm runs this below a shell, which passes no signal on: whoever ends npm ends that shell only.
 *
 * @param {() => void} stop
 */
function whenParentIsGone(stop) {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		stop();
	}, 500);
	watch.unref();
}
