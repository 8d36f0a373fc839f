import { z } from "zod";
import type { Clock } from "../clock.ts";
import { DomainError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Ack, SocketError } from "./ack.ts";
import type { EventAccess, EventTable } from "./events.ts";
import { createSocketLimiter, type SocketLimiter } from "./limiter.ts";

/** What the guard needs of a socket; Socket.IO's own has it. */
interface GuardedSocket {
	readonly id: string;
	onAny(listener: (name: string, ...args: unknown[]) => void): unknown;
	disconnect(close?: boolean): unknown;
}

export interface Guard {
	/** Asked at each event, since rights change while a socket is open. */
	may: (access: EventAccess) => boolean | Promise<boolean>;
	log: Log;
	clock: Clock;
	/** Default: `ordinaryPace`. */
	limiter?: SocketLimiter;
}

type Answer = (ack: Ack<unknown>) => void;
const Callable = z.custom<Answer>((value) => typeof value === "function");

/**
 * Serves the events of `table` on one socket, and refuses every other (P1). Each call is answered by its acknowledgement:
 * with what the handler returns, or with an error that names what to mend. A fault of ours is logged and tells nothing
 * more. A socket that floods is told to wait, and closed when it goes on.
 */
export function serveEvents<Context>(
	socket: GuardedSocket,
	table: EventTable<Context>,
	context: Context,
	guard: Guard,
): void {
	const limiter = guard.limiter ?? createSocketLimiter();
	let closed = false;

	socket.onAny((name, ...args) => {
		if (closed) return;
		const { input, answer, surplus } = callOf(args);
		const spec = Object.hasOwn(table, name) ? table[name] : undefined;
		const verdict = limiter.take(name, spec?.limit, guard.clock.now());
		if (!verdict.allowed) {
			answer(refusal({ kind: "too-many", message: "Too fast; wait a little", retryAfterMs: verdict.retryAfterMs }));
			if (verdict.abusive) {
				closed = true;
				guard.log.warn({ socket: socket.id }, "socket closed: it floods");
				socket.disconnect(true);
			}
			return;
		}
		void (async () => {
			try {
				if (!spec) throw new DomainError("not-found", "There is no such event");
				// A plain answer is not awaited, so that the events of a socket are taken up in the order in which they came.
				const may = guard.may(spec.access);
				if (!(typeof may === "boolean" ? may : await may)) {
					throw new DomainError("forbidden", `This needs the permission ${spec.access}`);
				}
				if (surplus) throw new DomainError("invalid", "An event takes one input", { field: "input" });
				answer({ ok: true, data: (await spec.answer(context, input)) ?? null });
			} catch (error) {
				answer(refusal(socketError(error, name, guard.log)));
			}
		})();
	});
}

/** Client: `emit(name, input, ack)`; either may be missing. */
function callOf(args: unknown[]): { input: unknown; answer: Answer; surplus: boolean } {
	const ack = Callable.safeParse(args.at(-1));
	const inputs = ack.success ? args.slice(0, -1) : args;
	return {
		input: inputs[0],
		answer: ack.success ? ack.data : () => {},
		surplus: inputs.length > 1,
	};
}

function socketError(error: unknown, event: string, log: Log): SocketError {
	if (error instanceof DomainError) return { kind: error.kind, message: error.message, ...error.details };
	log.error({ err: error, event }, "socket event failed");
	return { kind: "internal", message: "Something failed on our side; it has been logged" };
}

function refusal(error: SocketError): Ack<never> {
	return { ok: false, error };
}
