import { io, type Socket } from "socket.io-client";
import type {
	AnswerOf,
	ClientEvents,
	Language,
	SendInput,
	ServerEvents,
	WireMessage,
	WireStatus,
} from "../core/wire.ts";

export interface LineHandlers {
	/** A connection stands (again); nothing is known of what was missed. */
	up(): void;
	down(): void;
	/** The office does not answer; it is tried again. */
	unreachable(): void;
	message(message: WireMessage): void;
	status(status: WireStatus): void;
	typing(typing: Parameters<ServerEvents["typing"]>[0]): void;
	read(seq: number): void;
}

/** The socket to the office. Each question is answered, or null when the answer did not come (network, 10 s). */
export interface Line {
	begin(after: number): Promise<AnswerOf<"begin"> | null>;
	send(input: SendInput): Promise<AnswerOf<"send"> | null>;
	sync(after: number): Promise<AnswerOf<"sync"> | null>;
	remember(on: boolean): Promise<AnswerOf<"remember"> | null>;
	language(language: Language): Promise<AnswerOf<"language"> | null>;
	mail(address: string | null): Promise<AnswerOf<"mail"> | null>;
	end(): Promise<AnswerOf<"end"> | null>;
	/** True when the office knows of it. It closes the sockets of who is forgotten, which is an answer, too. */
	forget(): Promise<boolean>;
	/** These two are told, and a loss does not matter. */
	seen(delivered: number, read: number): void;
	typing(on: boolean): void;
	isUp(): boolean;
	/** Tries at once instead of when its time has come. */
	retry(): void;
	close(): void;
}

const answerWithin = 10_000;
const retryAfter = 5_000;

/** Opens the line to `/webchat` of that server; `auth` is asked at each connection, so a new token is used at once. */
export function openLine(
	server: string,
	auth: () => { token: string | null; resume: string | null; language: Language; site: string },
	on: LineHandlers,
): Line {
	const socket: Socket<ServerEvents, ClientEvents> = io(`${server}/webchat`, {
		auth: (give) => give(auth()),
		transports: ["websocket", "polling"],
		// Where a proxy breaks websockets, polling is tried at once.
		tryAllTransports: true,
		reconnectionDelay: 500,
		reconnectionDelayMax: 8_000,
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	const again = () => {
		clearTimeout(timer);
		timer = setTimeout(() => socket.connect(), retryAfter);
	};

	socket.on("connect", on.up);
	socket.on("disconnect", (reason) => {
		on.down();
		// The server closed it (a restart, a flood): the client library does not come back by itself.
		if (reason === "io server disconnect") again();
	});
	socket.on("connect_error", () => {
		on.unreachable();
		// A refusal by the office ends the attempts of the client library.
		if (!socket.active) again();
	});
	socket.on("message", on.message);
	socket.on("status", on.status);
	socket.on("typing", on.typing);
	socket.on("read", ({ seq }) => on.read(seq));

	const asked = () => socket.timeout(answerWithin);
	const orNull = <T>(answer: Promise<T>): Promise<T | null> => answer.catch(() => null);
	return {
		begin: (after) => orNull(asked().emitWithAck("begin", { after })),
		send: (input) => orNull(asked().emitWithAck("send", input)),
		sync: (after) => orNull(asked().emitWithAck("sync", { after })),
		remember: (on) => orNull(asked().emitWithAck("remember", { on })),
		language: (language) => orNull(asked().emitWithAck("language", { language })),
		mail: (address) => orNull(asked().emitWithAck("mail", { address })),
		end: () => orNull(asked().emitWithAck("end", {})),
		forget: () =>
			new Promise((resolve) => {
				socket.once("disconnect", (reason) => resolve(reason === "io server disconnect"));
				void orNull(asked().emitWithAck("forget", {})).then((answer) => resolve(answer?.ok === true));
			}),
		seen: (delivered, read) => void orNull(asked().emitWithAck("seen", { delivered, read })),
		typing: (on) => void orNull(asked().emitWithAck("typing", { on })),
		isUp: () => socket.connected,
		retry: () => {
			if (!socket.connected) socket.disconnect().connect();
		},
		close: () => {
			clearTimeout(timer);
			socket.disconnect();
		},
	};
}
