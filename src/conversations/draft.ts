import { type EventRecord, type EventType, eventDocument } from "../events/index.ts";
import { characterBorder } from "../platform/cut-text.ts";
import { assuranceOf } from "./assurance.ts";
import { whenMissed } from "./away.ts";
import type {
	Author,
	Conversation,
	Danger,
	Handoff,
	Interaction,
	Language,
	Message,
	OutboxEntry,
	Outcome,
	Part,
	Survey,
} from "./model.ts";
import { newInteraction } from "./new-conversation.ts";

/** How many handled inbound ids the document remembers; older replays are looked up among the messages. */
export const handledKept = 20;

const minute = 60_000;
const surveyOpenMs = 24 * 60 * minute;

export interface DraftOptions {
	/** What causes this change: every id that it makes derives from it, so a replay makes the same. */
	cause: string;
	now: Date;
	/** The channel must be told of each message; otherwise citizens read from our own store. */
	push: boolean;
	/** A bot episode ends after so long without a word. */
	botIdleMs: number;
}

/** An interaction that its agent writes down afterwards. */
export interface LoggedEpisode extends Pick<Interaction, "openedAt" | "topic"> {
	id: string;
	endedAt: Date;
	outcome: Outcome;
	agent: { id: string; name: string };
}

/** Whether what comes from here is withheld now: a block ends by its date without anybody doing anything. */
export function isBlocked({ block }: Pick<Conversation, "block">, now: Date): boolean {
	// Conversations of before there were blocks have none.
	if (!block || block.liftedAt) return false;
	return block.until === null || block.until > now;
}

/**
 * The next state of a conversation while a turn is being made, with what it will say and record. Nothing is written
 * until the lane commits it; a draft that loses its lane is thrown away.
 */
export class Draft {
	next: Conversation;
	readonly outbox: OutboxEntry[] = [];
	readonly now: Date;
	readonly cause: string;
	readonly #current: Conversation;
	readonly #options: DraftOptions;
	#made = 0;

	constructor(current: Conversation, options: DraftOptions) {
		this.#current = current;
		this.#options = options;
		this.next = { ...current };
		this.now = options.now;
		this.cause = options.cause;
	}

	/** The open interaction. Throws when there is none: callers open one first. */
	get interaction(): Interaction {
		if (!this.next.interaction) throw new Error("No interaction is open");
		return this.next.interaction;
	}

	/** Opens an episode when none is open. */
	openInteraction(): void {
		if (this.next.interaction && !this.next.interaction.endedAt) return;
		this.next.interaction = newInteraction(this.next, `${this.cause}.i`, this.now);
		this.#enter("bot");
		this.event("conversation.opened", { kind: "citizen", id: null });
	}

	/** The open episode, if there is one, is over and another begins: what comes now is about something else. */
	beginAnew(): void {
		if (this.next.interaction && !this.next.interaction.endedAt) {
			this.end("expired");
			this.update({ revision: this.interaction.revision + 1 });
			this.outbox.push({ kind: "interaction", interaction: this.interaction });
		}
		this.openInteraction();
	}

	/** Gives a stored inbound message its place. */
	accept(message: Message): void {
		const { begins: _, ...kept } = message;
		const placed = {
			...kept,
			handled: true,
			interaction: this.interaction._id,
			...this.#nextPlace(true),
			...this.#readers(),
		};
		this.outbox.push({ kind: "handled", message: placed });
		this.handled(message._id);
		this.next.unread += 1;
		if (this.next.away) this.next.away = { ...this.next.away, byMail: message.via === "email" };
		this.#remember(message.parts, "citizen");
		if (this.next.stage === "bot") this.#enter("bot");
	}

