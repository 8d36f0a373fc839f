/**
 * The bytes of MongoDB's wire protocol, as far as a door in front of the engine must know them.
 * https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */

const OP_REPLY = 1;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** The protocol's 48 000 000 bytes and room for the header and a command around them. */
export const LARGEST_MESSAGE = 48_000_000 + 16 * 1024;

/** Commands that change documents and are only safe once journaled. */
const WRITES = new Set(["insert", "update", "delete", "findAndModify", "findandmodify", "bulkWrite"]);

const TYPE = { double: 1, string: 2, document: 3, boolean: 8, int32: 16, int64: 18 };
/** Bytes of the BSON types of fixed size. */
const FIXED = new Map([
	[0x01, 8],
	[0x06, 0],
	[0x07, 12],
	[0x08, 1],
	[0x09, 8],
	[0x0a, 0],
	[0x10, 4],
	[0x11, 8],
	[0x12, 8],
	[0x13, 16],
	[0x7f, 0],
	[0xff, 0],
]);

/** `{ j: true }` in BSON. */
const JOURNALED = Buffer.from([9, 0, 0, 0, TYPE.boolean, 0x6a, 0, 1, 0]);
/** `writeConcern: { j: true }` as a BSON element. */
const CONCERN = Buffer.concat([Buffer.from([TYPE.document]), Buffer.from("writeConcern\0"), JOURNALED]);

/**
 * Cuts a stream into whole messages. Bytes are put together once per message, however many reads it came in.
 *
 * @param {(message: Buffer) => void} onMessage
 * @returns {(chunk: Buffer) => boolean} takes a read; false once the stream is not the protocol
 */
export function messageCutter(onMessage) {
	/** @type {Buffer[]} */
	let parts = [];
	let held = 0;
	let wanted = 0;
	return (chunk) => {
		parts.push(chunk);
		held += chunk.length;
		while (held >= HEADER_BYTES && held >= wanted) {
			const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, held);
			wanted = bytes.readInt32LE(0);
			if (wanted < HEADER_BYTES || wanted > LARGEST_MESSAGE) return false;
			if (held < wanted) {
				parts = [bytes];
				return true;
			}
			onMessage(bytes.subarray(0, wanted));
			held -= wanted;
			parts = held > 0 ? [bytes.subarray(wanted)] : [];
			wanted = 0;
		}
		return true;
	};
}

/**
 * Where the body of an OP_MSG starts; -1 for any other message.
 *
 * @param {Buffer} message
 */
export function bodyOf(message) {
	if (message.readInt32LE(12) !== OP_MSG) return -1;
	const end = message.length - (message.readUInt32LE(16) & CHECKSUM_PRESENT ? 4 : 0);
	let at = HEADER_BYTES + 4;
	while (at + 5 < end) {
		if (message[at] === 0) return at + 1;
		at += 1 + Math.max(4, message.readInt32LE(at + 1));
	}
	return -1;
}

/** The command's name: the first key of the body. @type {(message: Buffer, body: number) => string} */
export function commandOf(message, body) {
	return body < 0 ? "" : message.toString("latin1", body + 5, message.indexOf(0, body + 5));
}

/**
 * The same message with a write concern under which the engine journals before it acknowledges, where its command
 * writes. Measured by kill -9: `{ j: true }` and `{ w: 1, j: true }` lose nothing; without `j` acknowledged writes are
 * lost, and so they are with `{ w: "majority", j: true }`, for this engine takes no notice of `j` there. What the hub
 * sends (`{ w: 1, j: true }`) goes through untouched.
 *
 * @param {Buffer} message
 * @param {number} body from `bodyOf`
 * @param {string} command from `commandOf`
 * @returns {Buffer}
 */
export function forceJournal(message, body, command) {
	if (!WRITES.has(command)) return message;
	const concern = findKey(message, body, "writeConcern");
	if (!concern) return replace(message, body, body + message.readInt32LE(body) - 1, 0, CONCERN);
	if (concern.type !== TYPE.document) return message;
	const w = findKey(message, concern.value, "w");
	if (isZero(message, w)) return message;
	const journal = findKey(message, concern.value, "j");
	const journaled = journal?.type === TYPE.boolean && message[journal.value] === 1;
	if (journaled && w?.type !== TYPE.string) return message;
	return replace(message, body, concern.value, message.readInt32LE(concern.value), JOURNALED);
}

