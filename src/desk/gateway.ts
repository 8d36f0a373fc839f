import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { serveEvents } from "../platform/realtime/index.ts";
import { authenticateCookie, endedAmong } from "../staff/index.ts";
import type { DeskStaff } from "./access.ts";
import { type DeskContext, deskEvents } from "./events.ts";
import { type DeskNamespace, isConversation, roomOf } from "./live.ts";
import { deskStaff } from "./readable.ts";

/** How often it is asked whether the sessions of open sockets still hold. */
export const sessionCheckMs = 30_000;

export interface Gateway {
	/** Sends home who has no session any more; called at intervals. */
	checkSessions(now: Date): Promise<number>;
	/** These sessions are over now: signed out, or somebody's rights changed. */
	end(sessions: readonly string[], code: "expired" | "revoked"): void;
	/** Reads anew what those who are connected attend and look over, and tells whose sight is another (T13). */
	lookAgain(): Promise<number>;
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
			{
				...context,
				socket,
				get staff() {
					return socket.data.staff;
				},
			},
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
		async lookAgain() {
			let changed = 0;
			for (const socket of namespace.sockets.values()) {
				const before = socket.data.staff;
				const { queues, sight, capacity } = await deskStaff(before);
				socket.data.staff = { ...before, queues, sight, capacity };
				if (sameQueues(before.queues, queues) && sameQueues(before.sight, sight)) continue;
				changed += 1;
				// What is open is asked for again with the rest: whoever may read it no more is told nothing of it until then.
				for (const room of [...socket.rooms]) if (isConversation(room)) await socket.leave(room);
				socket.emit("sightChanged");
			}
			return changed;
		},
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
	return { session, staff: await deskStaff(identity) };
}

function sameQueues(one: readonly string[] | null, other: readonly string[] | null): boolean {
	return one?.join() === other?.join();
}
