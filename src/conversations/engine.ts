import { randomUUID } from "node:crypto";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { GroupWriter } from "../platform/store/group-writer.ts";
import { askTemplates } from "./ask-templates.ts";
import type { Bot, TurnCause } from "./bot.ts";
import type { Courier } from "./courier.ts";
import type { Draft } from "./draft.ts";
import { createLanes } from "./lane.ts";
import { expireLapsed } from "./lapse.ts";
import { type AnswersAt, mailMissed } from "./mail-missed.ts";
import type { ChannelName, Conversation, Message } from "./model.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { createReceive, type Receive } from "./receive.ts";
import { type Audience, createSay, unsaid } from "./say.ts";
import type { Secrets } from "./secrets.ts";
import { createTail } from "./tail.ts";
import { draftMaker, letBotSpeak, takeTurn } from "./take-turn.ts";
import type { Template } from "./templates.ts";

export interface ConversationParts {
	/** Name of this hub process, unique among those that share the database. */
	owner: string;
	writer: GroupWriter;
	clock: Clock;
	log: Log;
	bot: Bot;
	/** Hides what a transcript must not hold (P2). */
	secrets: Secrets;
	answersAt: AnswersAt;
	courier: Courier;
	audience: Audience & {
		/** A message was sent, or failed, on a channel that pushes. */
		delivered(conversation: Conversation, message: Message): void;
	};
	leaseMs: number;
	/** A bot episode on this channel ends after so long without a word, in ms. */
	botIdleMs(channel: ChannelName): number;
}

/** Something to do at intervals; `shared`: by one hub process at a time. */
export interface Upkeep {
	name: string;
	everyMs: number;
	shared: boolean;
	run(now: Date): Promise<number>;
}

export interface ConversationEngine extends Receive {
	/**
	 * Changes a conversation in its lane: `make` works on the draft and may refuse by throwing a DomainError. It may be
	 * called again on a newer state. With a `cause`, doing it again is doing it once. With a `seed`, a conversation that
	 * is not there yet begins so.
	 *
	 * @throws DomainError `not-found`, `conflict` (busy), and whatever `make` throws.
	 */
	change(
		id: string,
		make: (draft: Draft) => void | Promise<void>,
		cause?: string,
		seed?: Conversation,
	): Promise<Conversation>;
	/** Inside a `change`: an interaction ended, or came back, and the bot says what there is to say. */
	letBotSpeak(draft: Draft, cause: TurnCause): Promise<void>;
	outbox: Pick<Outbox, "deadLetters" | "resend">;
	/** What a channel's service tells of a message that it took: delivered, read, or failed after all. */
	mark: Outbox["mark"];
	/** The texts that may be sent at any time, where the service asks for such; see `templates.ts`. */
	templates(conversation: Conversation): Promise<Template[]>;
	upkeep: Upkeep[];
	/** Resolves when no turn and no sending is under way. */
	drain(): Promise<void>;
}

/** A message that waits unhandled for so long was left behind. */
const leftBehindMs = 15_000;
const batch = 500;

/** Puts the way of a message together: receive → lane → commit → say (design, "The way a message goes"). */
export function createConversations(parts: ConversationParts): ConversationEngine {
	const { owner, writer, clock, log, bot, secrets, courier, audience, leaseMs } = parts;
	const outbox = createOutbox({ courier, writer, clock, log, delivered: audience.delivered });
	const speech = createSay({ writer, audience, dispatch: outbox.dispatch, clock });
	const lanes = createLanes({ owner, leaseMs, writer, clock, say: speech.say });
	const makeDraft = draftMaker({ now: () => clock.now(), pushes: courier.pushes, botIdleMs: parts.botIdleMs });
	const intake = createReceive({
		lanes,
		writer,
		clock,
		log,
		secrets,
		takeTurn: (current, message) => takeTurn({ bot, secrets }, makeDraft(current, message._id), message),
	});
	const tail = createTail({ owner, clock, audience });

	const engine: ConversationEngine = {
		...intake,
		change(id, make, cause, seed) {
			return lanes.run({
				conversation: id,
				cause: cause ?? `${id}.${randomUUID()}`,
				// Whoever names the cause may come with it again at any time: looked for as far back as there are messages.
				causedAt: cause === undefined ? clock.now() : new Date(0),
				...(seed && { seed }),
				async change(current) {
					const draft = makeDraft(current, cause ?? `${id}.${randomUUID()}`);
					await make(draft);
					if (cause !== undefined) draft.handled(cause);
					return draft.finish();
				},
			});
		},
		letBotSpeak: (draft, cause) => letBotSpeak(bot, draft, cause),
		outbox,
		mark: outbox.mark,
		templates: (conversation) => askTemplates(courier, conversation),
		upkeep: [],
		async drain() {
			await lanes.drain();
			await outbox.drain();
			await speech.tidy();
		},
	};

	/** The outboxes of fallen processes: taking the lane says what is left, the empty change clears it. */
	async function sayLeftovers(now: Date): Promise<number> {
		const left = await unsaid(now, batch);
		await Promise.all(left.map(({ _id }) => engine.change(_id, () => {})));
		return left.length;
	}

	engine.upkeep.push(
		{ name: "conversations.tidy", everyMs: 1_000, shared: false, run: speech.tidy },
		{ name: "conversations.tail", everyMs: 500, shared: false, run: () => tail.poll() },
		{ name: "conversations.outbox", everyMs: 1_000, shared: false, run: outbox.sweep },
		{ name: "conversations.unsaid", everyMs: 2_000, shared: true, run: sayLeftovers },
		{
			name: "conversations.unhandled",
			everyMs: 2_000,
			shared: true,
			run: (now) => intake.resume({ before: new Date(now.getTime() - leftBehindMs), limit: batch }),
		},
		{
			name: "conversations.missed",
			everyMs: 5_000,
			shared: true,
			run: (now) => mailMissed({ ...engine, answersAt: parts.answersAt }, now, batch),
		},
		{ name: "conversations.lapse", everyMs: 5_000, shared: true, run: (now) => expireLapsed(engine, now, batch) },
	);
	return engine;
}
