/** The part of the driver's inside that `unstuck.ts` mends; the package has no types for it. */
declare module "mongodb/lib/cmap/connection.js" {
	import type { Socket } from "node:net";

	export class Connection {
		constructor(socket: Socket, options: { id: number; generation: number; hostAddress?: { toString(): string } });
		readonly socket: Socket;
		/** Sends a command; resolves when the socket has taken it in. */
		writeCommand(command: { toBin(): Promise<Uint8Array[]> }, options: { agreedCompressor: string }): Promise<void>;
	}
}
