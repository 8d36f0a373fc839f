import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface Running {
	url: string;
	process: ChildProcess;
	/** As Ctrl-C would. */
	stop(): Promise<void>;
	/** With -9. */
	kill(): Promise<void>;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	if (!address || typeof address === "string") throw new Error("No port");
	return address.port;
}

/** The hub as `npm start` runs it once it is built; resolves when it is ready. It ends when this process does. */
export async function startHubProcess(
	dataDir: string,
	settings: Record<string, string> = {},
	nodeOptions: string[] = [],
): Promise<Running> {
	const port = settings.PORT ?? (await freePort());
	const child = fork(resolve(root, "dist/hub/main.mjs"), {
		execArgv: nodeOptions,
		cwd: root,
		env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "error", ...settings },
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	});
	const url = `http://127.0.0.1:${port}`;
	await untilReady(url, child);
	return { url, process: child, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") };
}

export async function startEchoProcess(dataDir: string): Promise<Running> {
	const port = await freePort();
	const child = fork(resolve(root, "tests/bench/load/echo-server.ts"), [dataDir, String(port)], {
		execArgv: ["--import", "tsx"],
		cwd: root,
	});
	await once(child, "message");
	return {
		url: `http://127.0.0.1:${port}`,
		process: child,
		stop: () => end(child, "SIGTERM"),
		kill: () => end(child, "SIGKILL"),
	};
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
	const giveUpAt = Date.now() + 180_000;
	while (Date.now() < giveUpAt) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The hub ended with ${child.exitCode}`);
		const ready = await fetch(`${url}/healthz`).then(
			(response) => response.ok,
			() => false,
		);
		if (ready) return;
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error("The hub is not ready after three minutes");
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill(signal);
	await once(child, "exit");
}
