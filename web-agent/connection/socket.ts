import { io, type Socket } from "socket.io-client";
import type { ClientEvents, ServerEvents } from "../../src/desk/wire.ts";
import type { Ack } from "../../src/platform/realtime/ack.ts";
import { Failure } from "./failure.ts";

type Input<E extends keyof ClientEvents> = Parameters<ClientEvents[E]>[0];
type AnswerOf<E extends keyof ClientEvents> = Parameters<Parameters<ClientEvents[E]>[1]>[0];
type Output<E extends keyof ClientEvents> = Extract<AnswerOf<E>, { ok: true }>["data"];

/** Milliseconds until an unanswered event counts as not having arrived. */
const patience = 10_000;

/** Asks the hub over the socket. @throws Failure — `offline` when there is no connection or no answer. */
export type Call = <E extends keyof ClientEvents>(event: E, input: Input<E>) => Promise<Output<E>>;

export interface DeskSocket {
	socket: Socket<ServerEvents>;
	call: Call;
}

/** Opens the desk's socket; it reconnects by itself until it is closed. */
export function openSocket(): DeskSocket {
	const raw = io("/desk", {
		withCredentials: true,
		transports: ["websocket", "polling"],
		reconnectionDelay: 500,
		reconnectionDelayMax: 8_000,
	});
	async function call<E extends keyof ClientEvents>(event: E, input: Input<E>): Promise<Output<E>> {
		if (!raw.connected) throw new Failure("offline");
		let answer: Ack<Output<E>>;
		try {
			answer = await raw.timeout(patience).emitWithAck(event, input);
		} catch {
			throw new Failure("offline", { message: `No answer to ${event}` });
		}
		if (answer.ok) return answer.data;
		throw new Failure(answer.error.kind, answer.error);
	}
	return { socket: raw, call };
}
