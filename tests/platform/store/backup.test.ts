import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import mongoose, { mongo } from "mongoose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backup } from "../../../src/platform/store/backup.ts";
import { startEmbedded } from "../../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../../src/platform/store/log.ts";
import { runMigrations } from "../../../src/platform/store/migrations/run.ts";
import { restore } from "../../../src/platform/store/restore.ts";
import { useDatabase } from "../../support/database.ts";

const { BSON } = mongo;
const database = useDatabase();
const now = new Date("2026-11-02T08:00:00Z");
let folder = "";
let file = "";
let number = 0;

/** A database beside the file's own, empty and dropped afterwards. */
let copy: mongo.Db;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "ventanilla-backup-"));
	file = join(folder, "store.backup");
	copy = mongoose.connection.getClient().db(`${mongoose.connection.name}-copy${number++}`);
	await mongoose.connection.dropDatabase();
});
afterEach(async () => {
	await copy.dropDatabase();
	await rm(folder, { recursive: true, force: true });
});

function db(): mongo.Db {
	const open = mongoose.connection.db;
	if (!open) throw new Error("not connected");
	return open;
}

const everyType = () => ({
	_id: "types",
	double: new BSON.Double(3),
	int: new BSON.Int32(3),
	long: BSON.Long.fromString("9007199254740993"),
	smallLong: BSON.Long.fromNumber(3),
	decimal: BSON.Decimal128.fromString("1.50"),
	date: new Date(-1),
	id: new BSON.ObjectId(),
	binary: new BSON.Binary(Buffer.from([0, 1, 255]), 0),
	uuid: new BSON.UUID(),
	pattern: new BSON.BSONRegExp("^á", "i"),
	stamp: new BSON.Timestamp({ t: 7, i: 9 }),
	nothing: null,
	text: "áñ😀\u0000x",
	nested: [{ a: [new BSON.Int32(1), { b: true }] }],
	least: new BSON.MinKey(),
	search: "certificados vencidos",
});

async function fill(): Promise<Buffer> {
	const things = db().collection<{ _id: string; n?: number }>("things");
	await things.insertOne(everyType());
	await things.insertMany(Array.from({ length: 1_200 }, (_, n) => ({ _id: `t${n}`, n })));
	await things.createIndex({ n: 1, _id: -1 }, { unique: true, sparse: true });
	await things.createIndex({ search: "text" }, { default_language: "spanish", name: "search" });
	await things.createIndex({ date: 1 }, { partialFilterExpression: { n: { $gt: 3 } }, name: "some" });
	await db().collection<{ _id: number }>("empty").createIndex({ a: 1 });
	await db().createCollection("checked", { validator: { n: { $type: "int" } } });
	const content = randomBytes(700 * 1024);
	const bucket = new mongo.GridFSBucket(db(), { bucketName: "attachments" });
	await pipeline(Readable.from([content]), bucket.openUploadStream("foto.png"));
	await runMigrations(db(), { log: silentLog });
	return content;
}

/** All that a store holds: the bytes of each document, the indexes and options of each collection. */
async function contentOf(store: mongo.Db): Promise<Record<string, unknown>> {
	const content: Record<string, unknown> = {};
	for (const info of await store.listCollections().toArray()) {
		if (info.name === "leases") continue;
		const collection = store.collection(info.name);
		const documents = await collection.find({}, { raw: true, sort: { _id: 1 } }).toArray();
		const indexes = await collection.indexes();
		content[info.name] = {
			documents: documents.map((bytes) =>
				Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex"),
			),
			indexes: indexes.sort((one, other) => String(one.name).localeCompare(String(other.name))),
			options: "options" in info ? info.options : {},
		};
	}
	return content;
}

describe("P5: a backup that is restored into an empty store", () => {
	it("gives the same documents to the byte, indexes, options and files", async () => {
		const content = await fill();
		const saved = await backup(db(), file, now);
		const restored = await restore(copy, file);
		expect(restored).toEqual(saved);
		expect(saved.documents).toBeGreaterThan(1_200);
		expect(await contentOf(copy)).toEqual(await contentOf(db()));

		const bucket = new mongo.GridFSBucket(copy, { bucketName: "attachments" });
		const parts: Buffer[] = [];
		for await (const part of bucket.openDownloadStreamByName("foto.png")) parts.push(part);
		expect(Buffer.concat(parts).equals(content)).toBe(true);
		const found = await copy
			.collection("things")
			.find({ $text: { $search: "certificado" } })
			.toArray();
		expect(found).toHaveLength(1);
	});

	it("is of one user alone, never overwrites, and appears only when it is whole", async () => {
		await fill();
		await backup(db(), file, now);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		await expect(backup(db(), file, now)).rejects.toThrow(/exists already/);
		await expect(backup(db(), join(folder, "none", "x"), now)).rejects.toThrow(/cannot be written \(ENOENT\)$/);
		expect(await readdir(folder)).toEqual(["store.backup"]);
	});
});

