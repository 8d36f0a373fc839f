import type { Conversation } from "../conversations/index.ts";
import { DomainError } from "../platform/errors.ts";
import { handChannels, type OpenConversation, type View } from "./wire.ts";

/** Somebody of staff as the desk needs them. */
export interface DeskStaff {
	id: string;
	name: string;
	roles: readonly string[];
	permissions: ReadonlySet<string>;
	/** Queues they serve; none named means all. */
	queues: readonly string[];
	/** Chats at once. */
	capacity: number;
}

type Subject = Pick<Conversation, "stage" | "assignee" | "queue" | "callback">;

export function serves(staff: Pick<DeskStaff, "queues">, queue: string | null): boolean {
	return queue !== null && (staff.queues.length === 0 || staff.queues.includes(queue));
}

/** Own chats, those that wait in one's queues, calls to be made; everything only with the right to (P1). */
export function mayRead(staff: DeskStaff, conversation: Subject): boolean {
	if (staff.permissions.has("conversations.see-all")) return true;
	if (!staff.permissions.has("conversations.attend")) return false;
	return (
		conversation.assignee === staff.id ||
		(conversation.stage === "queued" && serves(staff, conversation.queue)) ||
		Boolean(conversation.callback?.waitingSince)
	);
}

/** The lists in which a conversation stands for somebody. */
export function viewsOf(staff: DeskStaff, conversation: Subject): View[] {
	const { stage, assignee, queue, callback } = conversation;
	const attends = staff.permissions.has("conversations.attend");
	const seesAll = staff.permissions.has("conversations.see-all");
	const views: [View, boolean][] = [
		["queue", stage === "queued" && attends && (seesAll || serves(staff, queue))],
		["mine", stage === "agent" && assignee === staff.id],
		["all", stage !== "closed" && seesAll],
		["callbacks", Boolean(callback?.waitingSince) && attends],
		["past", (stage === "closed" || stage === "survey") && staff.permissions.has("transcripts.read")],
	];
	return views.flatMap(([view, stands]) => (stands ? [view] : []));
}

/** What somebody may do with a conversation now. */
export function rightsIn(
	staff: DeskStaff,
	conversation: Subject & Pick<Conversation, "channel">,
): OpenConversation["may"] {
	const { stage, assignee, queue } = conversation;
	const attends = staff.permissions.has("conversations.attend");
	const open = stage === "queued" || stage === "agent";
	return {
		claim: attends && stage === "queued" && (staff.permissions.has("conversations.see-all") || serves(staff, queue)),
		write: attends && stage === "agent" && assignee === staff.id,
		note: attends && open && mayRead(staff, conversation),
		assign: staff.permissions.has("conversations.assign") && open,
		export: staff.permissions.has("transcripts.export"),
		block:
			staff.permissions.has("senders.block") &&
			mayRead(staff, conversation) &&
			!handChannels.some((channel) => channel === conversation.channel),
	};
}

/** @throws DomainError `forbidden`; also for what does not exist, so that ids cannot be tried out. */
export function requireReadable<T extends Subject>(staff: DeskStaff, conversation: T | null): T {
	if (!conversation || !mayRead(staff, conversation)) {
		throw new DomainError("forbidden", "Not a conversation of yours", { field: "conversation" });
	}
	return conversation;
}
