import type { Namespace, Socket } from "socket.io";
import type { Audience, Conversation, Message } from "../conversations/index.ts";
import type { Log } from "../platform/log.ts";
import { type DeskStaff, mayRead, type Subject, viewsOf } from "./access.ts";
import { type Board, countsFor, queuesFor, readBoard } from "./board.ts";
import type { PresenceBook } from "./presence.ts";
import { deskMessage, interactionRow, rowOf, rowOfGone, surveyRow } from "./rows.ts";
import type { ClientEvents, ServerEvents } from "./wire.ts";

export interface SocketData {
	staff: DeskStaff;
	session: string;
}
type NoEvents = Record<string, never>;
export type DeskNamespace = Namespace<ClientEvents, ServerEvents, NoEvents, SocketData>;
export type DeskSocket = Socket<ClientEvents, ServerEvents, NoEvents, SocketData>;

export const roomOf = {
	staff: (id: string) => `staff:${id}`,
	conversation: (id: string) => `conversation:${id}`,
};

export const isConversation = (room: string) => room.startsWith(roomOf.conversation(""));

/** Rows of a busy conversation are shown at most this often. */
const rowEveryMs = 250;
const boardEveryMs = 500;
/** Conversations whose last shown state is kept, to tell whom they left. */
const shownLimit = 5_000;

export interface Live extends Audience {
	delivered(conversation: Conversation, message: Message): void;
	citizenTyping(conversation: string, on: boolean): void;
	citizenRead(conversation: string, seq: number): void;
	/** Somebody came, went or changed state. */
	peopleChanged(): void;
	/** The queues and people as last read. */
	board(): Promise<Board>;
	stop(): void;
}

/**
 * Shows staff what changes, on the sockets of this process (A1). Messages go at once to who has the conversation open;
 * rows and figures are gathered for a moment, so that a rush of citizens is no rush of screens.
 */
