import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Connection } from "mongodb/lib/cmap/connection.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import "../../../src/platform/store/unstuck.ts";

let server: Server;
let socket: Socket;
beforeEach(async () => {
	// Takes connections and reads nothing, as a database that hangs.
	server = createServer((peer) => peer.pause().on("error", () => {})).listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	if (!address || typeof address === "string") throw new Error("No port");
	socket = connect(address.port, "127.0.0.1");
	await once(socket, "connect");
});
afterEach(async () => {
	socket.destroy();
	server.close();
});

const command = (bytes: number) => ({ toBin: async () => [new Uint8Array(bytes)] });
const options = { agreedCompressor: "none" };
const lost = { name: "MongoNetworkError" };

it("C2: a command for a socket that was destroyed a moment ago ends, though nothing says that it drained", async () => {
	const connection = new Connection(socket, { id: 1, generation: 0 });
	socket.destroy();
	await expect(connection.writeCommand(command(10), options)).rejects.toMatchObject(lost);
	await expect(connection.writeCommand(command(10), options)).rejects.toMatchObject(lost);
});

it("C2: a large command ends when its socket is destroyed while it is written", async () => {
	const connection = new Connection(socket, { id: 1, generation: 0 });
	const written = connection.writeCommand(command(50_000_000), options);
	setImmediate(() => socket.destroy());
	await expect(written).rejects.toMatchObject(lost);
});

it("a command that the socket takes in is written, and leaves no listener behind", async () => {
	const connection = new Connection(socket, { id: 1, generation: 0 });
	const before = socket.listenerCount("close");
	await connection.writeCommand(command(1_000), options);
	expect(socket.listenerCount("close")).toBe(before);
});
