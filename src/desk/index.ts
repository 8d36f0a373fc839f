/** The agents' counter: queues, routing, claim, handoff, supervision (A1, A2). */
import type { FastifyPluginAsync } from "fastify";
import type { ConversationEngine, Upkeep } from "../conversations/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { takeBackFromTheGone } from "./agent-gone.ts";
import { assignWaiting } from "./assign-waiting.ts";
import type { CitizenSide } from "./events.ts";
import { type Gateway, openGateway, sessionCheckMs } from "./gateway.ts";
import { createLive, type DeskNamespace, type Live } from "./live.ts";
import { type Outlook, onDuty, outlook, type Place, placesIn } from "./outlook.ts";
import { createPresence, heartbeatMs, type PresenceBook } from "./presence.ts";
import { deskRoutes } from "./routes.ts";

export type { CitizenSide } from "./events.ts";
export { deskEvents } from "./events.ts";
export { type Queue, Queues } from "./model.ts";
export type { Outlook, Place } from "./outlook.ts";
export { readableConversation } from "./readable.ts";
export { unitQueues } from "./sight.ts";
export type { DeskNamespace };

const assignEveryMs = 1_000;

/** The part of the desk that the conversations need before they exist: who shows what was said. */
export interface DeskFloor {
	live: Live;
	presence: PresenceBook;
	/** How things stand for a handoff (B7). */
	outlook(input: Parameters<typeof outlook>[1]): Promise<Outlook>;
	placesIn(queue: string): Promise<Map<string, Place>>;
	/** Somebody is at the desk to attend citizens. Asked for often, so it may be a few seconds old. */
	peopleNow(): Promise<boolean>;
}

/** How old the answer to "is somebody there" may be, in ms. */
const peopleNowMs = 2_000;

export function createFloor(parts: {
	hub: string;
	namespace: DeskNamespace;
	clock: Clock;
	log: Log;
	queuesChanged(queues: string[]): void;
}): DeskFloor {
	const presence = createPresence(parts);
	let people: { at: number; answer: Promise<boolean> } | null = null;
	return {
		peopleNow() {
			const now = parts.clock.now().getTime();
			if (!people || now - people.at > peopleNowMs) {
				const answer = presence.board().then((board) => onDuty(board).length > 0);
				people = { at: now, answer };
			}
			return people.answer;
		},
		presence,
		live: createLive({ ...parts, presence }),
		outlook: (input) => outlook(presence, input),
		placesIn: (queue) => placesIn(presence, queue),
	};
}

export interface Desk {
	gateway: Gateway;
	routes: FastifyPluginAsync;
	upkeep: Upkeep[];
}

/** The desk at work: staff may come in. */
export function openDesk(parts: {
	floor: DeskFloor;
	namespace: DeskNamespace;
	engine: ConversationEngine;
	citizens: CitizenSide;
	clock: Clock;
	log: Log;
	/** After this time without an agent's connection their chats go back to the queue, in ms. */
	agentGoneMs: number;
	/** Runs the shared upkeep of this name now. */
	hasten(name: string): void;
}): Desk {
	const { floor, namespace, engine, citizens, clock, log, agentGoneMs, hasten } = parts;
	const { live, presence } = floor;
	const assignSoon = () => hasten("desk.assign");
	const gateway = openGateway({
		namespace,
		clock,
		log,
		context: { engine, presence, live, citizens, clock, assignSoon },
	});
	return {
		gateway,
		routes: deskRoutes({ engine, clock }),
		upkeep: [
			{ name: "desk.assign", everyMs: assignEveryMs, shared: true, run: () => assignWaiting(engine, presence) },
			{
				name: "desk.agent-gone",
				everyMs: Math.min(5_000, agentGoneMs / 4),
				shared: true,
				run: (now) => takeBackFromTheGone(engine, now, agentGoneMs),
			},
			{ name: "desk.sight", everyMs: sessionCheckMs, shared: false, run: gateway.lookAgain },
			{ name: "desk.heartbeat", everyMs: heartbeatMs, shared: false, run: gateway.beat },
			{ name: "desk.sessions", everyMs: sessionCheckMs, shared: false, run: gateway.checkSessions },
		],
	};
}
