import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a server of this machine that can be cut: connections end, new ones are refused. */
export interface Gate {
	port: number;
	cut(): Promise<void>;
	mend(): Promise<void>;
	close(): Promise<void>;
}

export async function openGate(to: number): Promise<Gate> {
	const sockets = new Set<Socket>();
	let server = await listen(0);
	const address = server.address();
	if (!address || typeof address === "string") throw new Error("No port");
	const { port } = address;

	async function listen(at: number): Promise<Server> {
		const listening = createServer((from) => {
			const onward = connect(to, "127.0.0.1");
			for (const [one, other] of [
				[from, onward],
				[onward, from],
			] as const) {
				sockets.add(one);
				one.on("error", () => {});
				one.on("close", () => {
					sockets.delete(one);
					other.destroy();
				});
				one.pipe(other);
			}
		}).listen(at, "127.0.0.1");
		await once(listening, "listening");
		return listening;
	}

	async function cut(): Promise<void> {
		if (!server.listening) return;
		server.close();
		for (const socket of sockets) socket.destroy();
		await once(server, "close");
	}

	return {
		port,
		cut,
		async mend() {
			if (!server.listening) server = await listen(port);
		},
		close: cut,
	};
}
