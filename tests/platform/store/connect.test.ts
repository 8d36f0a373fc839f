import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openStore, type StoreOptions } from "../../../src/platform/store/connect.ts";
import { silentLog } from "../../../src/platform/store/log.ts";
import { oldServer } from "./old-server.ts";

let dataDir = "";
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), "ventanilla-connect-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function attempt(options: Partial<StoreOptions>) {
	return openStore({
		mongodbUri: null,
		dataDir,
		production: false,
		allowEmbeddedInProduction: false,
		log: silentLog,
		...options,
	});
}

async function refusal(options: Partial<StoreOptions>): Promise<string> {
	const cause = await attempt(options).then(
		async (store) => {
			await store.close();
			return undefined;
		},
		(error: unknown) => error,
	);
	if (!(cause instanceof Error) || cause.name !== "StartupError") throw new Error("not refused", { cause });
	expect(cause.message).not.toContain("\n");
	return cause.message;
}

describe("C2: a database that cannot be used is one clear line", () => {
	it("an address at which nobody answers, without its credentials", async () => {
		const message = await refusal({ mongodbUri: "mongodb://ana:s3cret@127.0.0.1:1/db" });
		expect(message).toBe(
			"The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED): check MONGODB_URI and that MongoDB is running",
		);
	});

	it.each([
		["a password with signs that need escaping", "mongodb://ana:s3c/ret@127.0.0.1:1/db"],
		["an unknown option", "mongodb://ana:s3c%2Fret@127.0.0.1:1/db?nonsense=1"],
		["a port that is none", "mongodb://ana:s3cret@127.0.0.1:port/db"],
	])("%s, without its credentials", async (_case, mongodbUri) => {
		const message = await refusal({ mongodbUri });
		expect(message).toMatch(/^MONGODB_URI is not a valid address|cannot be reached/);
		expect(message).not.toMatch(/ana|s3c|ret@/);
	});

	it("a server that is too old", async () => {
		const { uri, server } = await oldServer("7.0.12");
		expect(await refusal({ mongodbUri: uri })).toMatch(
			/^The database at 127.0.0.1:\d+ is MongoDB 7.0.12; version 8.0 or newer is needed$/,
		);
		server.close();
	});

	it("production without an address, before anything is written", async () => {
		expect(await refusal({ production: true })).toMatch(/MONGODB_URI; set ALLOW_EMBEDDED_DATABASE=true/);
		expect(await readdir(dataDir)).toEqual([]);
	});

	it("a data folder that cannot be written", async () => {
		await writeFile(join(dataDir, "file"), "");
		expect(await refusal({ dataDir: join(dataDir, "file") })).toMatch(/cannot be written \(.+\): set DATA_DIR$/);
	});
});

describe("P5: the store", () => {
	it("opens in production when the embedded database is opted in, and acknowledges what is journaled", async () => {
		const store = await attempt({ production: true, allowEmbeddedInProduction: true });
		expect(store.connection.getClient().options.writeConcern).toMatchObject({ w: 1, j: true });
		expect(mongoose.connection.db?.databaseName).toBe("ventanilla");
		await mongoose.connection.collection<{ _id: number }>("things").insertOne({ _id: 1 });
		await store.close();
		expect(mongoose.connection.readyState).toBe(0);
	});

	it("is that of MONGODB_URI, in the database it names, and closing it stops nothing else", async () => {
		const mongodbUri = inject("mongodbUri").replace(/\/[^/]*$/, "/named");
		const store = await attempt({ mongodbUri });
		expect(store.embedded).toBeNull();
		expect(mongoose.connection.db?.databaseName).toBe("named");
		await store.close();
		const again = await attempt({ mongodbUri: mongodbUri.replace("/named", "") });
		expect(mongoose.connection.db?.databaseName).toBe("ventanilla");
		await again.close();
	});

	it("of a running hub is joined by a tool", async () => {
		const hub = await attempt({});
		await mongoose.disconnect();
		const tool = await attempt({ joinRunning: true });
		expect(tool.embedded).toBeNull();
		expect(tool.uri).toBe(hub.uri);
		await tool.close();
		await hub.close();
	});
});
