import { createServer, type Server } from "node:net";
import { mongo } from "mongoose";
import { messageCutter, replyHead, requestIdOf } from "../../../src/platform/store/embedded/wire.mjs";

/** A server that says it is of an older version, as far as a driver gets with one; listens on a free port. */
export async function oldServer(version: string): Promise<{ uri: string; server: Server }> {
	const answer = mongo.BSON.serialize({
		ok: 1,
		version,
		isWritablePrimary: true,
		ismaster: true,
		helloOk: true,
		maxBsonObjectSize: 16_777_216,
		maxMessageSizeBytes: 48_000_000,
		maxWriteBatchSize: 100_000,
		minWireVersion: 0,
		maxWireVersion: 21,
	});
	const server = createServer((socket) => {
		socket.on("error", () => socket.destroy());
		const take = messageCutter((message) => {
			const legacy = message.readInt32LE(12) === 2004;
			socket.write(replyHead({ requestId: requestIdOf(message), replyId: 1, legacy, bytes: answer.length }));
			socket.write(answer);
		});
		socket.on("data", take);
	});
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return { uri: `mongodb://127.0.0.1:${address.port}/old`, server };
}
