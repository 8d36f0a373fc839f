import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { mongo } from "mongoose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { chooseBinary } from "../../../src/platform/store/embedded/binary.ts";
import { isAnswering, socketOf } from "../../../src/platform/store/embedded/socket.ts";
import { type EmbeddedDatabase, startEmbedded } from "../../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../../src/platform/store/log.ts";
import { isAlive, processesWith, processGroupOf } from "./processes.ts";

const patient = { timeout: 20_000, interval: 50 };
let dataDir = "";
let open: EmbeddedDatabase[] = [];
let hubs: ChildProcess[] = [];

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "ventanilla-embedded-"));
});
afterEach(async () => {
	for (const hub of hubs) hub.kill("SIGKILL");
	for (const database of open) await database.stop();
	open = [];
	hubs = [];
	await vi.waitFor(async () => expect(await processesWith(dataDir)).toEqual([]), patient);
	await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedDatabase> {
	const database = await startEmbedded({ dataDir, log: silentLog });
	open.push(database);
	return database;
}

async function startHub(): Promise<{ process: ChildProcess; database: { uri: string; pid: number } }> {
	const script = fileURLToPath(new URL("./hub.ts", import.meta.url));
	const hub = spawn(process.execPath, ["--import", "tsx", script], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ["ignore", "pipe", "inherit"],
	});
	hubs.push(hub);
	const [line] = await once(createInterface(hub.stdout), "line");
	return { process: hub, database: z.object({ uri: z.string(), pid: z.number() }).parse(JSON.parse(String(line))) };
}

/** mongodb-memory-server's watcher has the ids of the hub and the database as its arguments. */
async function watchersOf(database: number): Promise<string[]> {
	return (await processesWith("mongo_killer.js")).filter((line) => line.endsWith(` ${database}`));
}

async function insert(uri: string, id: number): Promise<void> {
	const client = await mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 });
	await client.db().collection<{ _id: number }>("things").insertOne({ _id: id });
	await client.close();
}

async function count(uri: string): Promise<number> {
	const client = await mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 });
	const found = await client.db().collection("things").countDocuments();
	await client.close();
	return found;
}

describe("P5: the embedded database", () => {
	it("keeps its data over a stop, which leaves no process behind", async () => {
		const first = await start();
		const pid = first.pid() ?? 0;
		await insert(first.uri, 1);
		await first.stop();
		expect(isAlive(pid)).toBe(false);
		expect(await watchersOf(pid)).toEqual([]);
		const second = await start();
		expect(second.uri).toBe(first.uri);
		expect(await count(second.uri)).toBe(1);
	});

	it("is reachable for its user alone", async () => {
		await start();
		const socket = socketOf(dataDir);
		expect((await stat(socket)).mode & 0o777).toBe(0o600);
		expect((await stat(dirname(socket))).mode & 0o777).toBe(0o700);
	});

	it("is not stopped by the Ctrl-C that is meant for the hub", async () => {
		const database = await start();
		expect(await processGroupOf(database.pid() ?? 0)).toBe(database.pid());
	});

	it("is refused in one line while another has the folder, whose work goes on", async () => {
		const first = await start();
		const second = startEmbedded({ dataDir, log: silentLog, patienceMs: 300 });
		await expect(second).rejects.toThrow(
			expect.objectContaining({
				name: "StartupError",
				message: `The data folder ${dataDir} is in use by another process: stop that one first`,
			}),
		);
		await insert(first.uri, 1);
		expect(await count(first.uri)).toBe(1);
	});

	it("waits for a process that is still closing the folder", async () => {
		const first = await start();
		const second = startEmbedded({ dataDir, log: silentLog });
		await first.stop();
		open.push(await second);
	});

	it("starts although a socket and a lock of a dead process are there", async () => {
		const first = await start();
		await first.stop();
		await writeFile(socketOf(dataDir), "");
		await writeFile(join(dataDir, "db", "mongod.lock"), "99999999\n");
		const second = await start();
		expect(await isAnswering(socketOf(dataDir))).toBe(true);
		expect(await count(second.uri)).toBe(0);
	});

	it("has its socket in the temporary folder when the data folder's path is too long for one", async () => {
		const long = join(dataDir, "x".repeat(120));
		const database = await startEmbedded({ dataDir: long, log: silentLog });
		open.push(database);
		expect(socketOf(long).startsWith(tmpdir())).toBe(true);
		expect(Buffer.byteLength(socketOf(long))).toBeLessThan(104);
		await insert(database.uri, 1);
		await rm(dirname(socketOf(long)), { recursive: true, force: true });
	});

	it("says in one line that the data folder cannot be written", async () => {
		await writeFile(join(dataDir, "file"), "");
		await expect(startEmbedded({ dataDir: join(dataDir, "file", "data"), log: silentLog })).rejects.toThrow(
			expect.objectContaining({
				name: "StartupError",
				message: expect.stringMatching(/cannot be written \(ENOTDIR\): set DATA_DIR$/),
			}),
		);
	});
});

describe("P5: kill -9 of the hub", () => {
	it("leaves no process, and nothing that blocks the next start", async () => {
		const hub = await startHub();
		await insert(hub.database.uri, 1);
		hub.process.kill("SIGKILL");
		const next = await start();
		expect(await count(next.uri)).toBe(1);
		await vi.waitFor(() => expect(isAlive(hub.database.pid)).toBe(false), patient);
		await vi.waitFor(async () => expect(await watchersOf(hub.database.pid)).toEqual([]), patient);
	});

	it("and of its database at once leaves nothing that blocks the next start", async () => {
		const hub = await startHub();
		await insert(hub.database.uri, 1);
		process.kill(hub.database.pid, "SIGKILL");
		hub.process.kill("SIGKILL");
		expect(await count((await start()).uri)).toBe(1);
	});
});

describe("C2: which program is run", () => {
	async function mongodThatSays(version: string): Promise<string> {
		const file = join(dataDir, `mongod`);
		await writeFile(file, `#!/bin/sh\necho "db version v${version}"\n`, { mode: 0o755 });
		return file;
	}

	it("MONGOD_BINARY before all else", async () => {
		const file = await mongodThatSays("8.0.4");
		expect(await chooseBinary(file, "")).toEqual({ path: file, ours: false });
	});

	it("a new enough mongod on the PATH before the engine of npm", async () => {
		const file = await mongodThatSays("8.2.1");
		expect(await chooseBinary(undefined, dataDir)).toEqual({ path: file, ours: false });
	});

	it("the engine of npm when the mongod on the PATH is too old", async () => {
		await mongodThatSays("7.0.12");
		expect(await chooseBinary(undefined, dataDir)).toMatchObject({ ours: true });
	});

	it.each([
		["7.0.12", /MONGOD_BINARY is MongoDB 7; version 8.0 or newer is needed/],
		["", /MONGOD_BINARY is not a mongod that runs here/],
	])("a MONGOD_BINARY of version %j is refused in one line", async (version, message) => {
		const file = await mongodThatSays(version);
		await expect(chooseBinary(file, "")).rejects.toThrow(message);
	});
});
