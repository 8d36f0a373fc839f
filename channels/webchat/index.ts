/** The web chat: citizens on `/webchat`, their files, their tokens (C1, C2, B10). */
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import type { ConversationEngine } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import { serveEvents } from "../../src/platform/realtime/index.ts";
import type { GroupWriter } from "../../src/platform/store/group-writer.ts";
import { type StaffSide, type WebchatContext, webchatEvents } from "./events.ts";
import { visitorData, type WebchatLive, type WebchatNamespace } from "./live.ts";
import { webchatRoutes } from "./routes.ts";
import { newVisitor, readToken } from "./token.ts";

export { webchatEvents } from "./events.ts";
export { createWebchatLive, type WebchatNamespace } from "./live.ts";

/** The one account of this channel: the hub's own pages. */
const account = "main";

const Handshake = z.object({
	token: z.string().max(1_000).optional().catch(undefined),
	language: z.enum(["es", "en"]).catch("es"),
});

/** Lets citizens in and serves their events. */
export function openWebchat(parts: {
	namespace: WebchatNamespace;
	live: WebchatLive;
	engine: ConversationEngine;
	staff: StaffSide;
	writer: GroupWriter;
	clock: Clock;
	log: Log;
	secret: string;
	opening: WebchatContext["opening"];
}): { routes: FastifyPluginAsync } {
	const { namespace, clock, log, secret } = parts;

	namespace.use((socket, next) => {
		const { token, language } = Handshake.parse(socket.handshake.auth);
		const now = clock.now();
		const visitor = token === undefined ? null : readToken(token, secret, now);
		socket.data = { ...visitorData(visitor ?? newVisitor(now), account, language), fresh: visitor === null };
		next();
	});

	namespace.on("connection", (socket) => {
		serveEvents(
			socket,
			webchatEvents,
			{ ...parts, socket, account },
			{
				may: (access) => access === "citizen",
				clock,
				log,
			},
		);
	});

	return { routes: webchatRoutes({ account, secret, clock }) };
}
