import type { Bot, TurnCause, TurnOutcome } from "./bot.ts";
import { Draft, type DraftOptions, isBlocked } from "./draft.ts";
import { keepIdentity, setIdentity } from "./identity.ts";
import type { Change } from "./lane.ts";
import type { Conversation, Message } from "./model.ts";
import { isHarmless, type Secrets } from "./secrets.ts";

export type MakeDraft = (current: Conversation, cause: string) => Draft;

/** How this hub makes drafts: with its clock, its channels and its settings. */
export function draftMaker(options: {
	now(): Date;
	pushes(channel: Conversation["channel"]): boolean;
	botIdleMs(channel: Conversation["channel"]): number;
}): MakeDraft {
	return (current, cause) => {
		const own: DraftOptions = {
			cause,
			now: options.now(),
			push: options.pushes(current.channel),
			botIdleMs: options.botIdleMs(current.channel),
		};
		return new Draft(current, own);
	};
}

/**
 * One inbound message's turn: it gets its place, and where the bot has the word, the bot answers. While a person or a
 * queue has it, the bot is not asked to speak (B7), unless somebody who waits is in danger (B12). What comes from whoever is blocked is kept and goes no further (C7).
 */
export async function takeTurn(
	{ bot, secrets }: { bot: Bot; secrets: Secrets },
	draft: Draft,
	stored: Message,
): Promise<Change> {
	const { next } = draft;
	const heard = secrets.reveal(stored);
	const message = isHarmless(stored, next.stage) ? heard : withoutSeal(stored);
	if (isBlocked(next, draft.now)) {
		draft.withhold(message);
		return draft.finish();
	}
	if (message.intake?.privacy && next.privacy?.version !== message.intake.privacy) {
		next.privacy = { version: message.intake.privacy, at: message.at };
		draft.event("privacy.accepted", { kind: "citizen", id: null }, { version: message.intake.privacy });
	}
	keepIdentity(draft, message);
	next.repliesUntil = later(next.repliesUntil, message.intake?.repliesUntil);
	if (message.intake?.name && !next.contact.name) next.contact = { ...next.contact, name: message.intake.name };
	const free = next.stage === "bot" || next.stage === "survey";
	if (free && message.intake?.anew) draft.beginAnew();
	if (next.stage === "closed" || !next.interaction) draft.openInteraction();

	if (next.stage === "queued" || next.stage === "agent") {
		draft.accept(message);
		const danger = bot.danger(heard);
		if (danger && next.stage === "agent") draft.alarm(danger, { kind: "bot", id: null });
		else if (danger) apply(draft, await ask(bot, draft, { kind: "message", message: heard }));
		else if (next.stage === "queued" && !draft.interaction.danger && bot.wantsCallback(heard)) {
			draft.toBot();
			draft.event("conversation.returned", { kind: "citizen", id: null });
			apply(draft, await ask(bot, draft, { kind: "callback-wanted" }));
		}
		return draft.finish();
	}
	const unanswered = message.intake?.unanswered === true;
	if (unanswered && !bot.danger(message)) {
		draft.accept(message);
		return draft.finish();
	}
	let outcome = await ask(bot, draft, { kind: "message", message: heard });
	if (outcome.effects.some(({ kind }) => kind === "reopen")) {
		draft.openInteraction();
		draft.next.bot = outcome.state;
		outcome = await ask(bot, draft, { kind: "message", message: heard });
	}
	draft.accept(message);
	apply(draft, unanswered ? { ...outcome, replies: [] } : outcome);
	return draft.finish();
}

/** The seal has served its turn. */
function withoutSeal({ sealed: _, ...message }: Message): Message {
	return message;
}

/** A message that came late does not shorten what a later one has opened. */
function later(one: Date | null, other: Date | undefined): Date | null {
	if (!one || !other) return other ?? one;
	return other > one ? other : one;
}

/** The bot speaks for another reason than a message: an interaction ended, or came back to it. */
export async function letBotSpeak(bot: Bot, draft: Draft, cause: TurnCause): Promise<void> {
	apply(draft, await ask(bot, draft, cause));
}

function ask(bot: Bot, draft: Draft, cause: TurnCause): Promise<TurnOutcome> {
	return bot.turn({ conversation: draft.next, interaction: draft.interaction, cause, now: draft.now });
}

function apply(draft: Draft, { state, replies, effects }: TurnOutcome): void {
	const bot = { kind: "bot", id: null } as const;
	draft.next.bot = state;
	// First, since what is said depends on it who may read it later.
	for (const effect of effects) if (effect.kind === "identity") setIdentity(draft, effect.identity);
	for (const { parts } of replies) draft.say({ kind: "bot" }, parts);
	for (const effect of effects) {
		switch (effect.kind) {
			case "handoff": {
				const { kind: _, queue, ...handoff } = effect;
				if (draft.next.stage === "queued") {
					draft.waitFor({ ...handoff, comment: null });
					break;
				}
				draft.toQueue({ queue, head: false, handoff: { ...handoff, comment: null } });
				draft.update({ topic: effect.topic });
				draft.event("conversation.queued", bot, { queue, reason: effect.reason });
				break;
			}
			case "danger":
				draft.alarm(effect.danger, bot);
				break;
			case "end":
				draft.end(effect.outcome);
				if (!effect.survey) draft.close();
				break;
			case "close":
				draft.close();
				break;
			case "survey":
				draft.survey(effect.interaction, effect.survey);
				draft.event("survey.answered", { kind: "citizen", id: null }, { interaction: effect.interaction });
				break;
			case "callback":
				draft.next.callback = { at: draft.now, ...effect.request, waitingSince: draft.now, doneBy: null };
				draft.event("callback.requested", { kind: "citizen", id: null });
				break;
			case "language":
				draft.speak(effect.language);
				break;
			case "name":
				draft.next.contact = { ...draft.next.contact, name: effect.name };
				break;
			case "identity":
			case "reopen":
				break;
		}
	}
}
