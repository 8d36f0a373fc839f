import fc from "fast-check";
import { mongo } from "mongoose";
import { describe, expect, it } from "vitest";
import {
	bodyOf,
	commandOf,
	forceJournal,
	LARGEST_MESSAGE,
	messageCutter,
	replyHead,
} from "../../../src/platform/store/embedded/wire.mjs";

const { BSON } = mongo;

/** An OP_MSG as a driver sends it; `sequence` stands before the body, which the protocol allows. */
function message(
	body: mongo.Document,
	{ flags = 0, sequence = new Uint8Array() }: { flags?: number; sequence?: Uint8Array } = {},
): Buffer {
	const document = BSON.serialize(body);
	const checksum = Buffer.alloc(flags & 1 ? 4 : 0, 0xaa);
	const bytes = Buffer.concat([Buffer.alloc(20), sequence, Buffer.from([0]), document, checksum]);
	bytes.writeInt32LE(bytes.length, 0);
	bytes.writeInt32LE(7, 4);
	bytes.writeInt32LE(2013, 12);
	bytes.writeUInt32LE(flags, 16);
	return bytes;
}

/** `documents: [{ a: 1 }]` as a section of its own. */
function documentSequence(): Buffer {
	const content = Buffer.concat([Buffer.from("documents\0"), BSON.serialize({ a: 1 })]);
	const size = Buffer.alloc(4);
	size.writeInt32LE(4 + content.length);
	return Buffer.concat([Buffer.from([1]), size, content]);
}

function journaled(sent: Buffer): { bytes: Buffer; body: mongo.Document } {
	const at = bodyOf(sent);
	const bytes = forceJournal(sent, at, commandOf(sent, at));
	expect(bytes.readInt32LE(0)).toBe(bytes.length);
	return {
		bytes,
		body: BSON.deserialize(bytes.subarray(bodyOf(bytes), bodyOf(bytes) + bytes.readInt32LE(bodyOf(bytes)))),
	};
}

describe("P5: every write is journaled before it is acknowledged", () => {
	it.each([
		["no write concern", {}, { j: true }],
		["a majority", { writeConcern: { w: "majority" } }, { j: true }],
		[
			"a majority, journaled, of which the engine only hears the first",
			{ writeConcern: { w: "majority", j: true } },
			{ j: true },
		],
		["no journal asked for", { writeConcern: { w: 1, j: false } }, { j: true }],
		["keys of other types before it", { lsid: { id: new BSON.UUID() }, ordered: true, writeConcern: {} }, { j: true }],
	])("%s", (_case, asked, expected) => {
		for (const command of ["insert", "update", "delete", "findAndModify", "bulkWrite"]) {
			const { body } = journaled(message({ [command]: "things", ...asked, $db: "x" }));
			expect(body.writeConcern).toEqual(expected);
			expect(body.$db).toBe("x");
			expect(body[command]).toBe("things");
		}
	});

	it.each([
		["journaled already", { insert: "things", writeConcern: { w: 1, j: true }, $db: "x" }],
		["a read", { find: "things", filter: {}, $db: "x" }],
		["a write nobody waits for", { insert: "things", writeConcern: { w: 0 }, $db: "x" }],
	])("%s goes through as it came", (_case, body) => {
		const sent = message(body);
		expect(journaled(sent).bytes).toBe(sent);
	});

	it("keeps the sections before the body and drops a checksum that no longer holds", () => {
		const sent = message({ insert: "things", $db: "x" }, { flags: 1, sequence: documentSequence() });
		const { bytes, body } = journaled(sent);
		expect(bytes.readUInt32LE(16)).toBe(0);
		expect(bytes.subarray(20, 20 + documentSequence().length)).toEqual(documentSequence());
		expect(body).toEqual({ insert: "things", $db: "x", writeConcern: { j: true } });
	});

	it("finds its way past every BSON type", () => {
		const everything = {
			insert: "things",
			string: "ñ",
			double: 1.5,
			nested: { writeConcern: { j: false } },
			list: [1, { writeConcern: 1 }],
			binary: Buffer.from("abc"),
			id: new BSON.ObjectId(),
			flag: false,
			date: new Date(0),
			nothing: null,
			pattern: /a.b/i,
			code: new BSON.Code("x"),
			scoped: new BSON.Code("x", { y: 1 }),
			symbol: new BSON.BSONSymbol("s"),
			int: 3,
			stamp: new BSON.Timestamp({ t: 1, i: 2 }),
			long: BSON.Long.fromNumber(2 ** 40),
			decimal: BSON.Decimal128.fromString("1.50"),
			least: new BSON.MinKey(),
			most: new BSON.MaxKey(),
			writeConcern: { w: 1 },
		};
		const { body } = journaled(message(everything));
		expect(body.writeConcern).toEqual({ j: true });
		expect(body.nested).toEqual({ writeConcern: { j: false } });
	});
});

describe("the stream is cut into messages", () => {
	const messages = [message({ ping: 1 }), message({ find: "a", x: "y".repeat(300) }), message({ hello: 1 })];

	it("whatever the reads are", () => {
		const stream = Buffer.concat(messages);
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: stream.length - 1 })), (places) => {
				const cut: Buffer[] = [];
				const take = messageCutter((found) => cut.push(Buffer.from(found)));
				const edges = [0, ...places.toSorted((one, other) => one - other), stream.length];
				for (const [index, end] of edges.entries()) {
					if (index > 0) expect(take(stream.subarray(edges[index - 1], end))).toBe(true);
				}
				expect(cut).toEqual(messages);
			}),
		);
	});

	it.each([
		["too short", 15],
		["too long", LARGEST_MESSAGE + 1],
		["negative", -1],
	])("a message said to be %s ends the connection", (_case, length) => {
		const bytes = Buffer.alloc(16);
		bytes.writeInt32LE(length, 0);
		expect(messageCutter(() => {})(bytes)).toBe(false);
	});
});

it("answers an old handshake in the old frame", () => {
	const head = replyHead({ requestId: 9, replyId: 4, legacy: true, bytes: 17 });
	expect([head.length, head.readInt32LE(0), head.readInt32LE(8), head.readInt32LE(12), head.readInt32LE(32)]).toEqual([
		36, 53, 9, 1, 1,
	]);
});
