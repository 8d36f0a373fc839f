import type { ConversationRow, DeskMessage, InteractionRow, OpenConversation } from "../../src/desk/wire.ts";

/** The messages with one more, or with a newer state of one; by place, each once. */
export function withMessage(messages: readonly DeskMessage[], message: DeskMessage): DeskMessage[] {
	const index = messages.findIndex((other) => other.id === message.id);
	if (index !== -1) return messages.with(index, message);
	const after = messages.findLastIndex((other) => other.seq < message.seq);
	return messages.toSpliced(after + 1, 0, message);
}

/** Older messages put before what is there, each once. */
export function withOlder(messages: readonly DeskMessage[], older: readonly DeskMessage[]): DeskMessage[] {
	const known = new Set(messages.map((message) => message.id));
	return [...older.filter((message) => !known.has(message.id)), ...messages];
}

/**
 * A conversation opened again (after a reconnection) joined to what was on screen: older messages that were loaded
 * stay when the two join without a gap; else the fresh page stands alone.
 */
export function reopened(before: OpenConversation | undefined, fresh: OpenConversation): OpenConversation {
	const first = fresh.messages[0];
	if (!before || before.row.id !== fresh.row.id || !first) return fresh;
	const kept = before.messages.filter((message) => message.seq < first.seq);
	const lastKept = kept.at(-1);
	if (!lastKept || lastKept.seq !== first.seq - 1) return fresh;
	return { ...fresh, messages: [...kept, ...fresh.messages], older: before.older };
}

/** With its row as it is now; an older one changes nothing. */
export function withRow(open: OpenConversation, row: ConversationRow): OpenConversation {
	return row.changedAt < open.row.changedAt ? open : { ...open, row };
}

/** With an episode as it is now, on the card, where the newest stands first. */
export function withInteraction(open: OpenConversation, interaction: InteractionRow): OpenConversation {
	const { interactions } = open.card;
	const index = interactions.findIndex(({ id }) => id === interaction.id);
	return withInteractions(open, index === -1 ? [interaction, ...interactions] : interactions.with(index, interaction));
}

/** With what the citizen now says of an episode. */
export function withSurvey(
	open: OpenConversation,
	interaction: string,
	survey: InteractionRow["survey"],
): OpenConversation {
	return withInteractions(
		open,
		open.card.interactions.map((each) => (each.id === interaction ? { ...each, survey } : each)),
	);
}

function withInteractions(open: OpenConversation, interactions: InteractionRow[]): OpenConversation {
	return { ...open, card: { ...open.card, interactions } };
}
