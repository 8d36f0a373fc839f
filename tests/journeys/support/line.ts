import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterEach } from "vitest";

/** The network between somebody and the hub, which a test can cut. */
export interface Line {
	/** Where the hub is reached over this line. */
	url: string;
	/** Pulls the cable: what is open breaks, nothing new goes through. */
	cut(): void;
	mend(): void;
	/** What is said still reaches the hub, but its answers get lost on the way. */
	deafen(): void;
	close(): Promise<void>;
}

/** Lines are closed after each test. */
export function useLines(hub: () => { url: string }): { line(): Promise<Line> } {
	const lines: Line[] = [];
	afterEach(async () => {
		for (const line of lines.splice(0)) await line.close();
	});
	return {
		async line() {
			const line = await openLine(hub().url);
			lines.push(line);
			return line;
		},
	};
}

export async function openLine(target: string): Promise<Line> {
	const { port } = new URL(target);
	const open = new Set<Socket>();
	let state: "open" | "deaf" | "cut" = "open";

	const server = createServer((near) => {
		if (state === "cut") {
			near.destroy();
			return;
		}
		const far = connect(Number(port), "127.0.0.1");
		for (const [socket, other] of [
			[near, far],
			[far, near],
		] as const) {
			open.add(socket);
			socket.on("error", () => socket.destroy());
			socket.on("close", () => {
				open.delete(socket);
				other.destroy();
			});
		}
		near.on("data", (bytes) => {
			// A chat that comes back while the line is just mended may fall to polling, whose next request waits for the
			// answer to the last: nothing would be said over a deaf line.
			if (bytes.includes("transport=polling")) near.destroy();
			else far.write(bytes);
		});
		far.on("data", (bytes) => {
			if (state !== "deaf") near.write(bytes);
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	const own = typeof address === "object" && address ? address.port : 0;
	const drop = () => {
		for (const socket of open) socket.destroy();
	};
	return {
		url: `http://127.0.0.1:${own}`,
		cut() {
			state = "cut";
			drop();
		},
		mend() {
			state = "open";
		},
		deafen() {
			state = "deaf";
		},
		async close() {
			drop();
			server.close();
			await once(server, "close");
		},
	};
}