	/** Gives a stored inbound message of whoever is blocked its place: staff may read it, and nothing comes of it (C2, C7). */
	withhold(message: Message): void {
		const { begins: _, ...kept } = message;
		const interaction = this.next.interaction?._id ?? null;
		const placed = { ...kept, handled: true, withheld: true, interaction, ...this.#nextPlace(true) };
		this.outbox.push({ kind: "handled", message: placed });
		this.handled(message._id);
	}

	/**
	 * Puts an episode on record that no channel saw (C7), with what its agent writes of it. It is over, and nobody is
	 * asked or told anything. Its beginning and end are events of their own times.
	 */
	log(episode: LoggedEpisode, parts: Part[]): void {
		const { id, openedAt, endedAt, outcome, agent, topic } = episode;
		const author: Author = { kind: "agent", ...agent };
		this.next.interaction = {
			...newInteraction(this.next, id, openedAt),
			answeredAt: openedAt,
			endedAt,
			outcome,
			agent: agent.id,
			agentName: agent.name,
			topic,
		};
		const by = { kind: "staff", id: agent.id } as const;
		this.event("conversation.opened", { kind: "citizen", id: null }, {}, openedAt);
		this.event("conversation.closed", by, { outcome }, endedAt);
		this.event("interaction.logged", by, { outcome });
		this.note(author, parts, this.cause);
		this.#remember(parts, "agent");
		this.close();
	}

	/** What had this id has been dealt with: its replay changes nothing. */
	handled(id: string): void {
		this.next.handled = [...this.next.handled.slice(1 - handledKept), id];
	}

	/** Says something to the citizen; to whoever is blocked nothing is said, whatever says it (C7). */
	say(author: Author, parts: Part[], id?: string): void {
		if (isBlocked(this.next, this.now)) return;
		const message = this.#message(author, parts, "out", id);
		message.delivery = this.#options.push
			? { state: "queued", attempts: 0, dueAt: this.now }
			: { state: "sent", attempts: 0, dueAt: null };
		this.#remember(parts, author.kind);
		if (this.next.away) this.next.away = whenMissed(this.next.away, author, this.now);
	}

	/** Writes something that staff alone sees. */
	note(author: Author, parts: Part[], id?: string): Message {
		return this.#message(author, parts, "note", id);
	}

	event(type: EventType, actor: EventRecord["actor"], data: EventRecord["data"] = {}, at = this.now): void {
		this.#made += 1;
		const event = eventDocument({
			id: `${this.cause}.e${this.#made}`,
			type,
			at,
			actor,
			subject: this.next.interaction ? { kind: "interaction", id: this.next.interaction._id } : null,
			conversation: this.next._id,
			data,
		});
		this.outbox.push({ kind: "event", event });
	}

	/** Danger was told of (B12): it is marked so until the episode ends, and stands first wherever it waits. */
	alarm(danger: Danger, by: EventRecord["actor"]): void {
		// Who tells of both needs help for the life first.
		this.update({ danger: this.interaction.danger === "life" ? "life" : danger });
		if (this.next.stage === "queued") this.next.queueRank = -1;
		this.event("danger.recognised", by, { danger, stage: this.next.stage });
	}

	/** Why it waits where it waits already is another now; its place in time is kept. */
	waitFor(handoff: Omit<Handoff, "at">): void {
		this.next.handoff = { at: this.now, ...handoff };
	}

	/** Into a queue: at its end, at its head for who was already being attended, before all in danger (B12). */
	toQueue(to: { queue: string; head: boolean; handoff: Omit<Handoff, "at"> }): void {
		this.#enter("queued");
		this.next.queue = to.queue;
		this.next.lastQueue = to.queue;
		this.next.queuedSince = this.now;
		this.next.queueRank = this.interaction.danger ? -1 : to.head ? 0 : 1;
		this.next.assignee = null;
		this.next.assigneeName = null;
		this.next.handoff = { at: this.now, ...to.handoff };
		this.update({ queuedAt: this.now, queue: to.queue, handoffs: this.interaction.handoffs + 1 });
	}

	/** A person has the word now. */
	toAgent(agent: { id: string; name: string }): void {
		this.#enter("agent");
		this.next.queuedSince = null;
		this.next.assignee = agent.id;
		this.next.assigneeName = agent.name;
		this.update({ offeredAt: this.interaction.offeredAt ?? this.now, agent: agent.id, agentName: agent.name });
	}

	/** Back to the bot. */
	toBot(): void {
		this.#enter("bot");
		this.#releaseFromStaff();
	}

	/** The episode is over. Its survey may still come; the stage says so. */
	end(outcome: Outcome, by: EventRecord["actor"] = { kind: "system", id: null }): void {
		this.update({ endedAt: this.now, outcome });
		this.#enter("survey");
		this.#releaseFromStaff();
		this.event("conversation.closed", by, { outcome });
	}

	/** Nothing is asked of the citizen any more. */
	close(): void {
		this.#enter("closed");
	}

	survey(interaction: string, survey: Survey): void {
		if (this.next.interaction?._id === interaction) this.update({ survey });
		else this.outbox.push({ kind: "survey", interaction, survey });
	}

	update(change: Partial<Interaction>): void {
		this.next.interaction = { ...this.interaction, ...change };
	}

	speak(language: Language): void {
		this.next.contact = { ...this.next.contact, language };
	}

	/** What is to be committed. */
	finish(): { next: Conversation; outbox: OutboxEntry[] } {
		if (this.next.interaction && this.next.interaction !== this.#current.interaction) {
			this.update({ revision: this.interaction.revision + 1 });
			this.outbox.push({ kind: "interaction", interaction: this.interaction });
		}
		return { next: this.next, outbox: this.outbox };
	}

	#message(author: Author, parts: Part[], direction: "out" | "note", id?: string): Message {
		this.#made += 1;
		const message: Message = {
			_id: id ?? `${this.cause}.${this.#made}`,
			conversation: this.next._id,
			interaction: this.next.interaction?._id ?? null,
			...this.#nextPlace(direction === "out"),
			author,
			direction,
			parts,
			at: this.now,
			...(direction === "out" && this.#readers()),
		};
		this.outbox.push({ kind: "message", message });
		return message;
	}

	/** What is said while it is proven who it is, is for them alone. */
	#readers(): Pick<Message, "confidential"> {
		return assuranceOf(this.next, this.now) === "verified" ? { confidential: true } : {};
	}

	#nextPlace(visible: boolean): { seq: number; after: number } {
		const after = this.next.visibleSeq;
		this.next.seq += 1;
		if (visible) this.next.visibleSeq = this.next.seq;
		return { seq: this.next.seq, after };
	}

	#remember(parts: Part[], from: Author["kind"]): void {
		this.next.lastMessage = { text: preview(parts), from, at: this.now };
	}

	#enter(stage: Conversation["stage"]): void {
		this.next.stage = stage;
		const lapses = { bot: this.#options.botIdleMs, survey: surveyOpenMs, queued: null, agent: null, closed: null }[
			stage
		];
		this.next.dueAt = lapses === null ? null : new Date(this.now.getTime() + lapses);
	}

	#releaseFromStaff(): void {
		this.next.queue = null;
		this.next.queuedSince = null;
		this.next.assignee = null;
		this.next.assigneeName = null;
		this.next.unread = 0;
	}
}

const previewLength = 140;

/** The line that lists show. */
function preview(parts: Part[]): string {
	for (const part of parts) {
		if (part.type === "text" || part.type === "template") return beginning(part.text.replace(/\s+/g, " "));
		if (part.type === "choice") return part.label;
		if (part.type === "file") return part.name;
	}
	return "";
}

function beginning(text: string): string {
	return text.length > previewLength ? text.slice(0, characterBorder(text, previewLength)) : text;
}
