import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose, { model, type mongo, Schema } from "mongoose";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openStore, type Store } from "../../../src/platform/store/connect.ts";
import { ensureIndexes } from "../../../src/platform/store/ensure-indexes.ts";
import { processesWith } from "./processes.ts";

const Entries = model(
	"CrashEntry",
	new Schema({ _id: Number, key: { type: String, unique: true } }, { collection: "entries" }),
);
const KILLS = 3;
const WRITERS = 8;

let dataDir = "";
let store: Store | undefined;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

beforeEach(async () => {
	vi.clearAllMocks();
	dataDir = await mkdtemp(join(tmpdir(), "ventanilla-crash-"));
	store = await openStore({ mongodbUri: null, dataDir, production: false, allowEmbeddedInProduction: false, log });
	await ensureIndexes();
});
afterEach(async () => {
	await store?.close();
	await vi.waitFor(async () => expect(await processesWith(dataDir)).toEqual([]), { timeout: 20_000 });
	await rm(dataDir, { recursive: true, force: true });
});

// The hubs of a crash test reach the engine by MONGODB_URI and ask as one asks a cluster; both must be journaled.
it.each([
	{ asked: "as the hub asks", writeConcern: { w: 1, j: true } as const },
	{ asked: "as one asks a cluster", writeConcern: { w: "majority", j: true } as const },
])("P5: kill -9 of the database loses no write acknowledged $asked, and all works again by itself", async (how) => {
	const { writeConcern } = how;
	// Every command that writes, as each could be journaled in its own way.
	const ways = [
		(_id: number, key: string) => rawEntries().insertOne({ _id, key }, { writeConcern }),
		(_id: number, key: string) => Entries.updateOne({ _id }, { $set: { key } }, { upsert: true, writeConcern }),
		(_id: number, key: string) => Entries.findOneAndUpdate({ _id }, { $set: { key } }, { upsert: true, writeConcern }),
		(_id: number, key: string) => clientBulkWrite({ _id, key }, writeConcern),
	];
	const acknowledged = new Set<number>();
	let next = 0;
	let running = true;
	const writers = Array.from({ length: WRITERS }, async (_, writer) => {
		const write = ways[writer % ways.length];
		while (running && write) {
			const id = next++;
			await write(id, `k${id}`).then(
				() => acknowledged.add(id),
				// Whether a write that was cut off was done is not known; only that it was not promised.
				() => {},
			);
		}
	});
	const killed = new Set<number>();
	const more = async () => {
		const before = acknowledged.size;
		await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 50), { timeout: 20_000 });
	};
	for (let kill = 0; kill < KILLS; kill++) {
		await more();
		const pid = store?.embedded?.pid() ?? 0;
		process.kill(pid, "SIGKILL");
		killed.add(pid);
		await vi.waitFor(() => expect(killed.has(store?.embedded?.pid() ?? pid)).toBe(false), { timeout: 20_000 });
	}
	await more();
	running = false;
	await Promise.all(writers);

	const found = new Set((await Entries.find({}, { _id: 1 }).lean()).map((entry) => entry._id));
	expect([...acknowledged].filter((id) => !found.has(id))).toEqual([]);
	expect(await Entries.countDocuments({ key: { $exists: true } }).hint("key_1")).toBe(found.size);
	expect(log.error).toHaveBeenCalledTimes(KILLS);
	expect(log.error).toHaveBeenLastCalledWith(
		{ pid: [...killed].at(-1), how: "signal SIGKILL" },
		"the database process died; restarting it",
	);
});

function rawEntries() {
	return mongoose.connection.collection<{ _id: number; key: string }>("entries");
}

function clientBulkWrite(document: { _id: number; key: string }, writeConcern: mongo.WriteConcernSettings) {
	const namespace = `${mongoose.connection.name}.entries`;
	return mongoose.connection
		.getClient()
		.bulkWrite<Record<string, { _id: number; key: string }>>([{ name: "insertOne", namespace, document }], {
			writeConcern,
		});
}

it("P5: a stop that comes while the database is being restarted leaves no process", async () => {
	process.kill(store?.embedded?.pid() ?? 0, "SIGKILL");
	await vi.waitFor(() => expect(store?.embedded?.pid()).toBeUndefined());
	await store?.close();
	store = undefined;
	expect(await processesWith(dataDir)).toEqual([]);
});
