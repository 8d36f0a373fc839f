import { model, Schema } from "mongoose";
import type { Secret } from "../citizens/mask/index.ts";
import type { EventRecord } from "../events/index.ts";

/** Names of the channels; what each can do is the table in `channels/capabilities.ts`. The last three are logged by hand (C7). */
export const channelNames = ["webchat", "telegram", "whatsapp", "email", "phone", "in-person", "letter"] as const;
export type ChannelName = (typeof channelNames)[number];

export const languages = ["es", "en"] as const;
export type Language = (typeof languages)[number];

/** Who owns the next word: exactly one party, so a bot never speaks over a person. */
export const stages = ["bot", "queued", "agent", "survey", "closed"] as const;
export type Stage = (typeof stages)[number];

export interface Author {
	kind: "citizen" | "bot" | "agent" | "system";
	/** Staff id of an agent. */
	id?: string;
	/** The name that the other side sees. */
	name?: string;
}

export interface Choice {
	id: string;
	label: string;
}

export interface FilePart {
	type: "file";
	file: string;
	name: string;
	mime: string;
	/** Bytes. */
	size: number;
	/** Pixels, for images whose header tells. */
	width?: number;
	height?: number;
}

/** What a message is made of. A channel that cannot show a part degrades it by its capabilities. */
export type Part =
	| { type: "text"; text: string }
	| FilePart
	/** The bot asks to choose; citizens answer by button, number or word. */
	| { type: "choices"; options: Choice[] }
	/** What the citizen picked. */
	| { type: "choice"; option: string; label: string }
	/** The article that an answer comes from (B2). */
	| { type: "citation"; article: string; title: string }
	/** A text that the service approved before, with its variables filled in; `text` is what the citizen reads. */
	| { type: "template"; name: string; language: string; values: string[]; text: string };

