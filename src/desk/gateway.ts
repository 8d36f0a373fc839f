import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { serveEvents } from "../platform/realtime/index.ts";
import { authenticateCookie, endedAmong, listAgents } from "../staff/index.ts";
import type { DeskStaff } from "./access.ts";
import { type DeskContext, deskEvents } from "./events.ts";
import { type DeskNamespace, roomOf } from "./live.ts";

/** How often it is asked whether the sessions of open sockets still hold. */
export const sessionCheckMs = 30_000;

export interface Gateway {
	/** Sends home who has no session any more; called at intervals. */
	checkSessions(now: Date): Promise<number>;
	/** These sessions are over now: signed out, or somebody's rights changed. */
	end(sessions: readonly string[], code: "expired" | "revoked"): void;
	/** Signs of life of everybody connected here. */
	beat(): Promise<number>;
	/** Resolves when everybody who has gone is on record as gone. */
	drain(): Promise<void>;
}

/** Lets staff in by their session cookie and serves their events. */
export function openGateway(parts: {
	namespace: DeskNamespace;
	clock: Clock;
	log: Log;
	context: Omit<DeskContext, "staff" | "socket">;
}): Gateway {
	const { namespace, clock, log, context } = parts;
	const leaving = new Set<Promise<void>>();

	namespace.use((socket, next) => {
		authenticate(socket.handshake.headers.cookie, clock.now())
			.then((signedIn) => {
				if (!signedIn) return next(new Error("unauthenticated"));
				socket.data = signedIn;
				next();
			})
			.catch((error: unknown) => {
				log.error({ err: error }, "desk handshake failed");
				next(new Error("internal"));
			});
	});

	namespace.on("connection", (socket) => {
		const { staff } = socket.data;
		void socket.join(roomOf.staff(staff.id));
		serveEvents(
			socket,
			deskEvents,
			{ ...context, staff, socket },
			{
				may: (access) => access !== "citizen" && staff.permissions.has(access),
				clock,
				log,
			},
		);
		context.live.peopleChanged();
		socket.on("disconnect", () => {
			if ((namespace.adapter.rooms.get(roomOf.staff(staff.id))?.size ?? 0) > 0) return;
			const left = context.presence
				.leave(staff.id)
				.then(context.live.peopleChanged)
				.catch((error: unknown) => log.error({ err: error }, "presence not recorded"))
				.finally(() => leaving.delete(left));
			leaving.add(left);
		});
	});

	function end(sessions: readonly string[], code: "expired" | "revoked"): void {
		const over = new Set(sessions);
		for (const socket of namespace.sockets.values()) {
			if (!over.has(socket.data.session)) continue;
			socket.emit("signedOut", { code });
			socket.disconnect(true);
		}
	}

	return {
		end,
		async checkSessions(now) {
			const sessions = [...new Set([...namespace.sockets.values()].map((socket) => socket.data.session))];
			if (sessions.length === 0) return 0;
			const ended = await endedAmong(sessions, now);
			end(ended, "expired");
			return ended.length;
		},
		async beat() {
			const staff = new Set([...namespace.sockets.values()].map((socket) => socket.data.staff.id));
			await context.presence.beat([...staff]);
			return staff.size;
		},
		async drain() {
			await Promise.all(leaving);
		},
	};
}

async function authenticate(
	cookie: string | undefined,
	now: Date,
): Promise<{ staff: DeskStaff; session: string } | null> {
	const signedIn = await authenticateCookie(cookie, now);
	if (!signedIn) return null;
	const { session, ...identity } = signedIn;
	const agent = (await listAgents()).find(({ id }) => id === identity.id);
	return { session, staff: { ...identity, queues: agent?.queues ?? [], capacity: agent?.capacity ?? 0 } };
}
