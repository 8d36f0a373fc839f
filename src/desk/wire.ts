import { z } from "zod";
import {
	type Author,
	type BlockReason,
	blockReasons,
	type ChannelName,
	type Danger,
	type Delivery,
	type Handoff,
	type Identity,
	type Interaction,
	type Language,
	type Part,
	type Stage,
	type Template,
} from "../conversations/index.ts";
import { cleanLine, cleanText } from "../platform/clean-text.ts";
import type { Ack } from "../platform/realtime/ack.ts";

/** What goes over `/desk`, in both directions. The desk in the browser imports the types only. Times are ISO 8601. */

export const maxReplyLength = 4_000;
export const maxReplyFiles = 5;
export const pageSize = 50;

/** How an agent may close (a list of the first release; the tree of outcomes comes later). */
export const closingOutcomes = ["resolved-by-agent", "unresolved"] as const;
export type ClosingOutcome = (typeof closingOutcomes)[number];

/** Where nobody writes to us and we write to nobody: what happens there is put on record by hand (C7). */
export const handChannels = ["phone", "in-person", "letter"] as const satisfies readonly ChannelName[];
export type HandChannel = (typeof handChannels)[number];
/** How far back an interaction may be put on record, in days. */
export const longestLogDays = 30;

/** How long a block lasts. */
export const blockSpans = ["day", "week", "month", "ever"] as const;
export type BlockSpan = (typeof blockSpans)[number];

export const presenceStates = ["available", "busy", "away"] as const;
export type PresenceState = (typeof presenceStates)[number];

export const views = ["queue", "mine", "all", "callbacks", "past"] as const;
export type View = (typeof views)[number];

const conversation = z.string().min(1).max(64);
const seq = z.number().int().min(0);

export const EmptyInput = z.strictObject({});
export const PresenceInput = z.strictObject({ state: z.enum(presenceStates) });
export const ListInput = z.strictObject({ view: z.enum(views), cursor: z.string().max(200).optional() });
export const ConversationInput = z.strictObject({ conversation });
export const HistoryInput = z.strictObject({ conversation, before: seq });
export const ReplyInput = z.strictObject({
	/** Made by the client; sending again with the same id is sending once. */
	id: z.uuid(),
	conversation,
	text: z.string().max(maxReplyLength).default(""),
	files: z.array(z.string().min(1).max(64)).max(maxReplyFiles).default([]),
});
export const TemplateInput = z.strictObject({
	/** As of a reply. */
	id: z.uuid(),
	conversation,
	name: z.string().min(1).max(512),
	language: z.string().min(1).max(20),
	/** One for each variable, in order; in one line. */
	values: z.array(z.string().overwrite(cleanLine).min(1).max(500)).max(20),
});
export const TypingInput = z.strictObject({ conversation, on: z.boolean() });
export const ReadInput = z.strictObject({ conversation, seq });
export const TransferInput = z.strictObject({
	conversation,
	to: z.union([z.strictObject({ agent: z.string().max(64) }), z.strictObject({ queue: z.string().max(64) })]),
	comment: z.string().overwrite(cleanText).min(1).max(1_000),
});
export const ReturnInput = z.strictObject({
	conversation,
	instruction: z.string().overwrite(cleanText).max(500).default(""),
});
export const CloseInput = z.strictObject({ conversation, outcome: z.enum(closingOutcomes) });
export const BlockInput = z
	.strictObject({
		conversation,
		reason: z.enum(blockReasons),
		/** What the reasons do not say. */
		comment: z.string().overwrite(cleanText).max(500).default(""),
		span: z.enum(blockSpans).default("week"),
	})
	.refine(({ reason, comment }) => reason !== "other" || comment !== "", {
		path: ["comment"],
		message: "Say why",
	});
/** What an agent puts on record of an interaction that no channel saw (C7). */
export const LogInput = z.strictObject({
	/** Made by the client; sending again with the same id is putting it on record once. */
	id: z.uuid(),
	channel: z.enum(handChannels),
	/** Of the citizen; both may stay empty. */
	name: z.string().max(120).overwrite(cleanLine).default(""),
	contact: z.string().max(200).overwrite(cleanLine).default(""),
	openedAt: z.coerce.date(),
	endedAt: z.coerce.date(),
	summary: z.string().max(maxReplyLength).overwrite(cleanText).min(1),
	outcome: z.enum(closingOutcomes),
	topic: z.string().max(80).overwrite(cleanLine).default(""),
	files: z.array(z.string().min(1).max(64)).max(maxReplyFiles).default([]),
});
export type Logged = z.output<typeof LogInput>;
export const AssignInput = z.strictObject({ conversation, agent: z.string().max(64) });

