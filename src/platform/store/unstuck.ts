import { MongoNetworkError } from "mongodb";
import { Connection } from "mongodb/lib/cmap/connection.js";

const write = Connection.prototype.writeCommand;

/**
 * Mends the driver (7.8 and 7.9): it hands out a connection whose socket was destroyed a moment ago, or loses one while
 * a large command is being written, and then waits for ever for "drain", the only thing that it listens for. Met in the
 * crash test, where a hub stopped writing for good after the database was killed (C2). A socket that closes ends the
 * call as any lost connection does.
 */
Connection.prototype.writeCommand = function writeUnlessClosed(command, options) {
	const { socket } = this;
	return new Promise((resolve, reject) => {
		const closed = () => reject(new MongoNetworkError("The connection was closed while a command was written"));
		if (socket.closed) {
			closed();
			return;
		}
		socket.once("close", closed);
		write
			.call(this, command, options)
			.finally(() => socket.off("close", closed))
			.then(resolve, reject);
	});
};
