import type { Draft } from "./draft.ts";
import { type Away, type Conversation, Conversations, Messages } from "./model.ts";

/** Whether it is proven that a citizen reads the mail at this address; `citizens/` knows. */
export type AnswersAt = (citizen: string, address: string) => Promise<boolean>;

interface Engine {
	answersAt: AnswersAt;
	change(id: string, make: (draft: Draft) => void | Promise<void>): Promise<Conversation>;
}

/**
 * Hands what citizens of the web chat have not seen in time to the outbox, which carries it by mail (C2): all that
 * the bot or an agent said by then as one letter, each answer once.
 */
export async function mailMissed(engine: Engine, now: Date, limit: number): Promise<number> {
	const due = await Conversations.find({ "away.dueAt": { $lte: now, $type: "date" } }, { _id: 1 })
		.sort({ "away.dueAt": 1 })
		.limit(limit)
		.lean();
	await Promise.all(
		due.map(({ _id }) =>
			engine.change(_id, async (draft) => {
				const { away } = draft.next;
				if (!away?.dueAt || away.dueAt > now) return;
				await queueUnseen(draft.next, away, engine.answersAt, now);
				draft.next.away = { ...away, dueAt: null };
			}),
		),
	);
	return due.length;
}

/** What is queued already, or went out, has a time or an id of its own: doing it again is doing it once. */
async function queueUnseen(
	{ _id: conversation, identity }: Conversation,
	{ address, after }: Away,
	answersAt: AnswersAt,
	now: Date,
): Promise<void> {
	// A lane keeps what it committed; what was seen is written beside it.
	const seen = await Conversations.findById(conversation, { citizenSeen: 1 }).lean();
	// An address is anybody's until a code has come back from it (B3).
	const proven = identity?.citizen ? await answersAt(identity.citizen, address) : false;
	await Messages.updateMany(
		{
			conversation,
			...(!proven && { confidential: { $ne: true } }),
			seq: { $gt: Math.max(after, seen?.citizenSeen.read ?? 0) },
			direction: "out",
			"author.kind": { $in: ["bot", "agent"] },
			"delivery.state": "sent",
			"delivery.externalId": { $exists: false },
		},
		{ $set: { delivery: { state: "queued", attempts: 0, dueAt: now } } },
	);
}

/** What is still to go by mail and was read in the chat, up to this place, need not go any more. */
export async function recallSeen(conversation: string, read: number): Promise<void> {
	await Messages.updateMany(
		{ conversation, seq: { $lte: read }, "delivery.dueAt": { $type: "date" }, "delivery.state": "queued" },
		{ $set: { delivery: { state: "sent", attempts: 0, dueAt: null } } },
	);
}
