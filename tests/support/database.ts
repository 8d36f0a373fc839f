import { randomUUID } from "node:crypto";
import mongoose from "mongoose";
import { afterAll, beforeAll, inject } from "vitest";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";
import { ensureIndexes } from "../../src/platform/store/ensure-indexes.ts";

/**
 * Gives a test file a database of its own: mongoose's default connection is open, as in the product, and the indexes
 * of the models that the file imports are built before its first test; all is dropped after its last one.
 *
 * @returns `uri()`, the address of that database, for a process that a test starts.
 */
export function useDatabase(): { uri(): string } {
	const name = `test-${randomUUID()}`;
	const uri = () => inject("mongodbUri").replace(/\/[^/]*$/, `/${name}`);

	beforeAll(async () => {
		await mongoose.connect(uri(), connectionOptions({ embedded: true }));
		await ensureIndexes();
	});
	afterAll(async () => {
		await mongoose.connection.dropDatabase();
		await mongoose.disconnect();
	});
	return { uri };
}
