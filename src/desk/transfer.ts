import type { Conversation, ConversationEngine, Draft, Handoff } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { texts } from "../texts/index.ts";
import { type DeskStaff, rightsIn } from "./access.ts";
import type { Queue } from "./model.ts";

/** To whom a conversation is passed on. */
export type Target = { agent: { id: string; name: string } } | { queue: Queue };

/**
 * Passes a conversation on with a comment that only staff sees (A2). In a queue it stands first: the citizen has
 * waited already.
 *
 * @throws DomainError `forbidden` unless one has it, or may assign; `conflict` when it is already there.
 */
export function transfer(
	engine: ConversationEngine,
	staff: DeskStaff,
	conversation: string,
	target: Target,
	comment: string,
): Promise<Conversation> {
	return engine.change(conversation, (draft) => {
		requireHolder(staff, draft);
		const { language } = draft.next.contact;
		const words = texts(language, "counter");
		const to = "agent" in target ? target.agent.name : target.queue.name[language];
		const note = words.say("noteTransferred", { from: staff.name, to, comment });
		const actor = { kind: "staff", id: staff.id } as const;
		if ("agent" in target) {
			if (draft.next.assignee === target.agent.id) {
				throw new DomainError("conflict", "They have it already", { field: "agent" });
			}
			draft.note({ kind: "system" }, [{ type: "text", text: note }]);
			draft.toAgent(target.agent);
			draft.next.handoff = { at: draft.now, ...passedOn(draft, comment) };
			draft.say({ kind: "system" }, [{ type: "text", text: words.say("transferredToAgent", { name: to }) }]);
			draft.event("conversation.transferred", actor, { agent: target.agent.id });
		} else {
			draft.note({ kind: "system" }, [{ type: "text", text: note }]);
			draft.toQueue({ queue: target.queue._id, head: true, handoff: passedOn(draft, comment) });
			draft.say({ kind: "system" }, [{ type: "text", text: words.say("transferredToQueue", { queue: to }) }]);
			draft.event("conversation.transferred", actor, { queue: target.queue._id });
		}
	});
}

/** What whoever receives it reads first: the comment, and why the citizen came. */
function passedOn(draft: Draft, comment: string): Omit<Handoff, "at"> {
	const { handoff } = draft.next;
	return { reason: "transfer", topic: handoff?.topic ?? null, summary: handoff?.summary ?? "", comment };
}

/**
 * Gives a conversation back to the bot, perhaps with what it should do next (A2).
 *
 * @throws DomainError `forbidden` unless one has it, or may assign.
 */
export function giveBack(
	engine: ConversationEngine,
	staff: DeskStaff,
	conversation: string,
	instruction: string,
): Promise<Conversation> {
	return engine.change(conversation, async (draft) => {
		requireHolder(staff, draft);
		const words = texts(draft.next.contact.language, "counter");
		const values = { from: staff.name, instruction: instruction || words.say("noInstruction") };
		draft.note({ kind: "system" }, [{ type: "text", text: words.say("noteReturned", values) }]);
		draft.toBot();
		draft.event("conversation.returned", { kind: "staff", id: staff.id });
		await engine.letBotSpeak(draft, { kind: "returned", instruction: instruction || null });
	});
}

/** @throws DomainError `forbidden` unless the conversation is one's own, or one may assign it. */
export function requireHolder(staff: DeskStaff, draft: Draft): void {
	const may = rightsIn(staff, draft.next);
	if (!may.write && !(may.assign && draft.next.stage === "agent")) {
		throw new DomainError("forbidden", "Not a conversation of yours", { field: "conversation" });
	}
}
