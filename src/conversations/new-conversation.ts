import { type Address, conversationId } from "./ids.ts";
import type { Conversation, Interaction } from "./model.ts";

/** A conversation nobody has written in yet. */
export function newConversation(at: Address, contact: Conversation["contact"], now: Date): Conversation {
	return {
		_id: conversationId(at),
		channel: at.channel,
		account: at.account,
		address: at.address,
		contact,
		privacy: null,
		repliesUntil: null,
		stage: "closed",
		queue: null,
		lastQueue: null,
		assignee: null,
		assigneeName: null,
		queuedSince: null,
		queueRank: 1,
		handoff: null,
		callback: null,
		block: null,
		away: null,
		identity: null,
		interaction: null,
		bot: {},
		seq: 0,
		visibleSeq: 0,
		lastMessage: null,
		unread: 0,
		staffReadSeq: 0,
		citizenSeen: { delivered: 0, read: 0 },
		forgottenAt: null,
		createdAt: now,
		changedAt: now,
		changedBy: "",
		dueAt: null,
		fence: 0,
		lane: null,
		outbox: [],
		sayBy: null,
		handled: [],
	};
}

/** An episode that begins. */
export function newInteraction(of: Conversation, id: string, openedAt: Date): Interaction {
	return {
		_id: id,
		conversation: of._id,
		channel: of.channel,
		language: of.contact.language,
		openedAt,
		queuedAt: null,
		handoffs: 0,
		offeredAt: null,
		answeredAt: null,
		endedAt: null,
		outcome: null,
		queue: null,
		agent: null,
		agentName: null,
		topic: null,
		danger: null,
		survey: null,
		revision: 0,
	};
}
