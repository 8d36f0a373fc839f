import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import type { GroupWriter } from "../platform/store/group-writer.ts";
import { rideOut } from "../platform/store/ride-out.ts";
import { handledKept } from "./draft.ts";
import { type Conversation, Conversations, Messages, type OutboxEntry } from "./model.ts";

/** What a task makes of a conversation: its next state and what is to be said and recorded. */
export interface Change {
	next: Conversation;
	outbox: OutboxEntry[];
}

export interface LaneTask {
	conversation: string;
	/** Id of what causes the change: when the document says that it was handled, nothing happens. */
	cause: string;
	/** When the cause came about: the older, the further back a replay is looked for. */
	causedAt: Date;
	/** What must be stored first; it is awaited while the lane is being taken. False: there is nothing to do. */
	after?: Promise<boolean>;
	/** The conversation to begin when there is none. Without it a missing one is `not-found`. */
	seed?: Conversation;
	/** Makes the change; null for none. It may be called again, on a newer state, when the lane was lost meanwhile. */
	change(current: Conversation): Promise<Change | null>;
}

export interface Lanes {
	/**
	 * Runs a task when all earlier ones of its conversation are done, here and on every other hub process.
	 *
	 * @returns the conversation after it, committed and said.
	 * @throws DomainError `not-found` without such a conversation; `conflict` when the lane could not be had in time.
	 */
	run(task: LaneTask): Promise<Conversation>;
	/** Resolves when nothing is under way. */
	drain(): Promise<void>;
}

export interface LaneParts {
	/** Name of this hub process, unique among those that share the database. */
	owner: string;
	/** How long a lane is held without a word before others may take it. */
	leaseMs: number;
	writer: GroupWriter;
	clock: Clock;
	/** Says what was committed; see `say.ts`. */
	say(committed: Conversation): Promise<void>;
}

/** What a commit leaves in the outbox must be said within this time, else a sweep does it. */
const sayWithinMs = 10_000;
/** Conversations whose committed state is kept, to save reading it again. */
const knownLimit = 2_000;

interface Lane {
	tail: Promise<unknown>;
	tasks: number;
	/** The state under a lease that was kept for the next task. */
	held: Conversation | null;
}

/**
 * One turn at a time in each conversation (C2). In this process tasks stand in line; between processes the lane is a
 * lease on the document, and a fence that grows each time it is taken: whoever overslept its lease commits nothing.
 *
 * Cost: taking the lane is one grouped write when the state is known from the last turn, else one read-and-write; the
 * commit is one grouped write, which also gives the lane back.
 */
