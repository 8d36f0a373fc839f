import { type Conversation, type ConversationEngine, inboundId, writtenParts } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { type DeskStaff, mayRead, rightsIn } from "./access.ts";

export interface Written {
	/** Of the client's making: the same again is the same message. */
	id: string;
	conversation: string;
	text: string;
	files: string[];
}

/**
 * Answers the citizen.
 *
 * @throws DomainError `invalid` (`text`) when it is empty, (`files`) for a file of elsewhere; `forbidden` when one does
 *   not have the conversation.
 */
export async function reply(engine: ConversationEngine, staff: DeskStaff, written: Written): Promise<Conversation> {
	const parts = await writtenParts(written);
	const cause = inboundId(written.conversation, written.id);
	return engine.change(
		written.conversation,
		(draft) => {
			if (!rightsIn(staff, draft.next).write) {
				throw new DomainError("forbidden", "Take the conversation before you answer", { field: "conversation" });
			}
			draft.say({ kind: "agent", id: staff.id, name: staff.name }, parts, cause);
			if (!draft.interaction.answeredAt) draft.update({ answeredAt: draft.now });
		},
		cause,
	);
}

/**
 * Writes a note that staff alone sees (A3).
 *
 * @throws DomainError as `reply`; whoever may read an open conversation may note.
 */
export async function note(engine: ConversationEngine, staff: DeskStaff, written: Written): Promise<Conversation> {
	const parts = await writtenParts(written);
	const cause = inboundId(written.conversation, written.id);
	return engine.change(
		written.conversation,
		(draft) => {
			const waits = Boolean(draft.next.callback?.waitingSince) && mayRead(staff, draft.next);
			if (!rightsIn(staff, draft.next).note && !waits) {
				throw new DomainError("forbidden", "No notes here now", { field: "conversation" });
			}
			draft.note({ kind: "agent", id: staff.id, name: staff.name }, parts, cause);
		},
		cause,
	);
}
