#!/usr/bin/env node
/**
 * A `mongod`: the embedded engine as a process of its own, so that its crash is not the hub's. It takes the options
 * that mongodb-memory-server passes and listens where it is told, a port of loopback or the path of a unix socket.
 *
 *     mongod.mjs --dbpath data/db --bind_ip data/run/db.sock --exitWithParent
 */
import { chmodSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadEngine } from "./native.mjs";
import { serve } from "./serve.mjs";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
/** mongod's own exit codes: https://www.mongodb.com/docs/manual/reference/exit-codes/ */
const EXIT = { clean: 0, cutOff: 1, cannotListen: 48, cannotOpen: 100 };

const LONGEST_STOP_MS = 8_000;

const { values: options } = parseArgs({
	strict: false,
	options: {
		version: { type: "boolean" },
		dbpath: { type: "string" },
		port: { type: "string", default: "27017" },
		bind_ip: { type: "string", default: "127.0.0.1" },
		/** Ends when its standard input does, that is, when whoever started it is gone. */
		exitWithParent: { type: "boolean" },
	},
});

if (options.version) {
	process.stdout.write("db version v9.0.0-alpha0\n");
	process.exit(EXIT.clean);
}
await run(String(options.dbpath ?? ""), String(options.bind_ip), Number(options.port));

/** @type {(dbpath: string, address: string, port: number) => Promise<void>} */
async function run(dbpath, address, port) {
	let orphaned = false;
	/** @type {() => unknown} */
	let stop = () => process.exit(EXIT.clean);
	for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => stop());
	if (options.exitWithParent) {
		process.stdin.on("close", () => {
			orphaned = true;
			stop();
		});
		process.stdin.resume();
	}
	// With the reader gone, a write to the pipe must not end the process before the engine is closed.
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

	const engine = await openEngine(resolve(dbpath));
	const door = serve(engine);
	let stopping = false;
	stop = async () => {
		if (stopping) return;
		stopping = true;
		// What was acknowledged is journaled, so a command that does not come to an end may be cut off.
		setTimeout(() => process.exit(EXIT.cutOff), LONGEST_STOP_MS).unref();
		await door.close();
		await engine.close();
		process.exit(EXIT.clean);
	};
	if (orphaned) {
		await stop();
		return;
	}
	door.server.on("error", async (cause) => {
		process.stderr.write(`cannot listen: ${cause.message}\n`);
		await engine.close();
		process.exit(EXIT.cannotListen);
	});
	if (address.includes("/")) {
		// Whoever holds the engine's lock owns the socket: one that is there is of a process that died.
		rmSync(address, { force: true });
		door.server.listen(address, () => {
			chmodSync(address, 0o600);
			announce(address);
		});
	} else {
		door.server.listen(port, address, () => announce(`${address}:${port}`));
	}
}

/** @type {(dbpath: string) => Promise<import("./native.mjs").Engine>} */
async function openEngine(dbpath) {
	try {
		const { open } = await engineClass(dbpath);
		return await open(dbpath);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		const line = reason.replace(/\s+/g, " ").replace(/^embedded MongoDB error: /, "");
		process.stderr.write(`exception in initAndListen: ${line}\n`);
		process.exit(EXIT.cannotOpen);
	}
}

/** @type {(dbpath: string) => Promise<{ open: (path: string) => Promise<import("./native.mjs").Engine> }>} */
async function engineClass(dbpath) {
	const Engine = await loadEngine([join(project, ".cache", "engine"), join(dirname(dbpath), "engine")]);
	return { open: (path) => Engine.open(path) };
}

/** mongodb-memory-server waits for these words. @type {(where: string) => void} */
function announce(where) {
	process.stdout.write(
		`${JSON.stringify({ s: "I", c: "NETWORK", msg: "Waiting for connections", attr: { where } })}\n`,
	);
}
