import {
	type ConversationEngine,
	Conversations,
	findConversation,
	messagesBefore,
	timeLineOf,
} from "../conversations/index.ts";
import { record } from "../events/index.ts";
import type { Clock } from "../platform/clock.ts";
import { DomainError } from "../platform/errors.ts";
import { type EventTable, eventFor } from "../platform/realtime/index.ts";
import { listAgents } from "../staff/index.ts";
import { type DeskStaff, requireReadable, rightsIn } from "./access.ts";
import { block, liftBlock } from "./block.ts";
import { countsFor, queuesFor } from "./board.ts";
import { assign, claim } from "./claim.ts";
import { callbackDone, close } from "./close.ts";
import { listConversations } from "./lists.ts";
import { type DeskSocket, type Live, roomOf } from "./live.ts";
import { Queues } from "./model.ts";
import type { PresenceBook } from "./presence.ts";
import { note, reply, replyByTemplate } from "./reply.ts";
import { cardOf, deskMessage, rowOf } from "./rows.ts";
import { giveBack, type Target, transfer } from "./transfer.ts";
import * as wire from "./wire.ts";

/** What staff does that citizens see at once; the channels implement it. */
export interface CitizenSide {
	agentTyping(conversation: string, agent: string, on: boolean): void;
	/** Staff has read the citizen's messages up to a place. */
	staffRead(conversation: string, seq: number): void;
}

export interface DeskContext {
	staff: DeskStaff;
	socket: DeskSocket;
	engine: ConversationEngine;
	presence: PresenceBook;
	live: Live;
	citizens: CitizenSide;
	clock: Clock;
	/** Room on this agent's desk may have become free, or somebody came. */
	assignSoon(): void;
}

const event = eventFor<DeskContext>();
const recentInteractions = 10;

