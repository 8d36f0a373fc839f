import {
	type Conversation,
	type ConversationEngine,
	findConversation,
	inboundId,
	type Part,
	templatePart,
	writtenParts,
} from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { type DeskStaff, mayRead, requireReadable, rightsIn } from "./access.ts";

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
	return say(engine, staff, written, await writtenParts(written));
}

/**
 * Answers the citizen with a text that the service approved, which reaches them at any time.
 *
 * @throws DomainError `invalid` (`name`) when there is no such text, (`values`) when it has other variables;
 *   `conflict` when the service cannot be asked; `forbidden` when one does not have the conversation.
 */
export async function replyByTemplate(
	engine: ConversationEngine,
	staff: DeskStaff,
	chosen: Pick<Written, "id" | "conversation"> & { name: string; language: string; values: string[] },
): Promise<Conversation> {
	const conversation = requireReadable(staff, await findConversation(chosen.conversation));
	const template = (await engine.templates(conversation)).find(
		({ name, language }) => name === chosen.name && language === chosen.language,
	);
	if (!template) throw new DomainError("invalid", "No such template", { field: "name" });
	return say(engine, staff, chosen, [templatePart(template, chosen.values)]);
}

function say(
	engine: ConversationEngine,
	staff: DeskStaff,
	{ id, conversation }: Pick<Written, "id" | "conversation">,
	parts: Part[],
): Promise<Conversation> {
	const cause = inboundId(conversation, id);
	return engine.change(
		conversation,
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