export function createLanes({ owner, leaseMs, writer, clock, say }: LaneParts): Lanes {
	const lanes = new Map<string, Lane>();
	const known = new Map<string, Conversation>();

	function run(task: LaneTask): Promise<Conversation> {
		const lane = lanes.get(task.conversation) ?? { tail: Promise.resolve(), tasks: 0, held: null };
		lanes.set(task.conversation, lane);
		lane.tasks += 1;
		const result = lane.tail.then(() => perform(lane, task));
		lane.tail = result
			.catch(() => {})
			.finally(() => {
				lane.tasks -= 1;
				if (lane.tasks === 0) lanes.delete(task.conversation);
			});
		return result;
	}

	async function perform(lane: Lane, task: LaneTask): Promise<Conversation> {
		const giveUpAt = Date.now() + 3 * leaseMs;
		for (;;) {
			const [taken, wanted] = await Promise.allSettled([take(lane, task, giveUpAt), task.after ?? true]);
			if (taken.status === "rejected") throw taken.reason;
			const current = taken.value;
			if (wanted.status === "rejected" || !wanted.value || (await wasHandled(current, task))) {
				await giveBack(lane, current);
				if (wanted.status === "rejected") throw wanted.reason;
				return current;
			}
			const change = await task.change(current).catch(async (error) => {
				await giveBack(lane, current);
				throw error;
			});
			if (!change) {
				await giveBack(lane, current);
				return current;
			}
			const committed = await commit(lane, current, change);
			if (committed) {
				await say(committed);
				remember(committed);
				return committed;
			}
		}
	}

	async function take(lane: Lane, task: LaneTask, giveUpAt: number): Promise<Conversation> {
		const now = clock.now();
		if (lane.held?.lane && lane.held.lane.until.getTime() - now.getTime() > leaseMs / 2) return lane.held;
		const own = lane.held ?? known.get(task.conversation);
		lane.held = null;
		return (await takeKnown(task.conversation, now)) ?? (await takeRead(task, own, giveUpAt));
	}

	/** One grouped write, when nobody has touched the conversation since this process committed it. */
	async function takeKnown(id: string, now: Date): Promise<Conversation | null> {
		const state = known.get(id);
		if (!state) return null;
		const lease = { owner, until: new Date(now.getTime() + leaseMs) };
		const written = await writer.write({
			of: "conversations",
			where: { _id: id, fence: state.fence, lane: null },
			update: { $set: { lane: lease }, $inc: { fence: 1 } },
		});
		if (written === "matched") return { ...state, fence: state.fence + 1, lane: lease };
		known.delete(id);
		return null;
	}

	/** `own`: the last state that this process committed, and said. */
	async function takeRead(task: LaneTask, own: Conversation | undefined, giveUpAt: number): Promise<Conversation> {
		for (let attempt = 0; ; attempt += 1) {
			const taken = await rideOut(() => takeIfFree(task));
			if (taken) {
				// Left behind by a process that fell, or about to be said by another: saying twice is saying once.
				if (taken.sayBy && taken.fence - 1 !== own?.fence) await say(taken);
				return taken;
			}
			if (!task.seed && !(await Conversations.exists({ _id: task.conversation }))) {
				throw new DomainError("not-found", `No conversation ${task.conversation}`, { field: "conversation" });
			}
			if (Date.now() > giveUpAt)
				throw new DomainError("conflict", "The conversation is busy", { retryAfterMs: leaseMs });
			await delay(Math.min(10 * 2 ** attempt, 200) * (0.5 + Math.random()));
		}
	}

	async function takeIfFree({ conversation, seed }: LaneTask): Promise<Conversation | null> {
		const now = clock.now();
		const fresh = seed && Object.fromEntries(Object.entries(seed).filter(([key]) => !isOfTheLane(key)));
		try {
			return await Conversations.findOneAndUpdate(
				{ _id: conversation, $or: [{ lane: null }, { "lane.until": { $lte: now } }, { "lane.owner": owner }] },
				{
					$set: { lane: { owner, until: new Date(now.getTime() + leaseMs) } },
					$inc: { fence: 1 },
					...(fresh && { $setOnInsert: { ...fresh, changedBy: owner } }),
				},
				{ upsert: seed !== undefined, returnDocument: "after" },
			).lean();
		} catch (error) {
			// It is there, but held by somebody else: the insert of the upsert met its id.
			if (isDuplicateKey(error)) return null;
			throw error;
		}
	}

	async function wasHandled(current: Conversation, task: LaneTask): Promise<boolean> {
		if (current.handled.includes(task.cause)) return true;
		const recent = clock.now().getTime() - task.causedAt.getTime() < leaseMs;
		if (recent || current.handled.length < handledKept) return false;
		const message = await Messages.findById(task.cause, { handled: 1, direction: 1 }).lean();
		return message !== null && (message.direction !== "in" || message.handled === true);
	}

	async function commit(lane: Lane, current: Conversation, change: Change): Promise<Conversation | null> {
		const now = clock.now();
		const more = lane.tasks > 1;
		const next: Conversation = {
			...change.next,
			fence: current.fence,
			lane: more ? { owner, until: new Date(now.getTime() + leaseMs) } : null,
			outbox: change.outbox,
			sayBy: change.outbox.length > 0 ? new Date(now.getTime() + sayWithinMs) : null,
			// What nobody sees (a read mark) is no news, and moves nothing in the lists.
			...(change.outbox.length > 0 && { changedAt: now, changedBy: owner }),
		};
		const written = await writer.write({
			of: "conversations",
			where: { _id: current._id, fence: current.fence },
			update: { $set: differences(current, next) },
		});
		if (written === "unmatched") {
			lane.held = null;
			known.delete(current._id);
			return null;
		}
		lane.held = more ? next : null;
		return next;
	}

	async function giveBack(lane: Lane, current: Conversation): Promise<void> {
		lane.held = null;
		await writer.write({
			of: "conversations",
			where: { _id: current._id, fence: current.fence },
			update: { $set: { lane: null } },
		});
		remember({ ...current, lane: null });
	}

	function remember(state: Conversation): void {
		known.delete(state._id);
		known.set(state._id, state);
		if (known.size > knownLimit) {
			const [oldest] = known.keys();
			if (oldest !== undefined) known.delete(oldest);
		}
	}

	return {
		run,
		async drain() {
			while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ tail }) => tail));
		},
	};
}

function isOfTheLane(key: string): boolean {
	return key === "_id" || key === "lane" || key === "fence";
}

/** The fields that changed: the rest need not travel. Values are never edited in place, so identity tells. */
function differences(current: Conversation, next: Conversation): Partial<Conversation> {
	const before = new Map(Object.entries(current));
	return Object.fromEntries(Object.entries(next).filter(([key, value]) => key !== "_id" && value !== before.get(key)));
}
