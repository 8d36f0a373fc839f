import type {
	Callback,
	Conversation,
	Danger,
	Handoff,
	Identity,
	Interaction,
	Message,
	Outcome,
	Part,
	Survey,
} from "./model.ts";

/**
 * The bot as this domain needs it; `flows/` implements it and `main.ts` joins the two.
 * A turn is a function of what it is given: it may read, but changes nothing itself, since a turn that loses its lane is
 * thrown away and taken again.
 */
export interface Bot {
	turn(input: TurnInput): Promise<TurnOutcome>;
	/** Whether somebody who waits for a person asks, by this message, to be called back instead of waiting (B7). */
	wantsCallback(message: Readonly<Message>): boolean;
	/** Whether a message tells of danger to life or of a crime that goes on, whoever has the word (B12). */
	danger(message: Readonly<Message>): Danger | null;
}

export interface TurnInput {
	conversation: Readonly<Conversation>;
	/** The episode that is open, or the one just opened by this message. */
	interaction: Readonly<Interaction>;
	cause: TurnCause;
	now: Date;
}

export type TurnCause =
	/** The citizen wrote while the bot has the word (stage `bot` or `survey`), or in a queue of danger (B12). */
	| { kind: "message"; message: Readonly<Message> }
	/** An episode is over: the bot says so where that helps and asks for the survey (B8). */
	| { kind: "ended"; outcome: Outcome; by: "agent" | "idle" | "citizen" }
	/** An agent gave the conversation back, perhaps saying what the bot should do next. */
	| { kind: "returned"; instruction: string | null }
	/** Somebody in the queue would rather be called back: the bot takes the contact and the time. */
	| { kind: "callback-wanted" };

/** What the bot wants said: the parts of one message. */
export interface Reply {
	parts: Part[];
}

export interface TurnOutcome {
	/** The bot's new dialog state, plain JSON; travels in the conversation document. */
	state: Record<string, unknown>;
	replies: Reply[];
	effects: TurnEffect[];
}

/** What follows from a turn besides words; `conversations/` makes it part of the same commit. */
export type TurnEffect =
	| { kind: "handoff"; queue: string; reason: Handoff["reason"]; topic: string | null; summary: string }
	/** Danger was told of; what goes to a queue afterwards goes to its head. */
	| { kind: "danger"; danger: Danger }
	/** The episode is over; the bot goes on with the survey (`survey`: it asked for it in this same turn) or not. */
	| { kind: "end"; outcome: Outcome; survey: boolean }
	/** The survey is finished or was refused: the conversation rests until the citizen writes again. */
	| { kind: "close" }
	/** The survey of `interaction` as it stands now; each answer replaces the one before. */
	| { kind: "survey"; interaction: string; survey: Survey }
	| { kind: "callback"; request: Pick<Callback, "contact" | "when" | "topic" | "summary"> }
	/** This message belongs to a new interaction: one is opened and the turn is taken again. */
	| { kind: "reopen" }
	| { kind: "language"; language: "es" | "en" }
	| { kind: "name"; name: string }
	/** Who it is turned out, or is to be forgotten (null). */
	| { kind: "identity"; identity: Identity | null };
