import type { Conversation, ConversationEngine, Draft } from "../conversations/index.ts";
import type { EventType } from "../events/index.ts";
import { DomainError } from "../platform/errors.ts";
import { texts } from "../texts/index.ts";
import { type DeskStaff, requireReadable, rightsIn } from "./access.ts";

/**
 * Takes a waiting conversation (A2). Of all who try at once one wins.
 *
 * @throws DomainError `conflict` when it waits no more; `forbidden` when it is in a queue that one does not serve.
 */
export function claim(engine: ConversationEngine, staff: DeskStaff, conversation: string): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		if (draft.next.stage !== "queued") {
			throw new DomainError("conflict", "It does not wait any more", { field: "conversation" });
		}
		if (!rightsIn(staff, draft.next).claim) {
			throw new DomainError("forbidden", "Not in a queue of yours", { field: "conversation" });
		}
		give(draft, staff, "conversation.claimed", { kind: "staff", id: staff.id });
	});
}

/**
 * Gives a conversation to an agent: by the routing (`by` null), or by a supervisor whoever has it now (A2).
 *
 * @throws DomainError `forbidden` when the supervisor does not see it; `conflict` when it is with no queue and no person,
 *   or (by routing) waits no more.
 */
export function assign(
	engine: ConversationEngine,
	conversation: string,
	agent: { id: string; name: string },
	by: DeskStaff | null,
): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		if (by) requireReadable(by, draft.next);
		const { stage, assignee } = draft.next;
		const free = stage === "queued" || (stage === "agent" && by !== null);
		if (!free) throw new DomainError("conflict", "It waits for nobody now", { field: "conversation" });
		if (assignee === agent.id) return;
		give(draft, agent, "conversation.assigned", by ? { kind: "staff", id: by.id } : { kind: "system", id: null });
	});
}

/** The agent gets the word and the citizen is told who it is. */
function give(
	draft: Draft,
	agent: { id: string; name: string },
	type: EventType,
	actor: { kind: "staff" | "system"; id: string | null },
): void {
	draft.toAgent(agent);
	draft.event(type, actor, { agent: agent.id });
	const text = texts(draft.next.contact.language, "counter").say("agentJoined", { name: agent.name });
	draft.say({ kind: "system" }, [{ type: "text", text }]);
}
