import type { Clock } from "../platform/clock.ts";
import { Conversations, Messages } from "./model.ts";
import type { Audience } from "./say.ts";

/** A change may show that much later than it is stamped: clocks of hub processes differ, groups take their time. */
const overlapMs = 3_000;
/** Of a conversation that is news altogether, so many of the last messages are shown; clients ask for what they miss. */
const recent = 10;
/** Most conversations looked at in one poll; the rest follows in the next. */
const pollLimit = 1_000;

/**
 * Follows what other hub processes change, for those whose sockets are here: the way without Redis, polled at least
 * once a second. One indexed read, and one more for each changed conversation that somebody here looks at.
 */
export function createTail({ owner, clock, audience }: { owner: string; clock: Clock; audience: Audience }): {
	poll(): Promise<number>;
} {
	let since = clock.now();
	let polling: Promise<number> | null = null;
	const seen = new Map<string, { changedAt: number; seq: number }>();

	return {
		/** Who asks while a poll is under way gets one that begins after it. */
		poll() {
			const next = (polling ?? Promise.resolve(0)).then(look).finally(() => {
				if (polling === next) polling = null;
			});
			polling = next;
			return next;
		},
	};

	async function look(): Promise<number> {
		const horizon = new Date(since.getTime() - overlapMs);
		const changed = await Conversations.find({ changedAt: { $gt: horizon }, changedBy: { $ne: owner } })
			.sort({ changedAt: 1 })
			.limit(pollLimit)
			.lean();
		const news = changed.filter(({ _id, changedAt }) => (seen.get(_id)?.changedAt ?? 0) < changedAt.getTime());
		for (const conversation of news) {
			const { _id, changedAt } = conversation;
			const before = seen.get(_id);
			const messages = audience.follows(_id)
				? await Messages.find({ conversation: _id, seq: { $gt: before?.seq ?? conversation.seq - recent } })
						.sort({ seq: 1 })
						.lean()
				: [];
			audience.said(conversation, messages);
			// Until its last message is written too, look again.
			const complete = !audience.follows(_id) || (messages.at(-1)?.seq ?? before?.seq) === conversation.seq;
			if (complete) seen.set(_id, { changedAt: changedAt.getTime(), seq: conversation.seq });
		}
		for (const [id, { changedAt }] of seen) if (changedAt < horizon.getTime() - overlapMs) seen.delete(id);
		since = changed.length === pollLimit ? (changed.at(-1)?.changedAt ?? since) : clock.now();
		return news.length;
	}
}
