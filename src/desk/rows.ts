import { type Conversation, deliveryOf, type Interaction, type PlacedMessage } from "../conversations/index.ts";
import type { CitizenCard, ConversationRow, DeskMessage, InteractionRow } from "./wire.ts";

/** A conversation as a list shows it. */
export function rowOf(conversation: Conversation): ConversationRow {
	const { contact, assignee, assigneeName, queuedSince, lastMessage, callback } = conversation;
	return {
		id: conversation._id,
		channel: conversation.channel,
		name: contact.name,
		address: conversation.address,
		language: contact.language,
		stage: conversation.stage,
		queue: conversation.queue,
		assignee: assignee === null ? null : { id: assignee, name: assigneeName ?? "" },
		queuedSince: queuedSince?.toISOString() ?? null,
		queueRank: conversation.queueRank,
		lastMessage: lastMessage && { ...lastMessage, at: lastMessage.at.toISOString() },
		unread: conversation.unread,
		callback: callback?.waitingSince
			? {
					at: callback.at.toISOString(),
					contact: callback.contact,
					when: callback.when,
					topic: callback.topic,
					summary: callback.summary,
				}
			: null,
		changedAt: conversation.changedAt.toISOString(),
	};
}

/** A message as staff sees it. */
export function deskMessage(message: PlacedMessage, conversation: Pick<Conversation, "citizenSeen">): DeskMessage {
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
	};
}

export function cardOf(conversation: Conversation, interactions: Interaction[]): CitizenCard {
	const { contact, privacy } = conversation;
	return {
		name: contact.name,
		channel: conversation.channel,
		address: conversation.address,
		language: contact.language,
		since: conversation.createdAt.toISOString(),
		privacy: privacy && { version: privacy.version, at: privacy.at.toISOString() },
		interactions: interactions.map(interactionRow),
	};
}

function interactionRow(interaction: Interaction): InteractionRow {
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
		survey: survey?.consent ? { overall: survey.overall, attention: survey.attention, comment: survey.comment } : null,
	};
}