/** One row of a list. */
export interface ConversationRow {
	id: string;
	channel: ChannelName;
	/** The citizen's name, or null: the row then says "Visitante" with the end of the address. */
	name: string | null;
	address: string;
	language: Language;
	stage: Stage;
	queue: string | null;
	assignee: { id: string; name: string } | null;
	/** Since when it waits in a queue. */
	queuedSince: string | null;
	/** Before the others that wait: -1 in danger, 0 given back or transferred. */
	queueRank: -1 | 0 | 1;
	/** What the citizen told of in the open episode that cannot wait. */
	danger: Danger | null;
	lastMessage: { text: string; from: Author["kind"]; at: string } | null;
	unread: number;
	/** The citizen asked to be reached by somebody and nobody has done so yet. */
	callback: { at: string; contact: string; when: string; topic: string | null; summary: string } | null;
	/** Until then any message reaches the citizen, later only a template does; null: always. */
	/** Who it is said to be; null: nobody has said. Proven until `verifiedUntil`, or half an hour after their next word. */
	identity: (Pick<Identity, "citizen" | "name" | "method"> & { at: string; verifiedUntil: string | null }) | null;
	repliesUntil: string | null;
	/** What comes from here is withheld until then (null: for ever); it may have lapsed by now. */
	block: BlockRow | null;
	changedAt: string;
}

/** A block that nobody has lifted. */
export interface BlockRow {
	at: string;
	until: string | null;
	by: { id: string; name: string };
	reason: BlockReason;
	comment: string;
}

export interface DeskMessage {
	id: string;
	conversation: string;
	seq: number;
	at: string;
	author: Author;
	direction: "in" | "out" | "note";
	parts: Part[];
	delivery: Delivery["state"] | null;
	/** Code of a failed delivery. */
	deliveryError: string | null;
	interaction: string | null;
	/** Came from somebody who was blocked: nothing came of it. */
	withheld: boolean;
	/** Came as a mail, which can be opened whole. */
	mail: boolean;
}

export interface CitizenCard {
	name: string | null;
	channel: ChannelName;
	address: string;
	language: Language;
	since: string;
	privacy: { version: string; at: string } | null;
	/** Past episodes, newest first, at most 10; of all channels, once it is known who it is (C5). */
	interactions: InteractionRow[];
}

export type InteractionRow = Pick<Interaction, "channel" | "outcome" | "queue" | "agentName" | "topic"> & {
	id: string;
	openedAt: string;
	endedAt: string | null;
	survey: { overall: number | null; attention: number | null; comment: string | null } | null;
};

export interface OpenConversation {
	row: ConversationRow;
	handoff: (Omit<Handoff, "at"> & { at: string }) | null;
	card: CitizenCard;
	/** The newest `pageSize`, oldest first. */
	messages: DeskMessage[];
	/** There are older ones: ask `conversation.history`. */
	older: boolean;
	/** The citizen has read the desk's messages up to this seq. */
	citizenReadSeq: number;
	/** What the one who asks may do here now. */
	may: { claim: boolean; write: boolean; note: boolean; assign: boolean; export: boolean; block: boolean };
}

export interface AgentRow {
	id: string;
	name: string;
	presence: PresenceState | "offline";
	chats: number;
	capacity: number;
}

export interface QueueRow {
	id: string;
	name: Record<Language, string>;
	/** Null: the queue is of a unit that the receiver does not see. */
	waiting: number | null;
	/** Since when the longest waiter waits. */
	oldest: string | null;
}

export interface Counts {
	queue: number;
	mine: number;
	callbacks: number;
	/** Open conversations in all; null for who may not see all. */
	all: number | null;
}

/** Everything that the desk needs to start, and again after each reconnection. */
export interface DeskState {
	me: { id: string; name: string; roles: string[]; permissions: string[]; capacity: number; presence: PresenceState };
	counts: Counts;
	queues: QueueRow[];
	agents: AgentRow[];
}

export interface Page {
	rows: ConversationRow[];
	/** Ask again with it for the next page; null at the end. */
	cursor: string | null;
}

type Call<Input extends z.ZodType, Output> = (input: z.input<Input>, ack: (answer: Ack<Output>) => void) => void;

