import type { Conversation, ConversationEngine } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { texts } from "../texts/index.ts";
import { type DeskStaff, mayRead } from "./access.ts";
import { requireHolder } from "./transfer.ts";
import type { ClosingOutcome } from "./wire.ts";

/**
 * Ends an interaction with its outcome; the bot asks for the survey (B8).
 *
 * @throws DomainError `forbidden` unless one has it, or may assign.
 */
export function close(
	engine: ConversationEngine,
	staff: DeskStaff,
	conversation: string,
	outcome: ClosingOutcome,
): Promise<Conversation> {
	return engine.change(conversation, async (draft) => {
		requireHolder(staff, draft);
		draft.end(outcome, { kind: "staff", id: staff.id });
		await engine.letBotSpeak(draft, { kind: "ended", outcome, by: "agent" });
	});
}

/**
 * Marks that somebody has reached the citizen who asked for it (B7).
 *
 * @throws DomainError `conflict` when nothing is asked, or somebody else has done it.
 */
export function callbackDone(
	engine: ConversationEngine,
	staff: DeskStaff,
	conversation: string,
): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		const { callback } = draft.next;
		if (!callback?.waitingSince) throw new DomainError("conflict", "No call waits here", { field: "conversation" });
		if (!mayRead(staff, draft.next)) {
			throw new DomainError("forbidden", "Not a conversation of yours", { field: "conversation" });
		}
		draft.next.callback = { ...callback, waitingSince: null, doneBy: staff.id };
		const text = texts(draft.next.contact.language, "counter").say("noteCallbackDone", { name: staff.name });
		draft.note({ kind: "system" }, [{ type: "text", text }]);
		draft.event("callback.done", { kind: "staff", id: staff.id });
	});
}
