import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { GroupWriter } from "../platform/store/group-writer.ts";
import { ChannelError, type Courier } from "./courier.ts";
import { type Conversation, Conversations, type Delivery, type Message, Messages } from "./model.ts";

/** How often a message is tried; with the waits below, for over two hours. */
export const maxAttempts = 12;
/** Longest that a service may take to answer; then the message counts as cut off and is tried again, marked. */
const sendingMs = 60_000;
/** Conversations that one sweep takes up. */
const sweepLimit = 200;
const firstWaitMs = 1_000;
const longestWaitMs = 30 * 60_000;

/**
 * Milliseconds until the next try after so many attempts: from a second, three times as long each time, to half an hour;
 * with up to a fifth on top (`jitter` from 0 to 1), so that not all come back at once.
 */
export function backOffMs(attempts: number, jitter: number): number {
	return Math.min(firstWaitMs * 3 ** (attempts - 1), longestWaitMs) * (1 + jitter / 5);
}

export interface Outbox {
	/** Sends what is due in a conversation, in order. */
	dispatch(conversation: Conversation): void;
	/** Sends whatever is due: retries, and what another process left behind. */
	sweep(now: Date): Promise<number>;
	/** What could not be delivered, newest first. */
	deadLetters(before: Date, limit: number): Promise<Message[]>;
	/**
	 * Tries a dead letter again from the beginning.
	 *
	 * @throws DomainError `not-found` when it is not among the dead letters.
	 */
	resend(message: string, by: string): Promise<void>;
	drain(): Promise<void>;
}

/**
 * The durable outbox of the channels that push (C2): per conversation in order, one process at a time, with retries.
 * A message whose sending was cut off may reach the citizen twice; it is then marked `repeated`. It is never lost.
 */
export function createOutbox(parts: {
	courier: Courier;
	writer: GroupWriter;
	clock: Clock;
	log: Log;
	/** The delivery of a message changed. */
	delivered(conversation: Conversation, message: Message): void;
}): Outbox {
	const { courier, writer, clock, log, delivered } = parts;
	const busy = new Map<string, Promise<void>>();

	function dispatch(conversation: Conversation): void {
		const id = conversation._id;
		const turn = (busy.get(id) ?? Promise.resolve())
			.then(() => sendAll(conversation))
			.catch((error) => log.error({ err: error, conversation: id }, "outbox failed"))
			.finally(() => {
				if (busy.get(id) === turn) busy.delete(id);
			});
		busy.set(id, turn);
	}

	async function sendAll(conversation: Conversation): Promise<void> {
		// The order holds because the first that is not through yet stops those behind it.
		for (;;) {
			const message = await Messages.findOne({ conversation: conversation._id, "delivery.dueAt": { $type: "date" } })
				.sort({ seq: 1 })
				.lean();
			if (!message || !(await send(conversation, message))) return;
		}
	}

	async function send(conversation: Conversation, message: Message): Promise<boolean> {
		const now = clock.now();
		const { delivery } = message;
		if (!delivery?.dueAt || delivery.dueAt > now) return false;
		const cutOff = delivery.state === "sending";
		const claimed: Delivery = {
			...delivery,
			state: "sending",
			attempts: delivery.attempts + 1,
			dueAt: new Date(now.getTime() + sendingMs),
			...(cutOff && { repeated: true }),
		};
		const claim = await writer.write({
			of: "messages",
			where: { _id: message._id, "delivery.dueAt": delivery.dueAt, "delivery.state": delivery.state },
			update: { $set: { delivery: claimed } },
		});
		if (claim === "unmatched") return false;
		const result = await attempt(conversation, { ...message, delivery: claimed }, claimed);
		const kept = await writer.write({
			of: "messages",
			// Who answers after its time finds that another has taken the message over.
			where: { _id: message._id, "delivery.dueAt": claimed.dueAt, "delivery.state": "sending" },
			update: { $set: { delivery: result } },
		});
		if (kept === "unmatched") return false;
		delivered(conversation, { ...message, delivery: result });
		if (result.state === "failed") {
			await record({
				type: "message.dead",
				id: `${message._id}.dead.${result.attempts}`,
				at: now,
				actor: { kind: "system", id: null },
				conversation: conversation._id,
				data: { message: message._id, code: result.error ?? "" },
			});
		}
		return result.dueAt === null;
	}

	async function attempt(conversation: Conversation, message: Message, claimed: Delivery): Promise<Delivery> {
		try {
			const { externalId } = await courier.deliver(conversation, message);
			return { ...claimed, state: "sent", dueAt: null, externalId };
		} catch (error) {
			const failure =
				error instanceof ChannelError ? error : new ChannelError("unreachable", "internal", "Fault of ours");
			if (failure !== error) log.error({ err: error, conversation: conversation._id }, "channel fault");
			if (failure.held) {
				const dueAt = new Date(clock.now().getTime() + (failure.retryAfterMs ?? firstWaitMs));
				return { ...claimed, state: "queued", attempts: claimed.attempts - 1, dueAt, error: failure.code };
			}
			if (!failure.retry || claimed.attempts >= maxAttempts) {
				return { ...claimed, state: "failed", dueAt: null, error: failure.code };
			}
			const wait = failure.retryAfterMs ?? backOffMs(claimed.attempts, Math.random());
			return { ...claimed, state: "queued", dueAt: new Date(clock.now().getTime() + wait), error: failure.code };
		}
	}

	return {
		dispatch,

		async sweep(now) {
			const due = await Messages.aggregate<{ _id: string }>([
				{ $match: { "delivery.dueAt": { $type: "date" } } },
				// The first that is not through yet stands for its conversation: those behind it wait, whenever they are due.
				{ $sort: { conversation: 1, seq: 1 } },
				{ $group: { _id: "$conversation", dueAt: { $first: "$delivery.dueAt" } } },
				{ $match: { dueAt: { $lte: now } } },
				{ $limit: sweepLimit },
			]).hint("unsent");
			const conversations = await Conversations.find({ _id: { $in: due.map(({ _id }) => _id) } }).lean();
			for (const conversation of conversations) if (!busy.has(conversation._id)) dispatch(conversation);
			return conversations.length;
		},

		deadLetters(before, limit) {
			return Messages.find({ "delivery.state": "failed", at: { $lt: before } })
				.sort({ at: -1 })
				.limit(limit)
				.lean();
		},

		async resend(id, by) {
			const now = clock.now();
			const delivery: Delivery = { state: "queued", attempts: 0, dueAt: now };
			const message = await Messages.findOneAndUpdate(
				{ _id: id, "delivery.state": "failed" },
				{ $set: { delivery } },
			).lean();
			if (!message) throw new DomainError("not-found", "No such undelivered message", { field: "id" });
			await record({
				type: "outbox.resent",
				id: `${id}.resent.${now.getTime()}`,
				at: now,
				actor: { kind: "staff", id: by },
				conversation: message.conversation,
				data: { message: id },
			});
			const conversation = await Conversations.findById(message.conversation).lean();
			if (conversation) dispatch(conversation);
		},

		async drain() {
			while (busy.size > 0) await Promise.all(busy.values());
		},
	};
}
