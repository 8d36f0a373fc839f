import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { scanBytes } from "../../../src/platform/files/clamd.ts";
import {
	createScanner,
	doubtsIn,
	findFile,
	openFile,
	type Scanner,
	type ScannerParts,
	type StoredFile,
	scanWith,
	storeFile,
} from "../../../src/platform/files/index.ts";
import { Chunks, Files } from "../../../src/platform/files/model.ts";
import { createLog } from "../../../src/platform/log.ts";
import { createMetrics } from "../../../src/platform/metrics.ts";
import { scans } from "../../../src/platform/store/migrations/0004-scans.ts";
import { ManualClock } from "../../conversations/engine-support.ts";
import { type ClamdPeer, eicar, startClamd, startSilence, streamMaxLength } from "../../peers/clamd.ts";
import { useDatabase } from "../../support/database.ts";
import { peer } from "../../support/peers.ts";
import { freePort } from "../../support/processes.ts";
import * as samples from "./samples.ts";

useDatabase();

const clock = new ManualClock();
const infected = vi.fn<(file: StoredFile, signature: string) => Promise<void>>(async () => {});
const stops: (() => unknown)[] = [];

afterEach(async () => {
	scanWith(null);
	infected.mockClear();
	for (const stop of stops.splice(0)) await stop();
	await Promise.all([Files.deleteMany({}), Chunks.deleteMany({})]);
});

/** A scanner that all that is stored passes. */
function scanning({ host, port }: { host: string; port: number }, timing: ScannerParts["timing"] = {}) {
	const metrics = createMetrics();
	const log = createLog({ level: "silent" });
	const scanner = createScanner({ clamd: { host, port }, clock, log, metrics, infected, timing });
	scanWith(scanner);
	stops.push(scanner.stop);
	const figure = async (line: string) => (await metrics.registry.metrics()).split("\n").includes(`ventanilla_${line}`);
	return { scanner, figure };
}

const store = (content: Uint8Array | string, name = "x") =>
	storeFile({
		owner: { conversation: "c1" },
		uploadedBy: { kind: "citizen", id: "ana" },
		now: clock.now(),
		buffer: Buffer.from(content),
		name,
	});
const stateOf = async ({ _id }: StoredFile) => (await findFile(_id)).scan.state;
/** Sweeps when whatever waits is due. */
const sweepLater = (scanner: Scanner) => {
	clock.advance(3_600_000);
	return scanner.sweep(clock.now());
};

const infectedPdf = Buffer.concat([samples.pdf, Buffer.from(`%${eicar}\n`)]);
const infectedSheet = samples.zip(["[Content_Types].xml", "xl/workbook.xml"], eicar);