export function createLive(parts: {
	namespace: DeskNamespace;
	presence: PresenceBook;
	log: Log;
	/** Who waits where has changed, or who attends. */
	queuesChanged(queues: string[]): void;
}): Live {
	const { namespace, presence, log, queuesChanged } = parts;
	const dirty = new Map<string, Conversation>();
	const shown = new Map<string, Subject>();
	const moved = new Set<string>();
	let rowTimer: NodeJS.Timeout | null = null;
	let boardTimer: NodeJS.Timeout | null = null;
	let lastBoard: string | null = null;

	function sockets(): DeskSocket[] {
		return [...namespace.sockets.values()];
	}

	/** Whoever may not read it any more is told nothing of it from now on (P1). */
	function sendAway(room: string, conversation: Conversation): void {
		for (const id of [...(namespace.adapter.rooms.get(room) ?? [])]) {
			const socket = namespace.sockets.get(id);
			if (socket && !mayRead(socket.data.staff, conversation)) void socket.leave(room);
		}
	}

	function showRows(): void {
		rowTimer = null;
		const present = sockets();
		for (const conversation of dirty.values()) {
			const before = shown.get(conversation._id);
			const row = rowOf(conversation);
			const gone = rowOfGone(conversation);
			for (const socket of present) {
				const views = viewsOf(socket.data.staff, conversation);
				const had = before !== undefined && viewsOf(socket.data.staff, before).length > 0;
				if (views.length === 0 && !had) continue;
				socket.emit("row", { row: mayRead(socket.data.staff, conversation) ? row : gone, views });
			}
			remember(conversation);
		}
		dirty.clear();
	}

	function remember({ _id, stage, assignee, queue, lastQueue, callback }: Conversation): void {
		shown.delete(_id);
		shown.set(_id, { stage, assignee, queue, lastQueue, callback });
		if (shown.size > shownLimit) {
			const [oldest] = shown.keys();
			if (oldest !== undefined) shown.delete(oldest);
		}
	}

	function boardSoon(): void {
		boardTimer ??= setTimeout(() => {
			boardTimer = null;
			showBoard().catch((error) => log.error({ err: error }, "board not shown"));
		}, boardEveryMs);
	}

	async function showBoard(): Promise<void> {
		const queues = [...moved];
		moved.clear();
		if (queues.length > 0) queuesChanged(queues);
		const present = sockets();
		if (present.length === 0) return;
		const board = await readBoard(presence);
		const text = JSON.stringify(board);
		const same = text === lastBoard;
		lastBoard = text;
		if (!same) namespace.local.emit("agents", board.agents);
		for (const socket of present) {
			const { staff } = socket.data;
			// What is counted of some units can differ where the whole does not.
			if (same && staff.sight === null) continue;
			socket.emit("queues", queuesFor(staff, board));
			socket.emit("counts", await countsFor(staff, board));
		}
	}

	/** Whoever looks at the card sees how an episode ends and what the citizen says of it (B8). */
	function showInteractions({ _id, outbox }: Conversation): void {
		const room = namespace.local.to(roomOf.conversation(_id));
		for (const entry of outbox) {
			if (entry.kind === "interaction") {
				room.emit("interaction", { conversation: _id, interaction: interactionRow(entry.interaction) });
			} else if (entry.kind === "survey") {
				room.emit("survey", { conversation: _id, interaction: entry.interaction, survey: surveyRow(entry.survey) });
			}
		}
	}

	/** Whoever may attend it, and whoever supervises, hears of danger at once (B12). */
	function raiseAlarm(conversation: Conversation): void {
		const told = conversation.outbox.some(
			(entry) => entry.kind === "event" && entry.event.type === "danger.recognised",
		);
		if (!told) return;
		const row = rowOf(conversation);
		for (const socket of sockets()) {
			const view = viewsOf(socket.data.staff, conversation).find((one) => one !== "callbacks" && one !== "past");
			if (view) socket.emit("danger", { row, view });
		}
	}

	function ring(conversation: Conversation): void {
		for (const entry of conversation.outbox) {
			if (entry.kind !== "event" || typeof entry.event.data.agent !== "string") continue;
			const { type, actor, data } = entry.event;
			const why = type === "conversation.transferred" ? "transfer" : actor.kind === "system" ? "auto" : "supervisor";
			if (type !== "conversation.assigned" && type !== "conversation.transferred") continue;
			namespace.local.to(roomOf.staff(String(data.agent))).emit("assigned", { row: rowOf(conversation), why });
		}
	}

	return {
		said(conversation, messages) {
			const before = shown.get(conversation._id);
			const changed =
				before?.stage !== conversation.stage ||
				before.assignee !== conversation.assignee ||
				before.queue !== conversation.queue ||
				before.callback !== conversation.callback;
			if (changed) {
				for (const queue of [before?.queue, conversation.queue]) if (queue) moved.add(queue);
				boardSoon();
			}
			if (namespace.sockets.size === 0) {
				remember(conversation);
				return;
			}
			const room = roomOf.conversation(conversation._id);
			if (changed) sendAway(room, conversation);
			for (const message of messages) {
				const { seq, after } = message;
				if (seq === null || after === null) continue;
				namespace.local.to(room).emit("message", deskMessage({ ...message, seq, after }, conversation));
			}
			showInteractions(conversation);
			ring(conversation);
			raiseAlarm(conversation);
			dirty.set(conversation._id, conversation);
			rowTimer ??= setTimeout(showRows, rowEveryMs);
		},
		follows: (conversation) => namespace.adapter.rooms.has(roomOf.conversation(conversation)),
		delivered(conversation, message) {
			const { seq, after } = message;
			if (seq === null || after === null) return;
			const shownMessage = deskMessage({ ...message, seq, after }, conversation);
			namespace.local.to(roomOf.conversation(conversation._id)).emit("message", shownMessage);
		},
		citizenTyping: (conversation, on) => {
			namespace.to(roomOf.conversation(conversation)).emit("typing", { conversation, on });
		},
		citizenRead: (conversation, seq) => {
			namespace.to(roomOf.conversation(conversation)).emit("read", { conversation, seq });
		},
		peopleChanged: boardSoon,
		board: () => readBoard(presence),
		stop() {
			if (rowTimer) clearTimeout(rowTimer);
			if (boardTimer) clearTimeout(boardTimer);
		},
	};
}