/** One list for every channel; a vendor's own statuses are mapped to it in that channel. */
export const deliveryStates = ["queued", "sending", "sent", "delivered", "read", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface Delivery {
	state: DeliveryState;
	attempts: number;
	/** When to try (again); null when nothing is to be done. */
	dueAt: Date | null;
	/** The channel's own id of the sent message. */
	externalId?: string;
	/** Code of the last refusal, never the service's raw text. */
	error?: string;
	/** It was cut off before the service's answer was on record, and sent again: the citizen may have it twice. */
	repeated?: boolean;
}

export interface Intake {
	/** The version of the privacy notice that was shown, and is accepted by going on. */
	privacy?: string;
	/** The name that the channel gives, where it gives one. */
	name?: string;
	language?: Language;
	/** Until then the service carries any message to the citizen; later only templates. */
	repliesUntil?: Date;
	/** Digest of the network address that it came from, where the channel has one. */
	origin?: string;
	/** It is about something else than what was spoken of: unless a person has it, another episode begins. */
	anew?: true;
	/** It stands in the transcript, but the bot does not answer it. */
	unanswered?: true;
}

/** An utterance in a conversation. Its id derives from what caused it, so that making it twice is making it once (C2). */
export interface Message {
	_id: string;
	conversation: string;
	/** The episode it belongs to; null until its turn is committed. */
	interaction: string | null;
	/** Place in the conversation, from 1, without gaps; null until its turn is committed. */
	seq: number | null;
	/** Place of the message before it that the citizen can see (0: none), so that a client notices a gap. */
	after: number | null;
	author: Author;
	/** A note is seen by staff only. */
	direction: "in" | "out" | "note";
	parts: Part[];
	at: Date;
	/** Inbound only: what was hidden in it (P2). */
	secrets?: Secret[];
	/** Inbound only, until it is handled: what was typed, sealed. */
	sealed?: string;
	/** Said while it was proven who it is: for them alone, and hidden on a shared screen when that is over. */
	confidential?: true;
	/** Inbound only: a reply to what went by mail, in a conversation of the web chat. */
	via?: "email";
	/** Inbound only: true once a committed turn has handled it. */
	handled?: boolean;
	/** Inbound only: what came along with it, for the conversation. */
	intake?: Intake;
	/** Inbound only: its citizen was blocked, so it is kept for staff to read and nothing came of it. */
	withheld?: boolean;
	/** Inbound only, until it is handled: for the conversation that begins with it, if its first turn is cut off. */
	begins?: { from: Pick<Conversation, "channel" | "account" | "address">; contact: Conversation["contact"] };
	/** Outbound only. */
	delivery?: Delivery;
}

/** How an interaction ended. */
export const outcomes = [
	"resolved-by-bot",
	"resolved-by-agent",
	"unresolved",
	"abandoned",
	"ended-by-citizen",
	"expired",
	"callback",
	"spam",
] as const;
export type Outcome = (typeof outcomes)[number];

/** What somebody told that cannot wait: a life is in danger, or a crime is going on (B12). */
export type Danger = "life" | "crime";

/** One episode of a conversation: reports and surveys hang on it. Times in UTC; null is "did not happen". */
export interface Interaction {
	_id: string;
	conversation: string;
	channel: ChannelName;
	language: Language;
	openedAt: Date;
	/** Last time it entered a queue, and how often it did. */
	queuedAt: Date | null;
	handoffs: number;
	offeredAt: Date | null;
	/** First human message. */
	answeredAt: Date | null;
	endedAt: Date | null;
	outcome: Outcome | null;
	queue: string | null;
	agent: string | null;
	agentName: string | null;
	topic: string | null;
	/** It was told of danger: whoever waits comes before all others, and no survey is asked. Absent in old ones. */
	danger?: Danger | null;
	survey: Survey | null;
	/** Grows with every change; a late writer with an older one changes nothing. */
	revision: number;
}

/** What the citizen said of the interaction, each answer as it came (B8). */
export interface Survey {
	/** Null: asked, not answered. False: refused, and the rest stays null. */
	consent: boolean | null;
	/** 1 (very bad) – 5 (very good). */
	overall: number | null;
	attention: number | null;
	comment: string | null;
}

/** Nobody could attend: how and when the citizen wants to be reached. */
export interface Callback {
	at: Date;
	contact: string;
	when: string;
	topic: string | null;
	summary: string;
	/** Since when it waits; null once somebody has reached the citizen. */
	waitingSince: Date | null;
	doneBy: string | null;
}

export const blockReasons = ["spam", "abuse", "flood", "fraud", "other"] as const;
export type BlockReason = (typeof blockReasons)[number];

/** Whoever writes from here is not attended. It lapses by itself at `until`, or is lifted; the last one is kept. */
export interface Block {
	at: Date;
	/** Null: for ever. */
	until: Date | null;
	by: string;
	byName: string;
	reason: BlockReason;
	/** What the reasons do not say; may be empty. */
	comment: string;
	liftedAt: Date | null;
}

/** Where a citizen of the web chat wants to have what they do not see there in time; see `away.ts`. */
export interface Away {
	address: string;
	/** Since when. Another address, or none, ends the links of this one. */
	at: Date;
	/** Place of the last message before it: what was said until then stays in the chat. */
	after: number;
	/** When what was said since, and is still unseen, goes by mail; null while nothing waits. */
	dueAt: Date | null;
	/** They wrote by mail last, and are answered there without a wait. */
	byMail: boolean;
}

/** Who it is believed to be with, and how sure that is (B3). */
export interface Identity {
	/** Of somebody on file; null: only what they say. */
	citizen: string | null;
	/** Full name, as on file or as said. */
	name: string;
	/** How it is known: by their own word, by a code at their contact, or because staff saw a document. */
	method: "word" | "code" | "document";
	at: Date;
	/** Proven until then; half an hour of silence ends it. Null: claimed, not proven. */
	verifiedUntil: Date | null;
}

/** Why and with what the bot or an agent handed over (B7). */
export interface Handoff {
	at: Date;
	reason: "asked" | "danger" | "failed-twice" | "topic" | "mood" | "transfer" | "agent-gone";
	topic: string | null;
	/** What an agent reads in ten seconds: what was asked, what was tried. */
	summary: string;
	comment: string | null;
}

/** What waits on the document for `say`: written with the turn in one update, then spread to where it belongs. */
export type OutboxEntry =
	| { kind: "message"; message: Message }
	/** The inbound message, stored before, has been dealt with and has its place. */
	| { kind: "handled"; message: Message }
	| { kind: "interaction"; interaction: Interaction }
	| { kind: "survey"; interaction: string; survey: Survey }
	| { kind: "event"; event: EventRecord };

/** The thread with one contact on one channel account; it never ends. */
export interface Conversation {
	_id: string;
	channel: ChannelName;
	account: string;
	/** The contact's address on that account: a visitor id, a Telegram chat id. */
	address: string;
	contact: { name: string | null; language: Language };
	/** The privacy notice that was accepted by going on. */
	privacy: { version: string; at: Date } | null;
	/** Until then the service carries any message to the citizen, later only templates; null: always. */
	repliesUntil: Date | null;
	stage: Stage;
	queue: string | null;
	/** The queue that it is in or was in last, after its end too: whose it is to look after (T13). */
	lastQueue: string | null;
	assignee: string | null;
	assigneeName: string | null;
	/** Since when it waits in its queue. */
	queuedSince: Date | null;
	/** Before `queuedSince`: -1 in danger, 0 for who was already being attended and lost the agent, else 1. */
	queueRank: -1 | 0 | 1;
	handoff: Handoff | null;
	callback: Callback | null;
	block: Block | null;
	away: Away | null;
	identity: Identity | null;
	interaction: Interaction | null;
	/** The bot's own dialog state; only `flows/` knows its shape. */
	bot: Record<string, unknown>;
	/** Place of the last message, and of the last one that the citizen can see. */
	seq: number;
	visibleSeq: number;
	lastMessage: { text: string; from: Author["kind"]; at: Date } | null;
	/** Citizen messages that no agent has read yet. */
	unread: number;
	/** Highest message that staff has read. */
	staffReadSeq: number;
	/** What reached the citizen, and was read, where the channel reads from our own store (web chat). */
	citizenSeen: { delivered: number; read: number };
	/** The citizen wiped it from their device: older visitor tokens open it no more. */
	forgottenAt: Date | null;
	createdAt: Date;
	/** Last visible change and the hub process that made it: the others poll for it when there is no Redis. */
	changedAt: Date;
	changedBy: string;
	/** When the open stage lapses (bot idle, survey closes); null when it does not. */
	dueAt: Date | null;
	/** Grows with every holder of the lane and every commit; a stale writer's update matches nothing. */
	fence: number;
	lane: { owner: string; until: Date } | null;
	outbox: OutboxEntry[];
	/** When what is in the outbox must have been written, else a sweep does it; null when nothing waits. */
	sayBy: Date | null;
	/** The last inbound ids that were handled: a replay ends here. */
	handled: string[];
}

const mixed = Schema.Types.Mixed;

const messageSchema = new Schema<Message>(
	{
		_id: { type: String, required: true },
		conversation: { type: String, required: true },
		interaction: { type: String, default: null },
		seq: { type: Number, default: null },
		after: { type: Number, default: null },
		author: { type: mixed, required: true },
		direction: { type: String, required: true },
		parts: { type: mixed, required: true },
		at: { type: Date, required: true },
		confidential: Boolean,
		secrets: { type: [String], default: undefined },
		sealed: String,
		via: String,
		handled: Boolean,
		intake: mixed,
		withheld: Boolean,
		begins: mixed,
		delivery: mixed,
	},
	{ collection: "messages", versionKey: false, minimize: false },
);
// A transcript is read by place; resync asks for what comes after a place.
messageSchema.index({ conversation: 1, seq: 1 });
// What a crash left unhandled, oldest first, for one conversation or for all.
messageSchema.index({ conversation: 1, at: 1 }, { partialFilterExpression: { handled: false }, name: "unhandled" });
messageSchema.index({ at: 1 }, { partialFilterExpression: { handled: false }, name: "unhandled-all" });
// The outbox of channels that push (in order within a conversation), and the dead letters.
messageSchema.index(
	{ conversation: 1, seq: 1 },
	{ partialFilterExpression: { "delivery.dueAt": { $type: "date" } }, name: "unsent" },
);
messageSchema.index({ at: -1 }, { partialFilterExpression: { "delivery.state": "failed" }, name: "dead-letters" });
// How much was withheld of whoever is blocked.
messageSchema.index({ conversation: 1 }, { partialFilterExpression: { withheld: true }, name: "withheld" });
// A service's later marks name the message by the service's own id.
messageSchema.index(
	{ "delivery.externalId": 1 },
	{ partialFilterExpression: { "delivery.externalId": { $type: "string" } }, name: "sent-as" },
);

const conversationSchema = new Schema<Conversation>(
	{
		_id: { type: String, required: true },
		channel: { type: String, required: true },
		account: { type: String, required: true },
		address: { type: String, required: true },
		contact: { type: mixed, required: true },
		privacy: { type: mixed, default: null },
		repliesUntil: { type: Date, default: null },
		stage: { type: String, required: true },
		queue: { type: String, default: null },
		lastQueue: { type: String, default: null },
		assignee: { type: String, default: null },
		assigneeName: { type: String, default: null },
		queuedSince: { type: Date, default: null },
		queueRank: { type: Number, default: 1 },
		handoff: { type: mixed, default: null },
		callback: { type: mixed, default: null },
		block: { type: mixed, default: null },
		away: { type: mixed, default: null },
		identity: { type: mixed, default: null },
		interaction: { type: mixed, default: null },
		bot: { type: mixed, default: {} },
		seq: { type: Number, default: 0 },
		visibleSeq: { type: Number, default: 0 },
		lastMessage: { type: mixed, default: null },
		unread: { type: Number, default: 0 },
		staffReadSeq: { type: Number, default: 0 },
		citizenSeen: { type: mixed, default: { delivered: 0, read: 0 } },
		forgottenAt: { type: Date, default: null },
		createdAt: { type: Date, required: true },
		changedAt: { type: Date, required: true },
		changedBy: { type: String, required: true },
		dueAt: { type: Date, default: null },
		fence: { type: Number, default: 0 },
		lane: { type: mixed, default: null },
		outbox: { type: mixed, default: [] },
		sayBy: { type: Date, default: null },
		handled: { type: [String], default: [] },
	},
	{ collection: "conversations", versionKey: false, minimize: false },
);
// The queues, all together and each, in the order in which they are served; partial, so that turns of the bot touch none.
conversationSchema.index(
	{ stage: 1, queueRank: 1, queuedSince: 1, _id: 1, queue: 1 },
	{ partialFilterExpression: { stage: "queued" }, name: "waiting" },
);
conversationSchema.index(
	{ stage: 1, queue: 1, queueRank: 1, queuedSince: 1, _id: 1 },
	{ partialFilterExpression: { stage: "queued" }, name: "waiting-by-queue" },
);
conversationSchema.index(
	{ stage: 1, assignee: 1, changedAt: -1, _id: 1 },
	{ partialFilterExpression: { stage: "agent" }, name: "attended" },
);
// What is open, what is over, newest first; and what other hub processes changed.
conversationSchema.index({ stage: 1, changedAt: -1, _id: 1 });
conversationSchema.index({ changedAt: -1 });
// The same, of some units.
conversationSchema.index({ stage: 1, lastQueue: 1, changedAt: -1, _id: 1 });
conversationSchema.index(
	{ "callback.waitingSince": 1, _id: 1 },
	{ partialFilterExpression: { "callback.waitingSince": { $type: "date" } }, name: "calls" },
);
conversationSchema.index(
	{ lastQueue: 1, "callback.waitingSince": 1, _id: 1 },
	{ partialFilterExpression: { "callback.waitingSince": { $type: "date" } }, name: "calls-by-queue" },
);
conversationSchema.index(
	{ "block.at": -1, _id: 1 },
	{ partialFilterExpression: { "block.at": { $type: "date" } }, name: "blocks" },
);
conversationSchema.index(
	{ "away.dueAt": 1 },
	{ partialFilterExpression: { "away.dueAt": { $type: "date" } }, name: "missed" },
);
// How much went to an address lately.
conversationSchema.index(
	{ "away.address": 1, "away.at": 1 },
	{ partialFilterExpression: { "away.at": { $type: "date" } }, name: "away" },
);
// All that one citizen said, on whichever channel (C5).
conversationSchema.index(
	{ "identity.citizen": 1, changedAt: -1, _id: 1 },
	{ partialFilterExpression: { "identity.citizen": { $type: "string" } }, name: "of-citizen" },
);
conversationSchema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: "date" } }, name: "due" });
conversationSchema.index({ sayBy: 1 }, { partialFilterExpression: { sayBy: { $type: "date" } }, name: "unsaid" });

const interactionSchema = new Schema<Interaction>(
	{
		_id: { type: String, required: true },
		conversation: { type: String, required: true },
		channel: { type: String, required: true },
		language: { type: String, required: true },
		openedAt: { type: Date, required: true },
		queuedAt: { type: Date, default: null },
		handoffs: { type: Number, default: 0 },
		offeredAt: { type: Date, default: null },
		answeredAt: { type: Date, default: null },
		endedAt: { type: Date, default: null },
		outcome: { type: String, default: null },
		queue: { type: String, default: null },
		agent: { type: String, default: null },
		agentName: { type: String, default: null },
		topic: { type: String, default: null },
		danger: { type: String, default: null },
		survey: { type: mixed, default: null },
		revision: { type: Number, default: 0 },
	},
	{ collection: "interactions", versionKey: false },
);
interactionSchema.index({ conversation: 1, openedAt: -1 });
// Expected wait is reckoned from the queue's recent handling times.
interactionSchema.index({ queue: 1, endedAt: -1 });

export const Messages = model("Message", messageSchema);
export const Conversations = model("Conversation", conversationSchema);
export const Interactions = model("Interaction", interactionSchema);
