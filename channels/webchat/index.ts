/** The web chat: citizens on `/webchat`, their files, their tokens (C1, C2, B10). */
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import type { ConversationEngine } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { originOf, type TrustProxy } from "../../src/platform/http/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { serveEvents } from "../../src/platform/realtime/index.ts";
import type { GroupWriter } from "../../src/platform/store/group-writer.ts";
import { type StaffSide, type WebchatContext, webchatEvents } from "./events.ts";
import { visitorData, type WebchatLive, type WebchatNamespace } from "./live.ts";
import { findResumed } from "./resume.ts";
import { webchatRoutes } from "./routes.ts";
import { newVisitor } from "./token.ts";
import { findVisitor } from "./visitor.ts";

export { webchatEvents } from "./events.ts";
export { createWebchatLive, type WebchatNamespace } from "./live.ts";
export { resumeMs, signResume } from "./resume.ts";

const Handshake = z.object({
	token: z.string().max(1_000).nullish().catch(null),
	resume: z.string().max(1_000).nullish().catch(null),
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
	trustProxy: TrustProxy;
	opening: WebchatContext["opening"];
}): { routes: FastifyPluginAsync } {
	const { namespace, clock, log, secret, trustProxy } = parts;

	namespace.use((socket, next) => {
		const { token, resume, language } = Handshake.parse(socket.handshake.auth);
		const now = clock.now();
		const find = async () => {
			const known = token ? await findVisitor(token, secret, now) : null;
			const linked = resume ? await findResumed(resume, secret, now) : null;
			// Who follows a link to their own conversation goes on as they are, remembered or not.
			const visitor = known ?? linked ?? newVisitor(now);
			const opens = linked?.address === visitor.address ? "yes" : linked ? "another" : "no";
			const resumed = resume ? opens : null;
			const origin = originOf(socket.request, trustProxy, secret);
			socket.data = visitorData(visitor, { language, fresh: known === null, resumed, origin });
		};
		find()
			.then(() => next())
			.catch((error: unknown) => {
				log.error({ err: error }, "web chat handshake failed");
				next(new Error("internal"));
			});
	});

	namespace.on("connection", (socket) => {
		const { conversation } = socket.data;
		// A connection that is taken up again brings its rooms along, but may come as another visitor now.
		for (const room of socket.rooms) if (room !== socket.id && room !== conversation) void socket.leave(room);
		void socket.join(conversation);
		serveEvents(
			socket,
			webchatEvents,
			{ ...parts, socket },
			{
				may: (access) => access === "citizen",
				clock,
				log,
			},
		);
	});

	return { routes: webchatRoutes({ secret, clock }) };
}
