import type { z } from "zod";
import { type Conversation, type ConversationEngine, type Draft, isBlocked } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { texts } from "../texts/index.ts";
import { type DeskStaff, inSight, rightsIn } from "./access.ts";
import type { BlockInput, BlockSpan } from "./wire.ts";

const day = 24 * 3_600_000;
const spanMs: Readonly<Record<BlockSpan, number | null>> = { day, week: 7 * day, month: 30 * day, ever: null };

/**
 * Attends no more whoever writes in a conversation, on whatever channel (C7). What is open ends as `spam`, without a
 * survey; a call they asked for is made no more. What they write is still kept, but withheld: no answer, no queue, no
 * unread mark. Nothing is said to them, neither now nor then: who knows of a block writes from elsewhere.
 *
 * @throws DomainError `forbidden` unless one may read it; `conflict` when they are blocked already.
 */
export function block(
	engine: ConversationEngine,
	staff: DeskStaff,
	{ conversation, reason, comment, span }: z.output<typeof BlockInput>,
): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		const { next, now } = draft;
		if (!rightsIn(staff, next).block) {
			throw new DomainError("forbidden", "Not a conversation of yours", { field: "conversation" });
		}
		if (isBlocked(next, now)) throw new DomainError("conflict", "They are blocked", { field: "conversation" });
		const by = { kind: "staff", id: staff.id } as const;
		if (next.stage !== "closed" && next.stage !== "survey") draft.end("spam", by);
		draft.close();
		// What the bot was in the middle of is over: after the block they begin anew.
		next.bot = {};
		if (next.callback?.waitingSince) next.callback = { ...next.callback, waitingSince: null };
		const lasts = spanMs[span];
		const until = lasts === null ? null : new Date(now.getTime() + lasts);
		next.block = { at: now, until, by: staff.id, byName: staff.name, reason, comment, liftedAt: null };
		const words = texts(next.contact.language, "counter").say;
		const why = [words(`blockReason.${reason}`), comment].filter(Boolean).join(". ");
		noteOf(draft, "noteBlocked", { name: staff.name, span: words(`blockSpan.${span}`), why });
		draft.event("sender.blocked", by, { reason, span });
	});
}

/**
 * Lifts a block, or (`lifted` false) lets one that was lifted stand again, as it was.
 *
 * @throws DomainError `forbidden` unless it is one's own, or one may lift all; `conflict` when that is how it stands.
 */
export function liftBlock(
	engine: ConversationEngine,
	staff: Pick<DeskStaff, "id" | "name" | "permissions" | "sight">,
	conversation: string,
	lifted: boolean,
): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		const { next, now } = draft;
		const { block } = next;
		const liftsAll = staff.permissions.has("senders.unblock") && inSight(staff, next.lastQueue);
		if (block?.by !== staff.id && !liftsAll) {
			throw new DomainError("forbidden", "Not a block of yours", { field: "conversation" });
		}
		if (!block || (block.liftedAt !== null) === lifted) {
			throw new DomainError("conflict", "It stands so already", { field: "conversation" });
		}
		next.block = { ...block, liftedAt: lifted ? now : null };
		noteOf(draft, lifted ? "noteUnblocked" : "noteBlockedAgain", { name: staff.name });
		draft.event(lifted ? "sender.unblocked" : "sender.blocked", { kind: "staff", id: staff.id });
	});
}

function noteOf(draft: Draft, key: string, values: Record<string, string>): void {
	const text = texts(draft.next.contact.language, "counter").say(key, values);
	draft.note({ kind: "system" }, [{ type: "text", text }]);
}
