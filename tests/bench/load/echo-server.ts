import { createServer } from "node:http";
import { MongoClient } from "mongodb";
import { Server } from "socket.io";
import { startEmbedded } from "../../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../../src/platform/store/log.ts";

// The baseline: a bare Socket.IO echo with one journaled insert for each message. Arguments: data folder, port.
const [dataDir = "", port = ""] = process.argv.slice(2);
const database = await startEmbedded({ dataDir, log: silentLog });
const client = await new MongoClient(database.uri, { retryWrites: false }).connect();
const messages = client.db("echo").collection("messages", { writeConcern: { w: "majority", journal: true } });
const server = createServer();
const io = new Server(server, { perMessageDeflate: false, serveClient: false });
io.on("connection", (socket) => {
	socket.on("say", async (text: string, echo: (text: string) => void) => {
		await messages.insertOne({ text, at: new Date() });
		echo(text);
	});
});
server.listen(Number(port), "127.0.0.1", () => process.send?.("ready"));
process.on("SIGTERM", async () => {
	io.disconnectSockets(true);
	server.close();
	await client.close();
	await database.stop();
	process.exit(0);
});