describe("P5: a restore is refused in one line, before anything is written", () => {
	async function refused(archive: string | Buffer): Promise<string> {
		if (typeof archive !== "string") await writeFile(file, archive);
		const cause = await restore(copy, typeof archive === "string" ? archive : file).catch((error: unknown) => error);
		if (!(cause instanceof Error) || cause.name !== "StartupError") throw new Error("not refused", { cause });
		expect(cause.message).not.toContain("\n");
		expect(await copy.listCollections().toArray()).toEqual([]);
		return cause.message;
	}

	it("for a file that is not there, or is none of ours", async () => {
		expect(await refused(join(folder, "none"))).toMatch(/cannot be read$/);
		expect(await refused(Buffer.from("hello"))).toMatch(/nothing was written: the file is damaged or not a Ventanilla/);
		expect(await refused(Buffer.alloc(0))).toMatch(/nothing was written: the archive is cut off/);
		expect(await refused(gzipSync("hello world"))).toMatch(/nothing was written: /);
	});

	it("for an archive that is cut off, at whatever place", async () => {
		await fill();
		await backup(db(), file, now);
		const whole = await readFile(file);
		for (const part of [0.01, 0.3, 0.9, 0.9999]) {
			expect(await refused(whole.subarray(0, Math.floor(whole.length * part)))).toMatch(/cut off/);
		}
		// Cut between two records, and packed again as if nothing had happened.
		const plain = gunzipSync(whole);
		expect(await refused(gzipSync(plain.subarray(0, plain.lastIndexOf("T"))))).toMatch(/cut off|damaged/);
	});

	it("for an archive in which a single byte differs", async () => {
		await fill();
		await backup(db(), file, now);
		const plain = gunzipSync(await readFile(file));
		for (const place of [40, 5_000, Math.floor(plain.length / 2), plain.length - 200]) {
			const changed = Buffer.from(plain);
			changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
			expect(await refused(gzipSync(changed))).toMatch(/nothing was written/);
		}
	});

	it("for a store that is not empty", async () => {
		await fill();
		await backup(db(), file, now);
		await copy.collection<{ _id: number }>("mine").insertOne({ _id: 1 });
		await expect(restore(copy, file)).rejects.toThrow(/^The store is not empty \(mine\): /);
		expect(await copy.listCollections({}, { nameOnly: true }).toArray()).toMatchObject([{ name: "mine" }]);
	});
});

it("P5: a restore that was cut off is not started on, and begins anew", async () => {
	await fill();
	await backup(db(), file, now);
	await restore(copy, file);
	await copy.collection("restore-under-way").insertOne({ under: "way" });
	await copy.collection("things").deleteMany({ n: { $gt: 3 } });
	await expect(runMigrations(copy, { log: silentLog })).rejects.toThrow(/did not finish: run it again/);
	await restore(copy, file);
	expect(await contentOf(copy)).toEqual(await contentOf(db()));
	expect(await runMigrations(copy, { log: silentLog })).toEqual([]);
});

describe("P5: the commands", { timeout: 120_000 }, () => {
	const project = fileURLToPath(new URL("../../..", import.meta.url));
	const tool = join(project, "src/platform/store/cli.ts");

	async function run(command: string[], environment: Record<string, string>): Promise<string> {
		const [program = "", ...args] = command;
		const { stdout } = await promisify(execFile)(program, args, {
			cwd: folder,
			env: { ...process.env, MONGODB_URI: "", ...environment },
		});
		return stdout.trim();
	}
	const npmRun = (action: string) => ["npm", "--prefix", project, "run", "-s", action, "--", "store.backup"];
	const cli = (action: string) => [process.execPath, "--import", import.meta.resolve("tsx"), tool, action, file];

	it("save a database of MONGODB_URI, restore into an embedded one, and save that of a running hub", async () => {
		await fill();
		// A relative name is meant from where the operator stands, although npm changes into the project.
		expect(await run(npmRun("backup"), { MONGODB_URI: database.uri() })).toMatch(
			/^Saved in .*store\.backup: \d+ documents in \d+ collections, checksums verified$/,
		);
		const dataDir = join(folder, "data");
		expect(await run(cli("restore"), { DATA_DIR: dataDir })).toMatch(/^Restored from .*checksums verified$/);

		const hub = await startEmbedded({ dataDir, log: silentLog });
		const client = await mongo.MongoClient.connect(hub.uri);
		expect(await contentOf(client.db())).toEqual(await contentOf(db()));
		await rm(file);
		await run(cli("backup"), { DATA_DIR: dataDir });
		expect(hub.pid()).toBeDefined();
		await client.close();
		await hub.stop();
		await restore(copy, file);
		expect(await contentOf(copy)).toEqual(await contentOf(db()));
	});

	it("fail with one line and a code", async () => {
		await expect(run(cli("backup"), { DATA_DIR: join(folder, "none") })).rejects.toMatchObject({
			code: 1,
			stderr: `There is nothing to back up in ${join(folder, "none")}: set DATA_DIR or MONGODB_URI\n`,
		});
		await expect(run(npmRun("restore").slice(0, -2), {})).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining("Usage: npm run backup -- FILE, or npm run restore -- FILE"),
		});
	});
});
