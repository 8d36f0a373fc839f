import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import mongoose, { model, mongo, Schema } from "mongoose";
import { describe, expect, it } from "vitest";
import { connectionOptions } from "../../../src/platform/store/connection-options.ts";
import { ensureIndexes } from "../../../src/platform/store/ensure-indexes.ts";
import { useDatabase } from "../../support/database.ts";

interface Person {
	_id: string;
	email: string;
	visits: number;
	channels: { kind: string; n: number }[];
}
const People = model(
	"ProbePerson",
	new Schema<Person>(
		{
			_id: String,
			email: { type: String, unique: true },
			visits: Number,
			channels: [{ _id: false, kind: String, n: Number }],
		},
		{ collection: "people" },
	),
);
const noteSchema = new Schema<{ _id: number; person: string; text: string; at: Date }>(
	{ _id: Number, person: String, text: String, at: Date },
	{ collection: "notes" },
);
noteSchema.index({ text: "text" }, { default_language: "spanish" });
const Notes = model("ProbeNote", noteSchema);

interface Probe {
	_id: string | number;
	email?: string;
	text?: string;
}

const database = useDatabase();

function db(): mongo.Db {
	const open = mongoose.connection.db;
	if (!open) throw new Error("not connected");
	return open;
}

describe("C2: the database does what the product is built on", () => {
	it("updates list elements by position and by filter", async () => {
		await People.create({
			_id: "p",
			email: "p@x",
			visits: 0,
			channels: [
				{ kind: "web", n: 1 },
				{ kind: "tg", n: 2 },
			],
		});
		await People.updateOne({ _id: "p", "channels.kind": "tg" }, { $set: { "channels.$.n": 20 } });
		await People.updateOne({ _id: "p" }, { $inc: { "channels.$[].n": 1 } });
		await People.updateOne(
			{ _id: "p" },
			{ $set: { "channels.$[low].kind": "x" } },
			{ arrayFilters: [{ "low.n": { $lt: 10 } }] },
		);
		const person = await People.findById("p").lean();
		expect(person?.channels).toEqual([
			{ kind: "x", n: 2 },
			{ kind: "tg", n: 21 },
		]);
	});

	it("lets one of 20 writers win a unique value, and counts no upsert twice", async () => {
		const writers = Array.from({ length: 20 }, (_, n) => People.create({ _id: `w${n}`, email: "one@x", visits: 0 }));
		const outcomes = await Promise.allSettled(writers);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		for (const outcome of outcomes) {
			if (outcome.status === "rejected")
				expect(outcome.reason).toMatchObject({ code: 11000, keyPattern: { email: 1 } });
		}
		const upserts = Array.from({ length: 20 }, () =>
			People.updateOne({ _id: "up" }, { $setOnInsert: { email: "up@x" }, $inc: { visits: 1 } }, { upsert: true }),
		);
		expect((await Promise.allSettled(upserts)).every(({ status }) => status === "fulfilled")).toBe(true);
		expect((await People.findById("up").lean())?.visits).toBe(20);
	});

	it("joins, facets and truncates dates in a zone", async () => {
		await People.create({ _id: "ana", email: "ana@x", visits: 0 });
		const at = new Date("2026-03-01T03:30:00Z");
		await Notes.insertMany([1, 2, 3].map((n) => ({ _id: n, person: "ana", text: `nota ${n}`, at })));
		const [joined] = await Notes.aggregate([
			{ $match: { _id: 1 } },
			{ $lookup: { from: "people", localField: "person", foreignField: "_id", as: "person" } },
			{ $project: { email: { $first: "$person.email" } } },
		]);
		expect(joined).toEqual({ _id: 1, email: "ana@x" });
		const [faceted] = await Notes.aggregate([
			{
				$facet: {
					total: [{ $count: "n" }],
					days: [
						{
							$group: {
								_id: { $dateTrunc: { date: "$at", unit: "day", timezone: "America/El_Salvador" } },
								n: { $sum: 1 },
							},
						},
					],
				},
			},
		]);
		expect(faceted).toEqual({ total: [{ n: 3 }], days: [{ _id: new Date("2026-02-28T06:00:00Z"), n: 3 }] });
	});

	it("searches text with Spanish stems", async () => {
		await Notes.create({ _id: 10, text: "Renovación de certificados vencidos" });
		const found = await Notes.find({ $text: { $search: "certificado" } }, { score: { $meta: "textScore" } }).lean();
		expect(found).toMatchObject([{ _id: 10, score: expect.any(Number) }]);
	});

	it("keeps files in GridFS as they are", async () => {
		const content = randomBytes(3 * 1024 * 1024 + 7);
		const bucket = new mongo.GridFSBucket(db(), { bucketName: "probe" });
		const upload = bucket.openUploadStream("a.bin", { metadata: { of: "p" } });
		await pipeline(Readable.from([content]), upload);
		const parts: Buffer[] = [];
		for await (const part of bucket.openDownloadStream(upload.id)) parts.push(part);
		expect(Buffer.concat(parts).equals(content)).toBe(true);
		await bucket.delete(upload.id);
		expect(await bucket.find({}).toArray()).toEqual([]);
	});

	it("writes to several collections in one round trip and says how each went", async () => {
		const name = db().databaseName;
		const outcome = mongoose.connection.getClient().bulkWrite<Record<string, Probe>>(
			[
				{ name: "insertOne", namespace: `${name}.people`, document: { _id: "b1", email: "b1@x" } },
				{ name: "updateOne", namespace: `${name}.notes`, filter: { _id: 1 }, update: { $set: { text: "otra" } } },
				{ name: "insertOne", namespace: `${name}.people`, document: { _id: "b2", email: "b1@x" } },
				{ name: "deleteOne", namespace: `${name}.notes`, filter: { _id: 2 } },
			],
			{ ordered: false, verboseResults: true, writeConcern: { w: "majority", journal: true } },
		);
		const error = await outcome.catch((cause: unknown) => cause);
		if (!(error instanceof mongo.MongoClientBulkWriteError)) throw new Error("the duplicate was not refused");
		expect([...error.writeErrors]).toMatchObject([[2, { code: 11000 }]]);
		expect(error.partialResult).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 });
		expect(error.partialResult?.updateResults?.get(1)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
	});

	it("is not brought down by session commands, and says that it has no sessions", async () => {
		const admin = db().admin();
		for (const command of ["startSession", "refreshSessions", "endSessions", "killSessions", "killAllSessions"]) {
			expect(await admin.command({ [command]: command === "startSession" ? 1 : [] })).toMatchObject({ ok: 1 });
		}
		const session = await mongoose.startSession();
		await expect(People.countDocuments({}).session(session)).rejects.toThrow(/does not support sessions/);
		await session.endSession();
		expect(await People.countDocuments({})).toBeGreaterThan(0);
	});

	it("takes messages near the limit, and answers each connection in its order", async () => {
		const large = randomBytes(15 * 1024 * 1024);
		const things = db().collection<{ _id: number; large?: mongo.Binary | Buffer }>("large");
		await Promise.all(
			Array.from({ length: 40 }, (_, n) => things.insertOne(n === 20 ? { _id: n, large } : { _id: n })),
		);
		const found = await things.findOne({ _id: 20 }, { promoteBuffers: true });
		expect(Buffer.isBuffer(found?.large) && found.large.equals(large)).toBe(true);
		expect(await things.countDocuments()).toBe(40);
	});

	it("bears 20 connects and disconnects", async () => {
		for (let n = 0; n < 20; n++) {
			const connection = mongoose.createConnection(database.uri(), connectionOptions({ embedded: true }));
			await connection.asPromise();
			expect(await connection.collection("people").countDocuments()).toBeGreaterThan(0);
			await connection.close();
		}
	});

	it("builds the declared indexes as often as it is asked", async () => {
		await ensureIndexes();
		await ensureIndexes();
		expect((await People.collection.indexes()).map((index) => index.name)).toEqual(["_id_", "email_1"]);
	});
});
