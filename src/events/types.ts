/** Everything that is put on record. What is not named here cannot be recorded. */
export const eventTypes = [
	"sign-in.succeeded",
	"sign-in.failed",
	"sign-in.locked",
	"signed-out",
	"staff.created",
	"staff.changed",
	"staff.role-changed",
	"staff.password-changed",
	"staff.disabled",
	"staff.enabled",
	"organisation.created",
	"organisation.changed",
	"organisation.archived",
	"organisation.restored",
	"unit.created",
	"unit.changed",
	"unit.archived",
	"unit.restored",
	"presence.changed",
	"conversation.opened",
	"conversation.queued",
	"conversation.offered",
	"conversation.claimed",
	"conversation.assigned",
	"conversation.transferred",
	"conversation.returned",
	"conversation.closed",
	"conversation.agent-gone",
	"conversation.read",
	"transcript.read",
	"transcript.exported",
	"channel.added",
	"channel.changed",
	"channel.paused",
	"channel.resumed",
	"channel.unpaired",
	"channel.removed",
	"message.dead",
	"outbox.resent",
	"file.infected",
	"privacy.accepted",
	"visitor.forgotten",
	"danger.recognised",
	"callback.requested",
	"callback.done",
	"interaction.logged",
	"sender.blocked",
	"sender.unblocked",
	"citizen.created",
	"citizen.changed",
	"citizen.shown",
	"citizen.merged",
	"citizen.unmerged",
	"citizen-import.applied",
	"citizen-import.cancelled",
	"survey.asked",
	"survey.answered",
	"survey.refused",
	"identity.code-asked",
	"identity.code-right",
	"identity.code-wrong",
	"identity.claimed",
	"identity.verified",
	"identity.lapsed",
	"identity.forgotten",
	"citizen.to-review",
] as const;
export type EventType = (typeof eventTypes)[number];

/** Who did it. A citizen is named by the conversation, so `id` may be null; so is it for the hub itself. */
interface EventActor {
	kind: "citizen" | "staff" | "bot" | "system";
	id: string | null;
}

/** To what it happened, besides the conversation. */
interface EventSubject {
	kind:
		| "staff"
		| "queue"
		| "message"
		| "interaction"
		| "conversation"
		| "article"
		| "channel"
		| "file"
		| "citizen"
		| "citizen-import"
		| "organisation"
		| "unit";
	id: string;
}

export interface EventRecord {
	_id: string;
	type: EventType;
	at: Date;
	actor: EventActor;
	subject: EventSubject | null;
	conversation: string | null;
	/** Ids, numbers and codes; never what somebody wrote, nor who they are. */
	data: Record<string, string | number | boolean | null>;
}
