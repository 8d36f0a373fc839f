import { createWriteStream } from "node:fs";
import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { mongo } from "mongoose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ArchiveEntry, archiveHeader, encodeArchive, readArchive } from "../../../src/platform/store/archive.ts";

const KB = 1024;
const DOCUMENTS = 400;
let folder = "";
let file = "";
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "ventanilla-archive-"));
	file = join(folder, "archive");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A collection of 40 MB, made as it is asked for. */
async function* large(asked: { documents: number }): AsyncGenerator<ArchiveEntry> {
	yield archiveHeader(1, new Date(0));
	yield { kind: "collection", collection: { name: "large", options: {}, indexes: [] } };
	for (let n = 0; n < DOCUMENTS; n++) {
		asked.documents++;
		const bytes = mongo.BSON.serialize({ _id: n, bytes: Buffer.alloc(100 * KB, n) });
		yield { kind: "document", bytes: Buffer.from(bytes) };
	}
	yield { kind: "collection-end", documents: DOCUMENTS };
}

describe("P5: an archive is never in memory as a whole", () => {
	it("is written as fast as it is taken, a piece at a time", async () => {
		const asked = { documents: 0 };
		let pieces = 0;
		for await (const piece of encodeArchive(large(asked))) {
			pieces++;
			expect(piece.length).toBeLessThan(512 * KB);
			expect(asked.documents).toBeLessThanOrEqual(3 * pieces);
		}
		expect(asked.documents).toBe(DOCUMENTS);
	});

	it("is read a document at a time: what is before a cut is there, then the cut is noticed", async () => {
		await pipeline(
			Readable.from(encodeArchive(large({ documents: 0 }))),
			createGzip({ level: 0 }),
			createWriteStream(file),
		);
		await truncate(file, 30 * KB * KB);
		let documents = 0;
		const reading = (async () => {
			for await (const entry of readArchive(file)) if (entry.kind === "document") documents++;
		})();
		await expect(reading).rejects.toThrow("the archive is cut off");
		expect(documents).toBeGreaterThan(250);
		expect(documents).toBeLessThan(DOCUMENTS);
	});
});