describe.skipIf(!peer("clamd"))("P9: against Debian's clamd", () => {
	let clamd: ClamdPeer;
	beforeAll(async () => {
		clamd = await startClamd();
	});
	afterAll(() => clamd.stop());

	it("a clean file is clean when it is stored, and opens", async () => {
		const { figure } = scanning(clamd);
		const file = await store("hola");
		expect(file.scan).toEqual({ state: "clean", at: clock.now(), tries: 1, dueAt: null });
		expect(await findFile(file._id)).toEqual(file);
		expect((await buffer((await openFile(file._id)).stream)).toString()).toBe("hola");
		expect(await doubtsIn("c1")).toEqual({});
		expect(infected).not.toHaveBeenCalled();
		expect(await figure('files_scanned_total{result="clean"} 1')).toBe(true);
		expect(await figure("clamd_up 1")).toBe(true);
	});

	it.each([
		["a text", eicar],
		["a PDF", infectedPdf],
		["an office document, which is a zip", infectedSheet],
	])("%s with a harmful program in it is kept from everybody, and told of", async (_what, content) => {
		const { figure } = scanning(clamd);
		const file = await store(content);
		const signature = "Eicar-Test-Signature.UNOFFICIAL";
		expect(file.scan).toMatchObject({ state: "infected", signature, dueAt: null });
		await expect(openFile(file._id)).rejects.toMatchObject({ kind: "forbidden", details: { field: "file" } });
		await expect(openFile(file._id, { start: 0, end: 3 })).rejects.toMatchObject({ kind: "forbidden" });
		expect(await doubtsIn("c1")).toEqual({ [file._id]: "infected" });
		expect(infected).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ _id: file._id }), signature);
		expect(await figure('files_scanned_total{result="infected"} 1')).toBe(true);
		// Also where nothing is scanned any more.
		scanWith(null);
		await expect(openFile(file._id)).rejects.toMatchObject({ kind: "forbidden" });
		expect(await doubtsIn("c1")).toEqual({ [file._id]: "infected" });
	});

	it("a file that is too large for clamd is marked as not judged, and not tried again", async () => {
		const { scanner } = scanning(clamd);
		const file = await store(Buffer.alloc(8 * streamMaxLength, "a"));
		expect(file.scan).toMatchObject({ state: "failed", tries: 1, dueAt: null });
		expect(await sweepLater(scanner)).toBe(0);
		expect(await doubtsIn("c1")).toEqual({ [file._id]: "failed" });
		expect((await openFile(file._id)).file._id).toBe(file._id);
	});

	it("what came while clamd was down is stored at once, marked, and scanned when clamd is back", async () => {
		const port = await freePort();
		const { scanner, figure } = scanning({ host: "127.0.0.1", port });
		const [harmful, harmless] = [await store(eicar), await store("hola")];
		expect(await Promise.all([harmful, harmless].map(stateOf))).toEqual(["unscanned", "unscanned"]);
		expect(await doubtsIn("c1")).toEqual({ [harmful._id]: "unscanned", [harmless._id]: "unscanned" });
		expect((await openFile(harmful._id)).file.scan.state).toBe("unscanned");
		expect(scanner.isUp()).toBe(false);
		expect(await figure("clamd_up 0")).toBe(true);
		expect(await sweepLater(scanner)).toBe(0);
		expect(await scanner.look()).toBe(0);

		stops.push((await startClamd(port)).stop);
		expect(await scanner.look()).toBe(1);
		expect(await sweepLater(scanner)).toBe(2);
		expect(await Promise.all([harmful, harmless].map(stateOf))).toEqual(["infected", "clean"]);
		await expect(openFile(harmful._id)).rejects.toMatchObject({ kind: "forbidden" });
		expect(infected).toHaveBeenCalledTimes(1);
	});

	it("what came while no scanner was in use, or before there was one, is scanned once there is", async () => {
		const [before, without] = [await store(eicar), await store(eicar)];
		await Files.collection.updateOne({ "metadata.id": before._id }, { $unset: { "metadata.scan": 1 } });
		await scans.up(Files.db.db ?? expect.fail("not connected"));
		expect(await doubtsIn("c1")).toEqual({});
		const { scanner } = scanning(clamd);
		expect(await sweepLater(scanner)).toBe(2);
		expect(await Promise.all([before, without].map(stateOf))).toEqual(["infected", "infected"]);
	});

	it("an infected file is on record before it is marked: who falls in between does it again", async () => {
		const { scanner } = scanning(clamd);
		infected.mockRejectedValueOnce(new Error("the database is gone"));
		const file = await store(eicar);
		expect(await stateOf(file)).toBe("unscanned");
		expect(await sweepLater(scanner)).toBe(1);
		expect(await stateOf(file)).toBe("infected");
		expect(infected).toHaveBeenCalledTimes(2);
	});
});

describe("P9: a clamd that does not do its work", () => {
	it("that never answers keeps whoever stores a file for a moment only; the sweep waits for longer", async () => {
		const silence = await startSilence();
		stops.push(silence.stop);
		const { scanner, figure } = scanning(silence, { storingMs: 50, sweepingMs: 100 });
		const file = await store("hola");
		expect(file.scan).toMatchObject({ state: "unscanned", tries: 1 });
		expect(await figure('files_scanned_total{result="unfinished"} 1')).toBe(true);
		expect((await openFile(file._id)).file._id).toBe(file._id);
		expect(await sweepLater(scanner)).toBe(1);
		expect((await findFile(file._id)).scan).toMatchObject({ state: "unscanned", tries: 2 });
	});

	it("that hangs up each time is given the file five times", async () => {
		const silence = await startSilence({ hangsUp: true });
		stops.push(silence.stop);
		const { scanner } = scanning(silence);
		const file = await store("hola");
		expect(file.scan).toMatchObject({ state: "unscanned", tries: 1 });
		for (const tries of [2, 3, 4]) {
			expect(await scanner.sweep(clock.now())).toBe(0);
			expect(await sweepLater(scanner)).toBe(1);
			expect((await findFile(file._id)).scan).toMatchObject({ state: "unscanned", tries });
		}
		expect(await sweepLater(scanner)).toBe(1);
		expect((await findFile(file._id)).scan).toMatchObject({ state: "failed", tries: 5, dueAt: null });
		expect(await sweepLater(scanner)).toBe(0);
	});

	it("is left to the next start when the hub stops in the middle", async () => {
		const silence = await startSilence();
		stops.push(silence.stop);
		const { scanner } = scanning(silence);
		const stored = store("hola");
		await vi.waitFor(() => expect(silence.calls()).toBe(1));
		scanner.stop();
		expect((await stored).scan).toMatchObject({ state: "unscanned", tries: 0 });
		expect(await sweepLater(scanner)).toBe(0);
	});

	it("a file whose bytes cannot be read to their end is not taken for clean", async () => {
		const silence = await startSilence();
		stops.push(silence.stop);
		const broken = Readable.from(
			(async function* () {
				yield Buffer.from("hola");
				throw new Error("the database is gone");
			})(),
		);
		const scan = scanBytes(silence, broken, AbortSignal.timeout(20_000));
		await expect(scan).rejects.toMatchObject({ name: "ClamdError", reached: true });
	});
});
