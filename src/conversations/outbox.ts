import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { GroupWriter } from "../platform/store/group-writer.ts";
import { ChannelError, type Courier } from "./courier.ts";
import { createMarks, type Mark } from "./marks.ts";
import { type Conversation, Conversations, type Delivery, type Message, Messages } from "./model.ts";

/** How often a message is tried; with the waits below, for over two hours. */
export const maxAttempts = 12;
/** Longest that a service may take to answer; then the message counts as cut off and is tried again, marked. */
const sendingMs = 60_000;
/** Conversations that one sweep takes up. */
const sweepLimit = 200;
/** Hub processes among which what is due may be shared out, at least. */
const sharedBy = 10;
const firstWaitMs = 1_000;
const longestWaitMs = 30 * 60_000;
/** Messages of one turn that go out as one. */
const gatheredAtMost = 20;

type Claimed = Message & { delivery: Delivery };

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
	/** What the service tells of a message after it was sent, in any order and at any time; see `marks.ts`. */
	mark(mark: Mark): Promise<void>;
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
	const marks = createMarks({ clock, delivered, failed: onRecord });
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
		if (!courier.sendsHere(conversation)) return;
		const together = courier.gathers(conversation) ? gatheredAtMost : 1;
		// The order holds because the first that is not through yet stops those behind it.
		for (;;) {
			const waiting = await Messages.find({ conversation: conversation._id, "delivery.dueAt": { $type: "date" } })
				.sort({ seq: 1 })
				.limit(together)
				.lean();
			if (!(await send(conversation, waiting))) return;
		}
	}

	/** Sends the first of what waits, with those behind it that go out as one message with it. */
	async function send(conversation: Conversation, waiting: Message[]): Promise<boolean> {
		const now = clock.now();
		const claimed: Claimed[] = [];
		for (const message of waiting) {
			const { delivery } = message;
			if (!delivery?.dueAt || delivery.dueAt > now || !goTogether(waiting[0], message)) break;
			const own = await claim({ ...message, delivery }, now);
			if (!own) break;
			claimed.push(own);
		}
		const [first] = claimed;
		if (!first) return false;
		const parts = claimed.flatMap((message) => message.parts);
		const outcome = await attempt(conversation, { ...first, parts });
		const through = await Promise.all(claimed.map((message) => keep(conversation, message, outcome(message.delivery))));
		return through.every(Boolean);
	}

	async function claim(message: Claimed, now: Date): Promise<Claimed | null> {
		const { delivery } = message;
		const cutOff = delivery.state === "sending";
		const claimed: Delivery = {
			...delivery,
			state: "sending",
			attempts: delivery.attempts + 1,
			dueAt: new Date(now.getTime() + sendingMs),
			...(cutOff && { repeated: true }),
		};
		const written = await writer.write({
			of: "messages",
			where: { _id: message._id, "delivery.dueAt": delivery.dueAt, "delivery.state": delivery.state },
			update: { $set: { delivery: claimed } },
		});
		return written === "unmatched" ? null : { ...message, delivery: claimed };
	}

	/** @returns whether nothing is left to do for the message, so that the next may go. */
	async function keep(conversation: Conversation, message: Claimed, result: Delivery): Promise<boolean> {
		const kept = await writer.write({
			of: "messages",
			// Who answers after its time finds that another has taken the message over.
			where: { _id: message._id, "delivery.dueAt": message.delivery.dueAt, "delivery.state": "sending" },
			update: { $set: { delivery: result } },
		});
		if (kept === "unmatched") return false;
		delivered(conversation, { ...message, delivery: result });
		if (result.state === "failed") await onRecord(message, result.attempts, result.error ?? "");
		if (result.externalId !== undefined && courier.marks(conversation))
			await marks.catchUp(conversation, result.externalId);
		return result.dueAt === null;
	}

	/** @returns what becomes of the delivery of each message that went out with this one. */
	async function attempt(conversation: Conversation, message: Claimed): Promise<(claimed: Delivery) => Delivery> {
		try {
			const { externalId } = await courier.deliver(conversation, message);
			return (claimed) => ({ ...claimed, state: "sent", dueAt: null, externalId });
		} catch (error) {
			const failure =
				error instanceof ChannelError ? error : new ChannelError("unreachable", "internal", "Fault of ours");
			if (failure !== error) log.error({ err: error, conversation: conversation._id }, "channel fault");
			const { code } = failure;
			if (failure.held) {
				const dueAt = new Date(clock.now().getTime() + (failure.retryAfterMs ?? firstWaitMs));
				return (claimed) => ({ ...claimed, state: "queued", attempts: claimed.attempts - 1, dueAt, error: code });
			}
			if (!failure.retry || message.delivery.attempts >= maxAttempts) {
				return (claimed) => ({ ...claimed, state: "failed", dueAt: null, error: code });
			}
			const wait = failure.retryAfterMs ?? backOffMs(message.delivery.attempts, Math.random());
			const dueAt = new Date(clock.now().getTime() + wait);
			const repeated = failure.mayHaveArrived && { repeated: true };
			return (claimed) => ({ ...claimed, state: "queued", dueAt, error: code, ...repeated });
		}
	}

	async function onRecord(message: Message, attempts: number, code: string): Promise<void> {
		await record({
			type: "message.dead",
			id: `${message._id}.dead.${attempts}`,
			at: clock.now(),
			actor: { kind: "system", id: null },
			conversation: message.conversation,
			data: { message: message._id, code },
		});
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
				{ $limit: sweepLimit * sharedBy },
			]).hint("unsent");
			const conversations = await Conversations.find({ _id: { $in: due.map(({ _id }) => _id) } }).lean();
			// What another process is to send must not crowd out what this one can.
			const ours = conversations
				.filter((conversation) => courier.sendsHere(conversation) && !busy.has(conversation._id))
				.slice(0, sweepLimit);
			for (const conversation of ours) dispatch(conversation);
			return ours.length;
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

		mark: marks.mark,

		async drain() {
			while (busy.size > 0) await Promise.all(busy.values());
		},
	};
}

/**
 * Whether a message may go out as one with the first. What may have arrived goes again as it was: whoever has it already
 * would take it for the same, and miss what was added.
 */
function goTogether(first: Message | undefined, message: Message): boolean {
	const mayHaveArrived = (one: Message | undefined) =>
		one?.delivery?.repeated === true || one?.delivery?.state === "sending";
	return first?.author.kind === message.author.kind && mayHaveArrived(first) === mayHaveArrived(message);
}