export interface ClientEvents {
	/** After each (re)connection. */
	start: Call<typeof EmptyInput, DeskState>;
	"presence.set": Call<typeof PresenceInput, null>;
	/** `queue`: longest wait first. `mine`: newest first. `all`: open, newest first. `callbacks`: oldest first. `past`: ended, newest first (`transcripts.read`). */
	"conversation.list": Call<typeof ListInput, Page>;
	/** Opens it to read; its new messages then come by `message`. Reading somebody else's or a past one is audited. */
	"conversation.open": Call<typeof ConversationInput, OpenConversation>;
	"conversation.leave": Call<typeof ConversationInput, null>;
	"conversation.history": Call<typeof HistoryInput, { messages: DeskMessage[]; older: boolean }>;
	/** One winner; the others get `conflict`. */
	"conversation.claim": Call<typeof ConversationInput, ConversationRow>;
	"conversation.reply": Call<typeof ReplyInput, { id: string }>;
	/** The texts that may be sent when the time to reply is over; asked of the service each time. */
	"conversation.templates": Call<typeof ConversationInput, { templates: Template[] }>;
	"conversation.template": Call<typeof TemplateInput, { id: string }>;
	"conversation.note": Call<typeof ReplyInput, { id: string }>;
	"conversation.typing": Call<typeof TypingInput, null>;
	/** Marks the citizen's messages read up to a seq (the citizen is shown it). */
	"conversation.read": Call<typeof ReadInput, null>;
	"conversation.transfer": Call<typeof TransferInput, null>;
	"conversation.return": Call<typeof ReturnInput, null>;
	"conversation.close": Call<typeof CloseInput, null>;
	/** Whoever writes here is attended no more for a while; what is open ends as `spam`. Nothing is said to them. */
	"conversation.block": Call<typeof BlockInput, null>;
	/** Lifts a block of one's own; of anybody with `senders.unblock`. */
	"conversation.unblock": Call<typeof ConversationInput, null>;
	/** The citizen of a `callback` was reached. */
	"callback.done": Call<typeof ConversationInput, null>;
	/** A supervisor gives it to an agent, whoever has it now. */
	"conversation.assign": Call<typeof AssignInput, null>;
}

export interface ServerEvents {
	/**
	 * A row that the receiver may see is new or changed. `views`: the lists in which it now stands for the receiver ([]: it
	 * left them; what was said last is then in the row only for who may still read it).
	 */
	row(change: { row: ConversationRow; views: View[] }): void;
	counts(counts: Counts): void;
	agents(agents: AgentRow[]): void;
	queues(queues: QueueRow[]): void;
	/** A message of a conversation that is open on this socket; again when its delivery changes. */
	message(message: DeskMessage): void;
	/** The citizen types in an open conversation. */
	typing(typing: { conversation: string; on: boolean }): void;
	/** The citizen read up to this seq. */
	read(read: { conversation: string; seq: number }): void;
	/** An episode of an open conversation began, changed or ended. */
	interaction(change: { conversation: string; interaction: InteractionRow }): void;
	/** A late answer to the survey of an earlier episode of an open conversation. */
	survey(answered: { conversation: string; interaction: string; survey: InteractionRow["survey"] }): void;
	/** A chat was given to the receiver (assigned, transferred): ring. */
	assigned(assigned: { row: ConversationRow; why: "auto" | "transfer" | "supervisor" }): void;
	/** The receiver attends or looks over other queues than before: all that is shown is to be asked for again. */
	sightChanged(): void;
	/** Somebody in a list of the receiver's (`view`) told of danger: ring, loudly (B12). */
	danger(told: { row: ConversationRow; view: View }): void;
	/** The session ended elsewhere (signed out, role changed): go to the sign-in page. */
	signedOut(reason: { code: "expired" | "revoked" }): void;
}

/*
 * HTTP beside the socket (session cookie; writes need the header `X-Requested-With: ventanilla` against CSRF):
 *   POST   /api/v1/session { email, password } → 200 { me } | 401 | 429 (locked, `retryAfterMs`)
 *   GET    /api/v1/session → 200 { me } | 401
 *   DELETE /api/v1/session → 204
 *   POST   /api/v1/conversations/:id/files   multipart "file" → 201 { id, name, mime, size }
 *   GET    /api/v1/conversations/:id/files   → { doubts: { [file]: "unscanned" | "failed" | "infected" } } (P9)
 *   POST   /api/v1/interactions              what no channel saw (interactions.log) → 201 { id, conversation }
 *   POST   /api/v1/interactions/:id/files    multipart "file", before it is put on record → 201 { id, name, mime, size }
 *   GET    /api/v1/blocks?before=            who is blocked, newest first;  PATCH /api/v1/blocks/:id { lifted } (senders.unblock)
 *   GET    /api/v1/files/:id                 the file, for who may read its conversation; 403 when it is infected
 *   GET    /api/v1/conversations/:id/transcript          audited (transcripts.read)
 *   GET    /api/v1/conversations/:id/export              JSON download, audited (transcripts.export)
 *   GET    /api/v1/audit?before=&type=       newest first (audit.read) → { events: [{ id, type, at, actor, subject, data }], before: string|null }
 *   GET    /api/v1/outbox/dead?before=       (outbox.manage);  POST /api/v1/outbox/dead/:id/resend
 *   GET    /api/v1/staff                     (staff.read);  POST /api/v1/staff, PATCH /api/v1/staff/:id (staff.manage)
 */
