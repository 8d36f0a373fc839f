/** The door in front of the engine, which itself listens to nobody: one socket, many connections. */
import { createServer } from "node:net";
import { bodyOf, commandOf, forceJournal, messageCutter, replyHead, requestIdOf, wantsNoReply } from "./wire.mjs";

/** The engine has no sessions and crashes when asked for them; a driver only needs to hear "yes". */
const SESSION_COMMANDS = new Set([
	"startSession",
	"endSessions",
	"refreshSessions",
	"killSessions",
	"killAllSessions",
	"killAllSessionsByPattern",
]);

const SMALL_REPLY = 16 * 1024;

/** `{ ok: 1 }` as BSON. */
const OK = Buffer.from([17, 0, 0, 0, 1, 0x6f, 0x6b, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0]);

/**
 * A server that is not listening yet. Each connection is answered in the order it asks, as drivers expect; connections
 * run beside each other.
 *
 * @param {import("./native.mjs").Engine} engine
 */
export function serve(engine) {
	/** @type {Set<import("node:net").Socket>} */
	const sockets = new Set();
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		socket.on("error", () => socket.destroy());
		attend(engine, socket);
	});
	return {
		server,
		/** Takes no more connections and ends the open ones. */
		close() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			return closed;
		},
	};
}

/** @type {(engine: import("./native.mjs").Engine, socket: import("node:net").Socket) => void} */
function attend(engine, socket) {
	/** @type {Buffer[]} */
	const waiting = [];
	let busy = false;
	let replyId = 0;

	/** @type {(requestId: number, legacy: boolean, document: Buffer) => void} */
	const reply = (requestId, legacy, document) => {
		if (socket.destroyed) return;
		replyId = (replyId + 1) & 0x7fffffff;
		const head = replyHead({ requestId, replyId, legacy, bytes: document.length });
		if (document.length < SMALL_REPLY) {
			// Most are: copying a few bytes costs less than a write of two parts.
			socket.write(Buffer.concat([head, document], head.length + document.length));
			return;
		}
		socket.cork();
		socket.write(head);
		socket.write(document);
		socket.uncork();
	};
	/** @type {(message: Buffer) => Promise<void>} */
	const answer = async (message) => {
		const body = bodyOf(message);
		const command = commandOf(message, body);
		if (SESSION_COMMANDS.has(command)) {
			if (!wantsNoReply(message)) reply(requestIdOf(message), false, OK);
			return;
		}
		const { requestId, moreToCome, legacy, response } = await engine.roundTrip(forceJournal(message, body, command));
		if (!moreToCome) reply(requestId, legacy, response);
	};
	const work = async () => {
		busy = true;
		try {
			for (let message = waiting.shift(); message && !socket.destroyed; message = waiting.shift()) {
				await answer(message);
			}
		} catch {
			// As a server would: the client sees the connection drop, never a reply it cannot match.
			socket.destroy();
		}
		busy = false;
	};
	const take = messageCutter((message) => {
		waiting.push(message);
		if (!busy) void work();
	});
	socket.on("data", (chunk) => {
		if (!take(chunk)) socket.destroy();
	});
}
