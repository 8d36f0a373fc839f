import type { Server as HttpServer, IncomingMessage } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { type Namespace, Server, type Socket } from "socket.io";
import { isAllowedOrigin, isOwnOrigin, type OriginSettings } from "../http/index.ts";
import type { Log } from "../log.ts";
import { StartupError } from "../startup-error.ts";

export interface RealtimeSettings extends OriginSettings {
	redisUrl: string | null;
}

export interface Realtime {
	io: Server;
	/**
	 * A namespace, as the type of the events that are agreed for it. The types say what we send and what we attach to a
	 * socket; what comes in is parsed by `serveEvents` whatever they say.
	 */
	namespace<Typed extends Pick<Namespace, "name">>(name: string): Typed;
	/** True when the sockets of several hub processes are joined. */
	shared: boolean;
	/** Disconnects the sockets of this process and leaves Redis; the HTTP server is its owner's to close. */
	close(): Promise<void>;
}

const largestMessage = 262_144;
const recoveryMs = 120_000;
/** How long the adapter's poll of Redis may hold up the end of the process. */
const pollMs = 1_000;

/**
 * Sockets on the given server. A page of a foreign origin is refused at the handshake; programs without an origin pass,
 * and need a token or a session like everybody. With REDIS_URL the sockets of all hub processes are one.
 *
 * @throws StartupError when REDIS_URL does not answer.
 */
export async function createRealtime(parts: {
	server: HttpServer;
	config: RealtimeSettings;
	log: Log;
}): Promise<Realtime> {
	const { server, config, log } = parts;
	const redis = config.redisUrl === null ? null : await connectRedis(config.redisUrl, log);
	const io = new Server(server, {
		serveClient: false,
		maxHttpBufferSize: largestMessage,
		perMessageDeflate: false,
		httpCompression: false,
		connectionStateRecovery: { maxDisconnectionDuration: recoveryMs, skipMiddlewares: false },
		allowRequest: (request, decide) => decide(null, passes(request, config)),
		cors: { origin: [...config.allowedOrigins], credentials: false },
		...(redis ? { adapter: createAdapter(redis, { blockTimeInMs: pollMs }) } : {}),
	});
	const namespaces = new Set<Namespace>([io.of("/")]);
	io.on("new_namespace", (namespace) => namespaces.add(namespace));
	// Socket.IO types the events of a server as a whole, not of each namespace.
	function namespace<Typed extends Pick<Namespace, "name">>(name: string): Typed;
	function namespace(name: string): unknown {
		return io.of(name);
	}
	return {
		io,
		namespace,
		shared: redis !== null,
		async close() {
			// Not `io.close()`: that would close the HTTP server as well. Clients see a lost connection and come back.
			io.engine.close();
			for (const namespace of namespaces) namespace.adapter.close();
			// What is on its way still goes out; the adapter's own connections end with their last poll.
			if (redis?.isReady) await redis.close();
			else redis?.destroy();
		},
	};
}

/** For a namespace of staff: cookies belong to our own pages, whatever other origins may embed the chat. */
export function ownPagesOnly(settings: OriginSettings): Parameters<Namespace["use"]>[0] {
	return (socket: Socket, next) => {
		const { origin, host } = socket.handshake.headers;
		next(origin === undefined || isOwnOrigin(origin, host, settings) ? undefined : new Error("forbidden"));
	};
}

function passes(request: IncomingMessage, settings: OriginSettings): boolean {
	const { origin, host } = request.headers;
	return origin === undefined || isAllowedOrigin(origin, host, settings);
}

async function connectRedis(url: string, log: Log) {
	let reached = false;
	const client = createClient({
		url,
		socket: {
			connectTimeout: 5_000,
			reconnectStrategy: (attempts) => (reached ? Math.min(100 * 2 ** attempts, 3_000) : false),
		},
	});
	client.on("error", (error) => {
		if (reached) log.warn({ err: error }, "redis is not reachable");
	});
	try {
		await client.connect();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartupError(`REDIS_URL: no Redis answers there (${reason})`);
	}
	reached = true;
	return client;
}
