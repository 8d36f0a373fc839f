import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import mongoose from "mongoose";
import { afterEach, describe, expect, it } from "vitest";
import {
	findFile,
	MAX_FILE_BYTES,
	openFile,
	removeUnfinishedFiles,
	storeFile,
} from "../../../src/platform/files/index.ts";
import { Chunks, Files } from "../../../src/platform/files/model.ts";
import { useDatabase } from "../../support/database.ts";
import * as samples from "./samples.ts";

useDatabase();
afterEach(async () => {
	await Promise.all([Files.deleteMany({}), Chunks.deleteMany({})]);
});

const now = new Date("2026-11-04T15:00:00Z");
const from = { owner: { conversation: "c1" }, uploadedBy: { kind: "citizen", id: "ana" }, now } as const;
const refusal = (reason: string) => ({ kind: "invalid", details: { field: "file" }, reason });

describe("C3: what is on the list gets in, by what it is and not by what it is called", () => {
	it.each([
		["image", "image/png", "png", samples.png],
		["image", "image/jpeg", "jpg", samples.jpeg],
		["image", "image/gif", "gif", samples.gif],
		["image", "image/webp", "webp", samples.webp],
		["image", "image/heic", "heic", samples.heic],
		["video", "video/mp4", "mp4", samples.mp4],
		["video", "video/webm", "webm", samples.webm],
		["video", "video/quicktime", "mov", samples.mov],
		["audio", "audio/ogg", "ogg", samples.ogg],
		["audio", "audio/mpeg", "mp3", samples.mp3],
		["audio", "audio/mp4", "m4a", samples.m4a],
		["audio", "audio/wav", "wav", samples.wav],
		["document", "application/pdf", "pdf", samples.pdf],
		["document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", samples.docx],
		["document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", samples.xlsx],
		["document", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", samples.pptx],
		["document", "application/vnd.oasis.opendocument.text", "odt", samples.odt],
		["document", "application/vnd.oasis.opendocument.spreadsheet", "ods", samples.ods],
		["document", "application/vnd.oasis.opendocument.presentation", "odp", samples.odp],
		["text", "text/plain", "txt", Buffer.from("BM es una marca; ¿qué tal? 🙂\r\n\tadiós")],
	])("%s %s", async (kind, mime, extension, content) => {
		const file = await storeFile({ ...from, buffer: content, name: "mi archivo.datos" });
		expect(file).toMatchObject({
			name: `mi archivo.datos.${extension}`,
			kind,
			mime,
			size: content.length,
			sha256: createHash("sha256").update(content).digest("hex"),
			conversation: "c1",
			uploadedBy: { kind: "citizen", id: "ana" },
			at: now,
		});
		expect(await findFile(file._id)).toEqual(file);
		expect(await buffer((await openFile(file._id)).stream)).toEqual(content);
	});

	it("text is a table when its name says so", async () => {
		const file = await storeFile({ ...from, buffer: Buffer.from("año;monto\n2026;10"), name: "Montos.CSV" });
		expect(file).toMatchObject({ name: "Montos.csv", kind: "text", mime: "text/csv" });
	});

	it("a picture's size is told", async () => {
		expect(await storeFile({ ...from, buffer: samples.png, name: "x" })).toMatchObject({ width: 5, height: 3 });
		expect(await storeFile({ ...from, buffer: samples.pdf, name: "x" })).not.toHaveProperty("width");
	});
});

describe("C3: what is not on the list stays out, whatever it is called, and leaves nothing", () => {
	it.each(Object.entries(samples.refused))("%s", async (what, content) => {
		const reason = what.includes("without its directory") ? "incomplete" : "type";
		for (const name of ["foto.png", "informe.docx", "nota.txt", ""]) {
			await expect(storeFile({ ...from, buffer: content, name })).rejects.toMatchObject(refusal(reason));
		}
		await expectNothingStored();
	});

	it.each([
		"setup.exe",
		"foto.png.exe",
		"FOTO.EXE",
		"factura\u202Egnp.exe",
		"factura.e\u200Bxe",
		"foto.exe.",
		"foto.exe . .",
		"C:\\temp\\run.bat",
		"run.js",
		"run.vbs",
		"acceso.lnk",
		"app.jar",
		"app.apk",
		"setup.msi",
		"disco.dmg",
		"disco.iso",
		"página.html",
		"dibujo.svg",
		"fotos.zip",
		"fotos.rar",
		"hoja.xlsm",
	])("a harmless picture called %s", async (name) => {
		await expect(storeFile({ ...from, buffer: samples.png, name })).rejects.toMatchObject(refusal("type"));
		await expectNothingStored();
	});

	it("text that turns out not to be text far behind its beginning", async () => {
		const stream = Readable.from(pieces(800_000, Buffer.from([7])));
		await expect(storeFile({ ...from, stream, name: "x.txt" })).rejects.toMatchObject(refusal("type"));
		await expectNothingStored();
	});

	it.each([
		["no byte", { buffer: Buffer.alloc(0) }],
		["no piece", { stream: Readable.from([]) }],
		["an empty piece", { stream: Readable.from([Buffer.alloc(0)]) }],
	])("%s", async (_what, content) => {
		await expect(storeFile({ ...from, ...content, name: "x.txt" })).rejects.toMatchObject(refusal("empty"));
	});
});

describe("C3: a file is at most 20 MB", () => {
	it("of exactly 20 MB it is stored, whole", async () => {
		const file = await storeFile({ ...from, stream: Readable.from(pieces(MAX_FILE_BYTES)), name: "x.txt" });
		expect(file.size).toBe(MAX_FILE_BYTES);
		const { stream } = await openFile(file._id);
		expect(
			createHash("sha256")
				.update(await buffer(stream))
				.digest("hex"),
		).toBe(file.sha256);
	});

	it("of a byte more it is refused when its sender is done, and nothing stays", async () => {
		const stream = Readable.from(pieces(MAX_FILE_BYTES + 5_000_000));
		await expect(storeFile({ ...from, stream, name: "x.txt" })).rejects.toMatchObject(refusal("too-large"));
		expect(stream.readableEnded).toBe(true);
		await expectNothingStored();

		const large = Buffer.alloc(MAX_FILE_BYTES + 1, "a");
		await expect(storeFile({ ...from, buffer: large, name: "x.txt" })).rejects.toMatchObject(refusal("too-large"));
		await expectNothingStored();
	});

	it("without end it is refused all the same", async () => {
		const stream = Readable.from(pieces(Number.POSITIVE_INFINITY));
		await expect(storeFile({ ...from, stream, name: "x.txt" })).rejects.toMatchObject(refusal("too-large"));
		expect(stream.destroyed).toBe(true);
		await expectNothingStored();
	});

	it("what a form's own limit has cut short is not taken for the whole", async () => {
		const stream = Object.assign(Readable.from([samples.png]), { truncated: true });
		await expect(storeFile({ ...from, stream, name: "x.png" })).rejects.toMatchObject(refusal("too-large"));
		await expectNothingStored();
	});

	it("a document is told by its directory, however large it is", async () => {
		const head = samples.zip(["x"]).subarray(0, 35);
		const middle = Array.from({ length: 30 }, () => Buffer.alloc(100_000, 7));
		const file = await storeFile({ ...from, stream: Readable.from([head, ...middle, samples.docx]), name: "x" });
		expect(file.name).toBe("x.docx");
	});
});

it("C3: of a file that breaks off nothing stays", async () => {
	async function* broken(): AsyncGenerator<Buffer> {
		yield* pieces(600_000);
		throw new Error("the connection is gone");
	}
	await expect(storeFile({ ...from, stream: broken(), name: "x.txt" })).rejects.toThrow("the connection is gone");
	await expectNothingStored();
});

describe("C3: the sender's id makes sending twice storing once", () => {
	it("one after the other", async () => {
		const id = randomUUID();
		const first = await storeFile({ ...from, id, buffer: samples.png, name: "a.png" });
		const stream = Readable.from([samples.jpeg]);
		expect(await storeFile({ ...from, id, stream, name: "b.jpg" })).toEqual(first);
		expect(stream.readableEnded).toBe(true);
		expect(first._id).toBe(id);
		await expectStored(1);
	});

	it("at the same time", async () => {
		const id = randomUUID();
		const sendings = Array.from({ length: 8 }, () => storeFile({ ...from, id, buffer: samples.png, name: "a.png" }));
		const files = await Promise.all(sendings);
		expect(new Set(files.map((file) => JSON.stringify(file))).size).toBe(1);
		await expectStored(1);
	});

	it.each([
		["another conversation", { owner: { conversation: "c2" } }],
		["another citizen", { uploadedBy: { kind: "citizen", id: "eva" } }],
		["an agent of the same id", { uploadedBy: { kind: "agent", id: "ana" } }],
	] as const)("but does not open the file to %s", async (_who, other) => {
		const id = randomUUID();
		await storeFile({ ...from, id, buffer: samples.png, name: "a.png" });
		const again = storeFile({ ...from, ...other, id, buffer: samples.png, name: "a.png" });
		await expect(again).rejects.toMatchObject({ kind: "conflict", details: { field: "id" } });
		await expectStored(1);
	});
});

describe("C3: a file is opened", () => {
	it("in part, within a chunk and over several", async () => {
		const content = Buffer.from(Array.from({ length: 700_000 }, (_, index) => 97 + (Math.floor(index / 7) % 26)));
		const { _id } = await storeFile({ ...from, buffer: content, name: "x.txt" });
		const ranges = [
			[0, 1],
			[10, 20],
			[261_119, 261_121],
			[261_120, 522_240],
			[100, 699_999],
			[522_241, 522_300],
			[522_240, 700_000],
			[699_999, 700_000],
		] as const;
		for (const [start, end] of ranges) {
			const { stream } = await openFile(_id, { start, end });
			expect((await buffer(stream)).equals(content.subarray(start, end)), `${start} to ${end}`).toBe(true);
		}
	});

	it.each(["", "nobody-has-it"])("not when there is none: %o", async (id) => {
		await expect(openFile(id)).rejects.toMatchObject({ kind: "not-found" });
		await expect(findFile(id)).rejects.toMatchObject({ kind: "not-found" });
	});
});

it("C3: what an upload left behind that died is removed after a day, and nothing else", async () => {
	const kept = await storeFile({ ...from, buffer: samples.png, name: "x.png" });
	const startedAt = (time: string) => mongoose.Types.ObjectId.createFromTime(Date.parse(time) / 1_000);
	const old = startedAt("2026-11-03T14:59:00Z");
	await Chunks.create([
		{ files_id: old, n: 0 },
		{ files_id: old, n: 1 },
		{ files_id: startedAt("2026-11-03T15:01:00Z"), n: 0 },
	]);
	// The picture's own chunk is as old as the test's run: to the sweep of a later year it is old, but it has its file.
	expect(await removeUnfinishedFiles(now)).toBe(1);
	expect(await Chunks.countDocuments({ files_id: old })).toBe(0);
	expect(await removeUnfinishedFiles(new Date("2100-01-01T00:00:00Z"))).toBe(1);
	expect(await buffer((await openFile(kept._id)).stream)).toEqual(samples.png);
});

/** So many bytes of text, in pieces of 100 kB, and what follows. */
function* pieces(size: number, ...more: Buffer[]): Generator<Buffer> {
	for (let sent = 0; sent < size; sent += 100_000) {
		yield Buffer.alloc(Math.min(100_000, size - sent), "texto ");
	}
	yield* more;
}

async function expectStored(files: number): Promise<void> {
	expect(await Files.countDocuments()).toBe(files);
	expect(await Chunks.countDocuments()).toBe(files);
}

async function expectNothingStored(): Promise<void> {
	await expectStored(0);
}
