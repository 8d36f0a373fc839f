import { connect } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Where clamd listens: on a port, or on a unix socket. */
export type ClamdAddress = { host: string; port: number } | { path: string };

/** `failed`: clamd answered that it does not judge this file, which is too large for it or broken. */
export type Verdict = { state: "clean" } | { state: "infected"; signature: string } | { state: "failed" };

/** No answer. `reached`: clamd was there and let go of the line, or took too long. */
export class ClamdError extends Error {
	override readonly name = "ClamdError";
	readonly reached: boolean;

	constructor(reached: boolean, cause?: unknown) {
		super(reached ? "clamd did not finish" : "clamd cannot be reached", { cause });
		this.reached = reached;
	}
}

/**
 * Has clamd look through a file (P9), by INSTREAM of clamd(8): it needs to share no disk with us.
 *
 * @throws ClamdError
 */
export async function scanBytes(at: ClamdAddress, bytes: Readable, signal: AbortSignal): Promise<Verdict> {
	// A sender whose line goes may stay where it waits; its source is let go of here.
	const answer = await ask(at, instream(bytes), signal).finally(() => bytes.destroy());
	const [, signature] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
	if (signature) return { state: "infected", signature };
	return { state: answer === "stream: OK" ? "clean" : "failed" };
}

/** Whether clamd answers. */
export async function answers(at: ClamdAddress, signal: AbortSignal): Promise<boolean> {
	return (await ask(at, ["zPING\0"], signal).catch(() => null)) === "PONG";
}

/** Each piece behind its length; a length of nothing ends it. */
async function* instream(bytes: Readable): AsyncGenerator<string | Buffer> {
	yield "zINSTREAM\0";
	for await (const piece of bytes) {
		// A refusal is read before we write to a line that is closed by then, which would lose it.
		await nextTurn();
		yield lengthOf(piece.length);
		yield piece;
	}
	yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes);
	return length;
}

type Request = Iterable<string> | AsyncIterable<string | Buffer>;

async function ask(at: ClamdAddress, request: Request, signal: AbortSignal): Promise<string> {
	const socket = connect({ ...at, signal });
	let reached = false;
	socket.once("connect", () => {
		reached = true;
		// Not waited for: it may answer before it has everything.
		pipeline(request, socket, { end: false }).catch((error: unknown) => {
			socket.destroy(error instanceof Error ? error : undefined);
		});
	});
	let answer = "";
	try {
		for await (const piece of socket) {
			answer += piece;
			if (answer.endsWith("\0")) return answer.slice(0, -1);
		}
	} catch (error) {
		throw new ClamdError(reached, error);
	} finally {
		socket.destroy();
	}
	throw new ClamdError(reached);
}