/** What staff can do over `/desk`, each with the right that it takes (P1). */
export const deskEvents = {
	start: event({
		access: "desk.use",
		input: wire.EmptyInput,
		async handle({ staff, presence, live }): Promise<wire.DeskState> {
			const state = await presence.arrive(staff);
			const board = await live.board();
			const { id, name, roles, permissions, capacity } = staff;
			return {
				me: { id, name, roles: [...roles], permissions: [...permissions], capacity, presence: state },
				counts: await countsFor(staff, board),
				queues: queuesFor(staff, board),
				agents: board.agents,
			};
		},
	}),

	"presence.set": event({
		access: "desk.use",
		input: wire.PresenceInput,
		async handle({ staff, presence, live, assignSoon }, { state }) {
			await presence.set(staff.id, state);
			live.peopleChanged();
			if (state === "available") assignSoon();
		},
	}),

	"conversation.list": event({
		access: "desk.use",
		input: wire.ListInput,
		handle: ({ staff }, { view, cursor }) => listConversations(staff, view, cursor),
	}),

	"conversation.open": event({
		access: "desk.use",
		input: wire.ConversationInput,
		async handle({ staff, socket, clock }, { conversation: id }): Promise<wire.OpenConversation> {
			const first = requireReadable(staff, await findConversation(id));
			// Before it is read: what is said meanwhile comes twice rather than never.
			await socket.join(roomOf.conversation(id));
			const [found, { messages, more }, interactions] = await Promise.all([
				findConversation(id),
				messagesBefore(id, Number.MAX_SAFE_INTEGER, { limit: wire.pageSize, notes: true }),
				timeLineOf(first, recentInteractions),
			]);
			const conversation = requireReadable(staff, found);
			if (isSomebodyElses(staff, conversation)) await auditReading(staff, id, clock.now());
			const { handoff, citizenSeen } = conversation;
			return {
				row: rowOf(conversation),
				handoff: handoff && { ...handoff, at: handoff.at.toISOString() },
				card: cardOf(conversation, interactions),
				messages: messages.map((message) => deskMessage(message, conversation)),
				older: more,
				citizenReadSeq: citizenSeen.read,
				may: rightsIn(staff, conversation),
			};
		},
	}),

	"conversation.leave": event({
		access: "desk.use",
		input: wire.ConversationInput,
		async handle({ socket }, { conversation }) {
			await socket.leave(roomOf.conversation(conversation));
		},
	}),

	"conversation.history": event({
		access: "desk.use",
		input: wire.HistoryInput,
		async handle({ staff }, { conversation: id, before }) {
			const conversation = requireReadable(staff, await findConversation(id));
			const { messages, more } = await messagesBefore(id, before, { limit: wire.pageSize, notes: true });
			return { messages: messages.map((message) => deskMessage(message, conversation)), older: more };
		},
	}),

	"conversation.claim": event({
		access: "conversations.attend",
		input: wire.ConversationInput,
		handle: async ({ engine, staff }, { conversation }) => rowOf(await claim(engine, staff, conversation)),
	}),

	"conversation.reply": event({
		access: "conversations.attend",
		input: wire.ReplyInput,
		async handle({ engine, staff }, written) {
			await reply(engine, staff, written);
			return { id: written.id };
		},
	}),

	"conversation.templates": event({
		access: "conversations.attend",
		input: wire.ConversationInput,
		async handle({ engine, staff }, { conversation: id }) {
			const conversation = requireReadable(staff, await findConversation(id));
			return { templates: await engine.templates(conversation) };
		},
	}),

	"conversation.template": event({
		access: "conversations.attend",
		input: wire.TemplateInput,
		async handle({ engine, staff }, chosen) {
			await replyByTemplate(engine, staff, chosen);
			return { id: chosen.id };
		},
	}),

	"conversation.note": event({
		access: "conversations.attend",
		input: wire.ReplyInput,
		async handle({ engine, staff }, written) {
			await note(engine, staff, written);
			return { id: written.id };
		},
	}),

	"conversation.typing": event({
		access: "conversations.attend",
		input: wire.TypingInput,
		async handle({ staff, socket, citizens }, { conversation, on }) {
			// Only who has it open; who does not have it writes notes, which citizens must not notice.
			if (!socket.rooms.has(roomOf.conversation(conversation))) return;
			const own = await Conversations.exists({ _id: conversation, stage: "agent", assignee: staff.id });
			if (own) citizens.agentTyping(conversation, staff.name, on);
		},
	}),

	"conversation.read": event({
		access: "conversations.attend",
		input: wire.ReadInput,
		async handle({ engine, staff, citizens }, { conversation, seq }) {
			// A supervisor who looks on has not read it for the citizen.
			const news = await Conversations.exists({ _id: conversation, assignee: staff.id, staffReadSeq: { $lt: seq } });
			if (!news) return;
			let read = 0;
			await engine.change(conversation, ({ next }) => {
				if (next.assignee !== staff.id || seq <= next.staffReadSeq) return;
				read = Math.min(seq, next.seq);
				next.staffReadSeq = read;
				next.unread = read === next.seq ? 0 : next.unread;
			});
			if (read > 0) citizens.staffRead(conversation, read);
		},
	}),

	"conversation.transfer": event({
		access: "conversations.attend",
		input: wire.TransferInput,
		async handle({ engine, staff, presence, assignSoon }, { conversation, to, comment }) {
			const target = "agent" in to ? await agentTarget(presence, to.agent) : await queueTarget(to.queue);
			await transfer(engine, staff, conversation, target, comment);
			assignSoon();
		},
	}),

	"conversation.return": event({
		access: "conversations.attend",
		input: wire.ReturnInput,
		async handle({ engine, staff, assignSoon }, { conversation, instruction }) {
			await giveBack(engine, staff, conversation, instruction);
			assignSoon();
		},
	}),

	"conversation.close": event({
		access: "conversations.attend",
		input: wire.CloseInput,
		async handle({ engine, staff, assignSoon }, { conversation, outcome }) {
			await close(engine, staff, conversation, outcome);
			assignSoon();
		},
	}),

	"conversation.block": event({
		access: "senders.block",
		input: wire.BlockInput,
		async handle({ engine, staff, assignSoon }, blocked) {
			await block(engine, staff, blocked);
			assignSoon();
		},
	}),

	"conversation.unblock": event({
		access: "senders.block",
		input: wire.ConversationInput,
		async handle({ engine, staff }, { conversation }) {
			await liftBlock(engine, staff, conversation, true);
		},
	}),

	"callback.done": event({
		access: "conversations.attend",
		input: wire.ConversationInput,
		async handle({ engine, staff }, { conversation }) {
			await callbackDone(engine, staff, conversation);
		},
	}),

	"conversation.assign": event({
		access: "conversations.assign",
		input: wire.AssignInput,
		async handle({ engine, staff, presence, assignSoon }, { conversation, agent }) {
			const target = await agentTarget(presence, agent);
			await assign(engine, conversation, target.agent, staff);
			assignSoon();
		},
	}),
} satisfies EventTable<DeskContext>;

/** @throws DomainError `invalid` (`agent`): no such agent; `conflict`: not at the desk. */
async function agentTarget(
	presence: PresenceBook,
	id: string,
): Promise<Target & { agent: { id: string; name: string } }> {
	const [agents, board] = await Promise.all([listAgents(), presence.board()]);
	const agent = agents.find((one) => one.id === id);
	if (!agent) throw new DomainError("invalid", "No such agent", { field: "agent" });
	if (board.find((one) => one.id === id)?.state === "offline") {
		throw new DomainError("conflict", "They are not at the desk", { field: "agent" });
	}
	return { agent: { id, name: agent.name } };
}

async function queueTarget(id: string): Promise<Target> {
	const queue = await Queues.findById(id).lean();
	if (!queue) throw new DomainError("invalid", "No such queue", { field: "queue" });
	return { queue };
}

/** Past conversations, and those that somebody else has, are not one's own to read: each reading is on record (C4). */
function isSomebodyElses(staff: DeskStaff, { stage, assignee }: { stage: string; assignee: string | null }): boolean {
	return stage === "closed" || stage === "survey" || (assignee !== null && assignee !== staff.id);
}

/** Puts a reading of a transcript on record (C4, P1). */
export async function auditReading(staff: DeskStaff, conversation: string, now: Date): Promise<void> {
	await record({
		id: `${conversation}.read.${staff.id}.${now.getTime()}`,
		type: "transcript.read",
		at: now,
		actor: { kind: "staff", id: staff.id },
		subject: { kind: "conversation", id: conversation },
		conversation,
	});
}
