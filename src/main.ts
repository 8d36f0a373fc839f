import { loadConfig } from "./config.ts";
import { createLog } from "./platform/log.ts";
import { StartupError } from "./platform/startup-error.ts";

/** Longest that a clean stop may take; then the process ends as it is, which loses nothing (C2). */
const stopWithinMs = 20_000;

async function main(): Promise<void> {
	const config = loadConfig(process.env);
	const log = createLog({ level: config.logLevel });
	// Loaded only now, as it takes a while: a bad setting is told at once.
	const starting = import("./hub.ts").then(({ startHub }) => startHub(config, log));
	let stopping = false;
	const stop = (reason: string) => {
		if (stopping) return;
		stopping = true;
		log.info({ reason }, "stopping");
		setTimeout(() => process.exit(1), stopWithinMs).unref();
		starting
			.then((hub) => hub.stop())
			.then(
				() => process.exit(0),
				(error: unknown) => {
					if (!(error instanceof StartupError)) log.error({ err: error }, "stopping failed");
					process.exit(1);
				},
			);
	};
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(signal));
	// Only `npm start` holds a channel to this process: it closes when that one is gone, even by kill -9.
	process.on("disconnect", () => stop("nobody waits for this process any more"));

	const hub = await starting;
	if (stopping) return;
	log.info({ port: new URL(hub.url).port }, "serving");
	if (!config.production) await welcome(hub.url, config.seedDemo);
}

/** What somebody who has just started it needs; on standard error, so that the log stays JSON. */
async function welcome(url: string, demo: boolean): Promise<void> {
	const { demoPassword, demoStaff } = await import("./seed/demo.ts");
	const logins = demoStaff.map(({ email, roles }) => `    ${email.padEnd(22)} ${roles.join(", ")}`);
	const lines = [
		"",
		"  Ventanilla is open.",
		"",
		`  Citizens     ${url}/`,
		`  Staff        ${url}/desk`,
		`  API          ${url}/api/docs`,
		...(demo ? ["", `  Demo logins (password ${demoPassword})`, ...logins] : []),
		"",
		"  Ctrl-C stops everything.",
		"",
	];
	process.stderr.write(`${lines.join("\n")}\n`);
}

main().catch((error: unknown) => {
	if (error instanceof StartupError) process.stderr.write(`Ventanilla cannot start. ${error.message}\n`);
	else
		process.stderr.write(
			`Ventanilla cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
		);
	process.exit(1);
});
