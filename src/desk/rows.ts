import {
	type Conversation,
	deliveryOf,
	type Interaction,
	type PlacedMessage,
	type Survey,
} from "../conversations/index.ts";
import type { BlockRow, CitizenCard, ConversationRow, DeskMessage, InteractionRow } from "./wire.ts";

/** A conversation as a list shows it. */
export function rowOf(conversation: Conversation): ConversationRow {
	const { contact, assignee, assigneeName, queuedSince, lastMessage, callback } = conversation;
	return {
		id: conversation._id,
		channel: conversation.channel,
		name: nameOf(conversation),
		address: conversation.address,
		language: contact.language,
		stage: conversation.stage,
		queue: conversation.queue,
		assignee: assignee === null ? null : { id: assignee, name: assigneeName ?? "" },
		queuedSince: queuedSince?.toISOString() ?? null,
		queueRank: conversation.queueRank,
		danger: dangerIn(conversation),
		lastMessage: lastMessage && { ...lastMessage, at: lastMessage.at.toISOString() },
		// What the bot or its survey is told waits for nobody at the desk.
		unread: conversation.stage === "queued" || conversation.stage === "agent" ? conversation.unread : 0,
		callback: callback?.waitingSince
			? {
					at: callback.at.toISOString(),
					contact: callback.contact,
					when: callback.when,
					topic: callback.topic,
					summary: callback.summary,
				}
			: null,
		identity: identityRow(conversation),
		repliesUntil: conversation.repliesUntil?.toISOString() ?? null,
		block: blockRow(conversation),
		changedAt: conversation.changedAt.toISOString(),
	};
}

/** Of the open episode; when that is over, so is the alarm. */
function dangerIn({ interaction }: Pick<Conversation, "interaction">): ConversationRow["danger"] {
	return interaction && !interaction.endedAt ? (interaction.danger ?? null) : null;
}

/** A message as staff sees it. */
export function deskMessage(
	message: PlacedMessage,
	conversation: Pick<Conversation, "channel" | "citizenSeen">,
): DeskMessage {
	return {
		id: message._id,
		conversation: message.conversation,
		seq: message.seq,
		at: message.at.toISOString(),
		author: message.author,
		direction: message.direction,
		parts: message.parts,
		delivery: deliveryOf(message, conversation),
		deliveryError: message.delivery?.error ?? null,
		interaction: message.interaction,
		withheld: message.withheld === true,
		mail: message.direction === "in" && (conversation.channel === "email" || message.via === "email"),
	};
}

export function cardOf(conversation: Conversation, interactions: Interaction[]): CitizenCard {
	const { contact, privacy } = conversation;
	return {
		name: nameOf(conversation),
		channel: conversation.channel,
		address: conversation.address,
		language: contact.language,
		since: conversation.createdAt.toISOString(),
		privacy: privacy && { version: privacy.version, at: privacy.at.toISOString() },
		interactions: interactions.map(interactionRow),
	};
}

/** The row for somebody who may read it no more: that it went and to whom, nothing of what was said since (P1). */
export function rowOfGone(conversation: Conversation): ConversationRow {
	return { ...rowOf(conversation), lastMessage: null, callback: null, block: null, danger: null, unread: 0 };
}

/** As it is known who it is, else as the channel has it. */
function nameOf({ identity, contact }: Pick<Conversation, "identity" | "contact">): string | null {
	return identity?.name ?? contact.name;
}

/** Who it is; how sure that still is is for who looks at it to tell. */
function identityRow({ identity }: Pick<Conversation, "identity">): ConversationRow["identity"] {
	if (!identity) return null;
	const { citizen, name, method, at, verifiedUntil } = identity;
	return { citizen, name, method, at: at.toISOString(), verifiedUntil: verifiedUntil?.toISOString() ?? null };
}

/** The block that stands, unless it was lifted; whether it has lapsed is for who looks at it to tell. */
export function blockRow({ block }: Pick<Conversation, "block">): BlockRow | null {
	if (!block || block.liftedAt) return null;
	const { at, until, by, byName, reason, comment } = block;
	return {
		at: at.toISOString(),
		until: until?.toISOString() ?? null,
		by: { id: by, name: byName },
		reason,
		comment,
	};
}

/** An episode as the card shows it. */
export function interactionRow(interaction: Interaction): InteractionRow {
	const { _id, channel, outcome, queue, agentName, topic, openedAt, endedAt, survey } = interaction;
	return {
		id: _id,
		channel,
		outcome,
		queue,
		agentName,
		topic,
		openedAt: openedAt.toISOString(),
		endedAt: endedAt?.toISOString() ?? null,
		survey: survey && surveyRow(survey),
	};
}

/** What the citizen said of an episode; null where they would not be asked. */
export function surveyRow({ consent, overall, attention, comment }: Survey): InteractionRow["survey"] {
	return consent ? { overall, attention, comment } : null;
}
