import { setTimeout as delay } from "node:timers/promises";
import type { mongo } from "mongoose";
import { type HeldLease, holdLease } from "../../lease.ts";
import { StartupError } from "../../startup-error.ts";
import type { StoreLog } from "../log.ts";
import { refuseHalfRestored } from "../restore-mark.ts";
import { allMigrations } from "./all.ts";
import type { Migration } from "./migration.ts";

const POLL_MS = 200;

export interface MigrationOptions {
	log: StoreLog;
	/** In order of version. */
	migrations?: readonly Migration[];
	/** How long a process that gives no sign of life keeps the others waiting, in ms. */
	leaseMs?: number;
}

interface MigrationRecord {
	_id: number;
	name: string;
	finishedAt: Date;
}

/**
 * Brings the store to the present format: runs what has not been run, in order, and records each in `migrations`. Of
 * several hubs that start at once one does it and the others wait; what a crash cut off is run again.
 *
 * @returns the versions that this call ran.
 * @throws StartupError when the store was written by a newer program, or a restore into it did not finish.
 */
export async function runMigrations(db: mongo.Db, options: MigrationOptions): Promise<number[]> {
	const { log, migrations = allMigrations, leaseMs = 15_000 } = options;
	checkOrder(migrations);
	await refuseHalfRestored(db);
	let told = false;
	while (true) {
		if ((await pending(db, migrations)).length === 0) return [];
		const lease = await holdLease(db, "migrations", leaseMs);
		if (lease) {
			try {
				return await runPending(db, migrations, lease, log);
			} finally {
				await lease.release();
			}
		}
		if (!told) log.info({}, "another hub migrates the store; waiting for it");
		told = true;
		await delay(POLL_MS);
	}
}

/** The version of the store's format: that of the last migration that was run, 0 before the first. */
export async function formatVersion(db: mongo.Db): Promise<number> {
	const last = await db.collection<MigrationRecord>("migrations").findOne({}, { sort: { _id: -1 } });
	return last?._id ?? 0;
}

async function runPending(
	db: mongo.Db,
	migrations: readonly Migration[],
	lease: HeldLease,
	log: StoreLog,
): Promise<number[]> {
	const ran: number[] = [];
	// Read again: the one that held the lease before may have done some.
	for (const migration of await pending(db, migrations)) {
		log.info({ version: migration.version, migration: migration.name }, "migrating the store");
		await migration.up(db);
		await lease.ensureHeld();
		await db
			.collection<MigrationRecord>("migrations")
			.updateOne(
				{ _id: migration.version },
				{ $setOnInsert: { name: migration.name, finishedAt: new Date() } },
				{ upsert: true },
			);
		ran.push(migration.version);
	}
	return ran;
}

async function pending(db: mongo.Db, migrations: readonly Migration[]): Promise<Migration[]> {
	const done = await db.collection<MigrationRecord>("migrations").find().toArray();
	const newest = Math.max(0, ...done.map((record) => record._id));
	if (newest > migrations.length) {
		throw new StartupError(
			`The store has format ${newest}, this program knows ${migrations.length}: install the newer Ventanilla again`,
		);
	}
	const versions = new Set(done.map((record) => record._id));
	return migrations.filter((migration) => !versions.has(migration.version));
}

function checkOrder(migrations: readonly Migration[]): void {
	for (const [index, { version, name }] of migrations.entries()) {
		if (version !== index + 1) throw new Error(`migration "${name}" has version ${version}, not ${index + 1}`);
	}
}
