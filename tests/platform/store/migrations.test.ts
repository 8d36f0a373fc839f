import { fileURLToPath } from "node:url";
import mongoose, { type mongo } from "mongoose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { silentLog } from "../../../src/platform/store/log.ts";
import { allMigrations } from "../../../src/platform/store/migrations/all.ts";
import type { Migration } from "../../../src/platform/store/migrations/migration.ts";
import { formatVersion, runMigrations } from "../../../src/platform/store/migrations/run.ts";
import { restore } from "../../../src/platform/store/restore.ts";
import { useDatabase } from "../../support/database.ts";

const log = silentLog;
useDatabase();

function db(): mongo.Db {
	const open = mongoose.connection.db;
	if (!open) throw new Error("not connected");
	return open;
}

beforeEach(async () => {
	await mongoose.connection.dropDatabase();
});

/** Steps that note in `steps` how often each was done. */
function steps(count: number, before: (version: number) => Promise<void> = async () => {}): Migration[] {
	return Array.from({ length: count }, (_, index) => ({
		version: index + 1,
		name: `step ${index + 1}`,
		up: async (store) => {
			await before(index + 1);
			await store
				.collection<{ _id: number; times: number }>("steps")
				.updateOne({ _id: index + 1 }, { $inc: { times: 1 } }, { upsert: true });
		},
	}));
}

const timesDone = async () =>
	(await db().collection<{ _id: number; times: number }>("steps").find().sort({ _id: 1 }).toArray()).map(
		({ times }) => times,
	);

describe("P5: migrations", () => {
	it("are run once each, in order, and later ones follow", async () => {
		const order: number[] = [];
		const note = async (version: number) => void order.push(version);
		expect(await runMigrations(db(), { log, migrations: steps(2, note) })).toEqual([1, 2]);
		expect(await runMigrations(db(), { log, migrations: steps(2, note) })).toEqual([]);
		expect(await runMigrations(db(), { log, migrations: steps(3, note) })).toEqual([3]);
		expect(order).toEqual([1, 2, 3]);
		expect(await formatVersion(db())).toBe(3);
	});

	it("are run by one of several hubs that start at once, the others wait for it", async () => {
		const slow = () => new Promise<void>((done) => setTimeout(done, 30));
		const ran = await Promise.all(
			Array.from({ length: 5 }, () => runMigrations(db(), { log, migrations: steps(4, slow) })),
		);
		expect(ran.filter((versions) => versions.length > 0)).toEqual([[1, 2, 3, 4]]);
		expect(await timesDone()).toEqual([1, 1, 1, 1]);
	});

	it("go on where an error cut them off", async () => {
		const failing = steps(3, async (version) => {
			if (version === 2) throw new Error("no");
		});
		await expect(runMigrations(db(), { log, migrations: failing })).rejects.toThrow("no");
		expect(await formatVersion(db())).toBe(1);
		expect(await runMigrations(db(), { log, migrations: steps(3) })).toEqual([2, 3]);
	});

	it("are taken over from a hub that died in their middle, once its lease has run out", async () => {
		await db()
			.collection<{ _id: string; owner: string; until: Date }>("leases")
			.insertOne({ _id: "migrations", owner: "dead", until: new Date(Date.now() + 500) });
		const told = vi.fn();
		expect(await runMigrations(db(), { log: { ...log, info: told }, migrations: steps(1) })).toEqual([1]);
		expect(told).toHaveBeenCalledWith({}, "another hub migrates the store; waiting for it");
		expect(await db().collection("leases").countDocuments()).toBe(0);
	});

	it("are not recorded by a hub that was held up past its lease", async () => {
		const late = steps(1, async () => {
			await db()
				.collection<{ _id: string; owner: string }>("leases")
				.updateOne({ _id: "migrations" }, { $set: { owner: "another" } });
		});
		await expect(runMigrations(db(), { log, migrations: late })).rejects.toThrow(/lost to another process/);
		expect(await formatVersion(db())).toBe(0);
	});

	it("refuse a store that a newer program has written", async () => {
		await runMigrations(db(), { log, migrations: steps(3) });
		await expect(runMigrations(db(), { log, migrations: steps(2) })).rejects.toThrow(
			expect.objectContaining({
				name: "StartupError",
				message: "The store has format 3, this program knows 2: install the newer Ventanilla again",
			}),
		);
	});

	it("must have versions without gaps", async () => {
		const [, second] = steps(2);
		await expect(runMigrations(db(), { log, migrations: second ? [second] : [] })).rejects.toThrow(
			/"step 2" has version 2, not 1/,
		);
	});
});

describe("P5: a store of an older format", () => {
	// Made by `backup` from a store that no migration had seen.
	const dump = fileURLToPath(new URL("./fixtures/format-0.backup.gz", import.meta.url));

	it("comes from its dump to the present format, with all that it held", async () => {
		await restore(db(), dump);
		expect(await formatVersion(db())).toBe(0);
		const held = await db().collection("notices").find().sort({ _id: 1 }).toArray();
		expect(held).toMatchObject([{ _id: "n1", title: "Corte de luz" }, { _id: "n2" }]);

		await runMigrations(db(), { log });
		expect(await formatVersion(db())).toBe(allMigrations.length);
		expect(await db().collection("notices").find().sort({ _id: 1 }).toArray()).toEqual(held);
		const identity = await db().collection("store").findOne();
		expect(identity).toMatchObject({ id: expect.any(String), since: expect.any(Date) });

		await runMigrations(db(), { log });
		expect(await db().collection("store").findOne()).toEqual(identity);
	});

	it("is changed by the steps that follow", async () => {
		await restore(db(), dump);
		const rename: Migration = {
			version: allMigrations.length + 1,
			name: "title becomes heading",
			up: async (store) => {
				await store.collection("notices").updateMany({ title: { $exists: true } }, { $rename: { title: "heading" } });
			},
		};
		await runMigrations(db(), { log, migrations: [...allMigrations, rename] });
		const headings = await db().collection("notices").distinct("heading");
		expect(headings).toEqual(["Corte de luz", "Nuevo horario"]);
	});
});
