import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requirePeer } from "../support/peers.ts";
import { freePort } from "../support/processes.ts";

/** What every scanner takes for harmful, by agreement (https://www.eicar.org/download-anti-malware-testfile/). */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("-");

/** Bytes that this clamd takes in one file. */
export const streamMaxLength = 1024 * 1024;

export interface ClamdPeer {
	host: string;
	port: number;
	stop(): Promise<void>;
}

/**
 * Debian's clamd, as nobody in particular, which knows one signature: EICAR's, wherever it stands in a file.
 *
 * @param port where it listens, for one that comes back
 */
export async function startClamd(port?: number): Promise<ClamdPeer> {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-clamd-"));
	const at = { host: "127.0.0.1", port: port ?? (await freePort()) };
	const signature = Buffer.from(eicar).toString("hex");
	await mkdir(join(folder, "signatures"));
	await writeFile(join(folder, "signatures", "own.ndb"), `Eicar-Test-Signature:0:*:${signature}\n`);
	const settings = [
		`DatabaseDirectory ${join(folder, "signatures")}`,
		`TemporaryDirectory ${folder}`,
		`TCPAddr ${at.host}`,
		`TCPSocket ${at.port}`,
		`StreamMaxLength ${streamMaxLength}`,
		"Foreground yes",
		"SelfCheck 0",
	];
	await writeFile(join(folder, "clamd.conf"), settings.join("\n"));
	const clamd = spawn(requirePeer("clamd"), ["--config-file", join(folder, "clamd.conf")], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	const ended = once(clamd, "exit");
	await new Promise<void>((resolve, reject) => {
		// The last thing that it says before it takes calls.
		clamd.stdout.on("data", (text) => String(text).includes("Self checking disabled") && resolve());
		clamd.once("exit", () => reject(new Error("clamd did not start")));
	});
	return {
		...at,
		async stop() {
			clamd.kill("SIGKILL");
			await ended;
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Something in clamd's place that takes calls and never answers; with `hangsUp`, it ends them when it has heard enough. */
export async function startSilence({ hangsUp = false } = {}): Promise<ClamdPeer & { calls(): number }> {
	const calls = new Set<Socket>();
	const server = createServer((socket) => {
		calls.add(socket.on("error", () => {}));
		socket.on("data", () => hangsUp && socket.destroy());
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (!address || typeof address === "string") throw new Error("No port");
	return {
		host: "127.0.0.1",
		port: address.port,
		calls: () => calls.size,
		async stop() {
			for (const socket of calls) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
}
