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
	/** Queues whose conversations they see of all, by their units (T13); null: every queue. */
	sight: readonly string[] | null;
	/** Chats at once. */
	capacity: number;
}

export type Subject = Pick<Conversation, "stage" | "assignee" | "queue" | "lastQueue" | "callback">;

export function serves(staff: Pick<DeskStaff, "queues">, queue: string | null): boolean {
	return queue !== null && (staff.queues.length === 0 || staff.queues.includes(queue));
}

/** Whether somebody sees a queue at all, by their units; what never was in a queue is everybody's (T13). */
export function inSight({ sight }: Pick<DeskStaff, "sight">, queue: string | null): boolean {
	return sight === null || queue === null || sight.includes(queue);
}

/** Whether somebody looks over a conversation, whoever has it: with the right to, within their units (P1, T13). */
function oversees(staff: DeskStaff, { lastQueue }: Subject): boolean {
	return staff.permissions.has("conversations.see-all") && inSight(staff, lastQueue);
}

/** Own chats, those that wait in one's queues, calls to be made; others only with the right to (P1). */
export function mayRead(staff: DeskStaff, conversation: Subject): boolean {
	if (oversees(staff, conversation)) return true;
	if (!staff.permissions.has("conversations.attend")) return false;
	return (
		conversation.assignee === staff.id ||
		waitsFor(staff, conversation) ||
		viewsOf(staff, conversation).includes("callbacks")
	);
}

function waitsFor(staff: DeskStaff, { stage, queue }: Subject): boolean {
	return stage === "queued" && serves(staff, queue) && (staff.queues.length > 0 || inSight(staff, queue));
}

/** The lists in which a conversation stands for somebody. */
export function viewsOf(staff: DeskStaff, conversation: Subject): View[] {
	const { stage, assignee, lastQueue, callback } = conversation;
	const attends = staff.permissions.has("conversations.attend");
	const overseen = oversees(staff, conversation);
	const views: [View, boolean][] = [
		["queue", stage === "queued" && attends && (overseen || waitsFor(staff, conversation))],
		["mine", stage === "agent" && assignee === staff.id],
		["all", stage !== "closed" && overseen],
		["callbacks", Boolean(callback?.waitingSince) && attends && inSight(staff, lastQueue)],
		[
			"past",
			(stage === "closed" || stage === "survey") &&
				staff.permissions.has("transcripts.read") &&
				inSight(staff, lastQueue),
		],
	];
	return views.flatMap(([view, stands]) => (stands ? [view] : []));
}

/** What somebody may do with a conversation now. */
export function rightsIn(
	staff: DeskStaff,
	conversation: Subject & Pick<Conversation, "channel">,
): OpenConversation["may"] {
	const { stage, assignee } = conversation;
	const attends = staff.permissions.has("conversations.attend");
	const open = stage === "queued" || stage === "agent";
	return {
		claim: attends && stage === "queued" && (oversees(staff, conversation) || waitsFor(staff, conversation)),
		write: attends && stage === "agent" && assignee === staff.id,
		note: attends && open && mayRead(staff, conversation),
		assign: staff.permissions.has("conversations.assign") && open && mayRead(staff, conversation),
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
