import type { Clock } from "../platform/clock.ts";
import type { GroupWriter, Write } from "../platform/store/group-writer.ts";
import { type Conversation, Conversations, type Message, type OutboxEntry } from "./model.ts";

/** Who shows what was said: the web chat to its citizen, the desk to staff. */
export interface Audience {
	/** After each change of a conversation; `messages` are those it made, in order. May come twice for the same change. */
	said(conversation: Conversation, messages: Message[]): void;
	/** Somebody in this process looks at the conversation now, so its messages are wanted. */
	follows(conversation: string): boolean;
}

export interface Say {
	/** Spreads the outbox of a committed conversation to where it belongs; doing it twice is doing it once (C2). */
	say(committed: Conversation): Promise<void>;
	/** Empties the outboxes that were said and that no later turn has replaced: one grouped write a second, for all. */
	tidy(): Promise<number>;
}

/** After this time without another turn an outbox is emptied. */
const quietMs = 1_000;

export function createSay(parts: {
	writer: GroupWriter;
	audience: Audience;
	/** Messages wait to be sent on a channel that pushes. */
	dispatch(conversation: Conversation): void;
	clock: Clock;
}): Say {
	const { writer, audience, dispatch, clock } = parts;
	const said = new Map<string, { fence: number; seq: number; at: number }>();

	return {
		async say(committed) {
			await Promise.all(committed.outbox.map((entry) => writer.write(writeOf(entry))));
			said.set(committed._id, { fence: committed.fence, seq: committed.seq, at: clock.now().getTime() });
			const messages = committed.outbox.flatMap((entry) => ("message" in entry ? [entry.message] : []));
			audience.said(committed, messages);
			if (messages.some(({ delivery }) => delivery?.state === "queued")) dispatch(committed);
		},

		async tidy() {
			const before = clock.now().getTime() - quietMs;
			const quiet = [...said].filter(([, { at }]) => at <= before);
			await Promise.all(
				quiet.map(async ([id, { fence, seq, at }]) => {
					await writer.write({
						of: "conversations",
						where: { _id: id, fence, seq },
						update: { $set: { outbox: [], sayBy: null } },
					});
					if (said.get(id)?.at === at) said.delete(id);
				}),
			);
			return quiet.length;
		},
	};
}

function writeOf(entry: OutboxEntry): Write {
	switch (entry.kind) {
		case "message":
			return { into: "messages", insert: entry.message };
		case "handled": {
			const { _id, handled, withheld, seq, after, interaction, confidential, sealed, parts } = entry.message;
			const marks = { ...(withheld && { withheld }), ...(confidential && { confidential }) };
			const placed = { handled, seq, after, interaction, ...marks };
			// What was sealed and turned out harmless is kept as it was typed.
			const harmless = sealed !== undefined;
			const update = {
				$set: harmless ? { ...placed, parts } : placed,
				$unset: { begins: "", sealed: "", "intake.origin": "", ...(harmless && { secrets: "" }) },
			};
			return { of: "messages", where: { _id }, update };
		}
		case "interaction": {
			const { _id, ...content } = entry.interaction;
			return {
				of: "interactions",
				where: { _id, revision: { $lt: content.revision } },
				update: { $set: content },
				upsert: true,
			};
		}
		case "survey":
			return { of: "interactions", where: { _id: entry.interaction }, update: { $set: { survey: entry.survey } } };
		case "event":
			return { into: "events", insert: entry.event };
	}
}

/** Conversations whose outbox should have been said by now: their process fell. */
export async function unsaid(now: Date, limit: number): Promise<Conversation[]> {
	return Conversations.find({ sayBy: { $lte: now, $type: "date" } })
		.sort({ sayBy: 1 })
		.limit(limit)
		.lean();
}
