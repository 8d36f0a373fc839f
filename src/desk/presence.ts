import { Conversations } from "../conversations/index.ts";
import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { listAgents } from "../staff/index.ts";
import type { DeskStaff } from "./access.ts";
import { type Presence, Presences } from "./model.ts";
import type { Candidate } from "./routing.ts";
import type { AgentRow, PresenceState } from "./wire.ts";

/** How often a connection gives a sign of life. */
export const heartbeatMs = 10_000;
/** A connection without a sign for so long is not counted on. */
export const staleMs = 2.5 * heartbeatMs;

export function isPresent(presence: Pick<Presence, "connected" | "seenAt">, now: Date): boolean {
	return presence.connected && now.getTime() - presence.seenAt.getTime() < staleMs;
}

export interface PresenceBook {
	/**
	 * A connection of this process. The state is the one that was chosen last; at the very first time agents are there
	 * for citizens, others look on.
	 */
	arrive(staff: Pick<DeskStaff, "id" | "roles">): Promise<PresenceState>;
	set(staff: string, state: PresenceState): Promise<void>;
	/** The last connection of this process is gone. */
	leave(staff: string): Promise<void>;
	/** Signs of life of everybody connected here: one write. */
	beat(staff: string[]): Promise<void>;
	/** Everybody who can attend, with what they do now: two indexed reads besides the accounts. */
	board(): Promise<(Candidate & { state: AgentRow["presence"] })[]>;
}

export function createPresence({ hub, clock }: { hub: string; clock: Clock }): PresenceBook {
	return {
		async arrive(staff) {
			const now = clock.now();
			const presence = await Presences.findByIdAndUpdate(
				staff.id,
				{
					$set: { connected: true, hub, seenAt: now },
					$setOnInsert: { state: staff.roles.includes("agent") ? "available" : "away" },
				},
				{ upsert: true, returnDocument: "after" },
			)
				.lean()
				.orFail();
			return presence.state;
		},

		async set(staff, state) {
			const now = clock.now();
			const before = await Presences.findByIdAndUpdate(
				staff,
				{ $set: { state, connected: true, hub, seenAt: now } },
				{ upsert: true },
			).lean();
			if (before?.state === state) return;
			await record({
				id: `${staff}.${state}.${now.getTime()}`,
				type: "presence.changed",
				at: now,
				actor: { kind: "staff", id: staff },
				data: { state },
			});
		},

		async leave(staff) {
			await Presences.updateOne({ _id: staff, hub }, { $set: { connected: false, seenAt: clock.now() } });
		},

		async beat(staff) {
			if (staff.length === 0) return;
			await Presences.updateMany({ _id: { $in: staff } }, { $set: { connected: true, hub, seenAt: clock.now() } });
		},

		async board() {
			const now = clock.now();
			const [agents, presences, loads] = await Promise.all([listAgents(), Presences.find().lean(), chatsByAgent()]);
			const presenceOf = new Map(presences.map((presence) => [presence._id, presence]));
			return agents.map((agent) => {
				const presence = presenceOf.get(agent.id);
				const state = presence && isPresent(presence, now) ? presence.state : "offline";
				return { ...agent, state, available: state === "available", chats: loads.get(agent.id) ?? 0 };
			});
		},
	};
}

async function chatsByAgent(): Promise<Map<string, number>> {
	const loads = await Conversations.aggregate<{ _id: string; chats: number }>([
		{ $match: { stage: "agent" } },
		{ $group: { _id: "$assignee", chats: { $sum: 1 } } },
	]);
	return new Map(loads.map(({ _id, chats }) => [_id, chats]));
}