/**
 * Puts `inserted` in the place of `removed` bytes at `at`, which stand at the top level of the body.
 *
 * @type {(message: Buffer, body: number, at: number, removed: number, inserted: Buffer) => Buffer}
 */
function replace(message, body, at, removed, inserted) {
	const whole = withoutChecksum(message);
	const changed = Buffer.allocUnsafe(whole.length - removed + inserted.length);
	whole.copy(changed, 0, 0, at);
	inserted.copy(changed, at);
	whole.copy(changed, at + inserted.length, at + removed);
	changed.writeInt32LE(whole.readInt32LE(body) - removed + inserted.length, body);
	changed.writeInt32LE(changed.length, 0);
	return changed;
}

/** A changed message may not carry the checksum of the old one. @type {(message: Buffer) => Buffer} */
function withoutChecksum(message) {
	const flags = message.readUInt32LE(16);
	if (!(flags & CHECKSUM_PRESENT)) return message;
	const copy = Buffer.from(message.subarray(0, -4));
	copy.writeUInt32LE((flags & ~CHECKSUM_PRESENT) >>> 0, 16);
	return copy;
}

/**
 * A top-level element of the document that starts at `start`.
 *
 * @param {Buffer} bytes
 * @param {number} start
 * @param {string} wanted
 * @returns {{ type: number, value: number } | undefined}
 */
function findKey(bytes, start, wanted) {
	const end = start + bytes.readInt32LE(start) - 1;
	let at = start + 4;
	while (at < end) {
		const type = bytes[at] ?? 0;
		const nameEnd = bytes.indexOf(0, at + 1);
		const value = nameEnd + 1;
		if (nameEnd - at - 1 === wanted.length && bytes.toString("latin1", at + 1, nameEnd) === wanted)
			return { type, value };
		at = value + sizeOf(bytes, type, value);
	}
	return undefined;
}

/** @type {(bytes: Buffer, type: number, value: number) => number} */
function sizeOf(bytes, type, value) {
	const fixed = FIXED.get(type);
	if (fixed !== undefined) return fixed;
	const length = bytes.readInt32LE(value);
	switch (type) {
		case 0x02: // string
		case 0x0d: // code
		case 0x0e: // symbol
			return 4 + length;
		case 0x05: // binary: a subtype byte follows the length
			return 5 + length;
		case 0x0c: // pointer: a string and an id
			return 4 + length + 12;
		case 0x0b: // expression: two strings that end in zero
			return bytes.indexOf(0, bytes.indexOf(0, value) + 1) + 1 - value;
		default: // document, array, code with scope: the length counts itself
			return length;
	}
}

/** @type {(bytes: Buffer, element: { type: number, value: number } | undefined) => boolean} */
function isZero(bytes, element) {
	if (!element) return false;
	if (element.type === TYPE.int32) return bytes.readInt32LE(element.value) === 0;
	if (element.type === TYPE.int64) return bytes.readBigInt64LE(element.value) === 0n;
	return element.type === TYPE.double && bytes.readDoubleLE(element.value) === 0;
}

/** Whether the client waits for no answer to this OP_MSG. @type {(message: Buffer) => boolean} */
export function wantsNoReply(message) {
	return (message.readUInt32LE(16) & MORE_TO_COME) !== 0;
}

/** @type {(message: Buffer) => number} */
export function requestIdOf(message) {
	return message.readInt32LE(4);
}

/**
 * The head of a reply; the document follows it as it is.
 *
 * @param {{ requestId: number, replyId: number, legacy: boolean, bytes: number }} reply
 * @returns {Buffer}
 */
export function replyHead({ requestId, replyId, legacy, bytes }) {
	const head = Buffer.alloc(HEADER_BYTES + (legacy ? 20 : 5));
	head.writeInt32LE(head.length + bytes, 0);
	head.writeInt32LE(replyId, 4);
	head.writeInt32LE(requestId, 8);
	head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
	if (legacy) head.writeInt32LE(1, HEADER_BYTES + 16);
	return head;
}
