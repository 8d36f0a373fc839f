import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import type { Template } from "../../../src/conversations/index.ts";
import {
	AssignInput,
	BlockInput,
	type ClientEvents,
	CloseInput,
	ConversationInput,
	type DeskMessage,
	HistoryInput,
	ListInput,
	type OpenConversation,
	PresenceInput,
	ReadInput,
	ReplyInput,
	type ServerEvents,
	TemplateInput,
	TransferInput,
	type View,
	views,
} from "../../../src/desk/wire.ts";
import type { Ack, SocketError } from "../../../src/platform/realtime/ack.ts";
import { permissionsOf, type Role } from "../../../src/staff/permissions.ts";
import { answerHttp, blocks, type HttpPeer } from "./http.ts";
import { type Kept, type Office, sampleOffice } from "./sample.ts";

const page = 50;

export interface Peer extends HttpPeer {
	office: Office;
	io: Server<ClientEvents, ServerEvents>;
	/** The next asks of an event are refused so, or not answered at all. */
	refuse: Map<string, SocketError | "silence">;
	/** What the service approved. */
	templates: Template[];
	/** Everything that was asked, in order. */
	asked: { event: string; input: unknown }[];
	citizenSays(id: string, text: string): DeskMessage;
	/** Tells all of a row as it is now. */
	tell(id: string): void;
	close(): Promise<void>;
}

/**
 * A hub of its own making that speaks the desk's wire, for the states that the real one does not fall into on demand:
 * refusals, silence, lost connections, a full office. Its rules are the simplest that the desk can be looked at with.
 */
export async function startPeer(dist: string): Promise<Peer> {
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		answerHttp(peer, dist, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
	});
	const io = new Server<ClientEvents, ServerEvents>(server, { path: "/socket.io" });
	const office = sampleOffice(Date.now());
	const peer: Peer = {
		url: "",
		office,
		io,
		signedIn: { id: "staff-ana", name: "Ana Rivas", roles: ["agent", "supervisor"] },
		refuse: new Map(),
		http: new Map(),
		templates: [],
		logged: [],
		blocks,
		asked: [],
		citizenSays(id, text) {
			const message = append(peer, id, { kind: "citizen" }, "in", text);
			const { row } = kept(peer, id);
			row.unread += 1;
			peer.tell(id);
			return message;
		},
		tell(id) {
			const { row } = kept(peer, id);
			io.of("/desk").emit("row", { row, views: viewsOf(row) });
			io.of("/desk").emit("counts", counts(peer));
		},
		async close() {
			await io.close();
			server.closeAllConnections();
		},
	};
	io.of("/desk").on("connection", (socket) => serve(peer, socket));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	peer.url = `http://127.0.0.1:${isPort(address) ? address.port : 0}`;
	return peer;
}

function isPort(address: string | AddressInfo | null): address is AddressInfo {
	return typeof address === "object" && address !== null;
}

function serve(peer: Peer, socket: Socket<ClientEvents, ServerEvents>): void {
	socket.onAny((event: string, input: unknown) => peer.asked.push({ event, input }));
	const me = () => peer.signedIn ?? { id: "staff-ana", name: "Ana Rivas", roles: ["agent"] as Role[] };

	function answer<T>(event: string, ack: (answer: Ack<T>) => void, make: () => T): void {
		const refusal = peer.refuse.get(event);
		if (refusal === "silence") return;
		if (refusal) ack({ ok: false, error: refusal });
		else ack({ ok: true, data: make() });
	}

	socket.on("start", (_, ack) =>
		answer("start", ack, () => {
			const own = peer.office.agents.find((agent) => agent.id === me().id);
			return {
				me: {
					...me(),
					permissions: [...permissionsOf(me().roles)],
					capacity: own?.capacity ?? 4,
					presence: own && own.presence !== "offline" ? own.presence : "available",
				},
				counts: counts(peer),
				queues: peer.office.queues,
				agents: peer.office.agents,
			};
		}),
	);
	socket.on("presence.set", (input, ack) =>
		answer("presence.set", ack, () => {
			const { state } = PresenceInput.parse(input);
			peer.office.agents = peer.office.agents.map((agent) =>
				agent.id === me().id ? { ...agent, presence: state } : agent,
			);
			peer.io.of("/desk").emit("agents", peer.office.agents);
			return null;
		}),
	);
	socket.on("conversation.list", (input, ack) =>
		answer("conversation.list", ack, () => {
			const { view, cursor } = ListInput.parse(input);
			const from = Number(cursor ?? 0);
			const rows = [...peer.office.conversations.values()]
				.map(({ row }) => row)
				.filter((row) => viewsOf(row).includes(view))
				.sort((a, b) =>
					view === "queue"
						? (a.queuedSince ?? "").localeCompare(b.queuedSince ?? "")
						: b.changedAt.localeCompare(a.changedAt),
				);
			return { rows: rows.slice(from, from + page), cursor: rows.length > from + page ? String(from + page) : null };
		}),
	);
	socket.on("conversation.open", (input, ack) =>
		answer("conversation.open", ack, () => opened(peer, ConversationInput.parse(input).conversation, me().id)),
	);
	socket.on("conversation.leave", (_, ack) => answer("conversation.leave", ack, () => null));
	socket.on("conversation.history", (input, ack) =>
		answer("conversation.history", ack, () => {
			const { conversation, before } = HistoryInput.parse(input);
			const older = kept(peer, conversation).messages.filter((message) => message.seq < before);
			return { messages: older.slice(-page), older: older.length > page };
		}),
	);
	socket.on("conversation.claim", (input, ack) =>
		answer("conversation.claim", ack, () => give(peer, ConversationInput.parse(input).conversation, me())),
	);
	for (const event of ["conversation.reply", "conversation.note"] as const) {
		socket.on(event, (input, ack) =>
			answer(event, ack, () => {
				const { id, conversation, text } = ReplyInput.parse(input);
				const note = event === "conversation.note";
				// As the hub does: its id is the conversation's and the client's.
				const messageId = `${conversation}.${id}`;
				const known = kept(peer, conversation).messages.some((message) => message.id === messageId);
				if (!known) append(peer, conversation, { kind: "agent", ...me() }, note ? "note" : "out", text, messageId);
				peer.tell(conversation);
				return { id };
			}),
		);
	}
	socket.on("conversation.templates", (_, ack) =>
		answer("conversation.templates", ack, () => ({ templates: peer.templates })),
	);
	socket.on("conversation.template", (input, ack) =>
		answer("conversation.template", ack, () => {
			const { id, conversation, name, language, values } = TemplateInput.parse(input);
			const messageId = `${conversation}.${id}`;
			append(
				peer,
				conversation,
				{ kind: "agent", ...me() },
				"out",
				`${name} ${language} ${values.join(" ")}`,
				messageId,
			);
			peer.tell(conversation);
			return { id };
		}),
	);
	socket.on("conversation.typing", (_, ack) => answer("conversation.typing", ack, () => null));
	socket.on("conversation.read", (input, ack) =>
		answer("conversation.read", ack, () => {
			const { conversation } = ReadInput.parse(input);
			kept(peer, conversation).row.unread = 0;
			peer.tell(conversation);
			return null;
		}),
	);
	socket.on("conversation.transfer", (input, ack) =>
		answer("conversation.transfer", ack, () => {
			const { conversation, to } = TransferInput.parse(input);
			const target = "agent" in to ? peer.office.agents.find((agent) => agent.id === to.agent) : undefined;
			if (target) give(peer, conversation, target);
			return null;
		}),
	);
	socket.on("conversation.return", (_, ack) => answer("conversation.return", ack, () => null));
	socket.on("conversation.close", (input, ack) =>
		answer("conversation.close", ack, () => {
			const { conversation } = CloseInput.parse(input);
			Object.assign(kept(peer, conversation).row, { stage: "closed", assignee: null });
			peer.tell(conversation);
			return null;
		}),
	);
	socket.on("conversation.block", (input, ack) =>
		answer("conversation.block", ack, () => {
			const { conversation, reason, comment } = BlockInput.parse(input);
			const { id, name } = me();
			const block = { at: new Date().toISOString(), until: null, by: { id, name }, reason, comment };
			Object.assign(kept(peer, conversation).row, { stage: "closed", assignee: null, block });
			peer.tell(conversation);
			return null;
		}),
	);
	socket.on("conversation.unblock", (input, ack) =>
		answer("conversation.unblock", ack, () => {
			const { conversation } = ConversationInput.parse(input);
			kept(peer, conversation).row.block = null;
			peer.tell(conversation);
			return null;
		}),
	);
	socket.on("callback.done", (input, ack) =>
		answer("callback.done", ack, () => {
			const { conversation } = ConversationInput.parse(input);
			kept(peer, conversation).row.callback = null;
			peer.tell(conversation);
			return null;
		}),
	);
	socket.on("conversation.assign", (input, ack) =>
		answer("conversation.assign", ack, () => {
			const { conversation, agent } = AssignInput.parse(input);
			const target = peer.office.agents.find((each) => each.id === agent);
			if (target) give(peer, conversation, target);
			return null;
		}),
	);
}

function kept(peer: Peer, id: string): Kept {
	const found = peer.office.conversations.get(id);
	if (!found) throw new Error(`No conversation ${id}`);
	return found;
}

function opened(peer: Peer, id: string, staff: string): OpenConversation {
	const { row, handoff, messages, readSeq, interactions } = kept(peer, id);
	const own = row.assignee?.id === staff && row.stage === "agent";
	const open = row.stage === "queued" || row.stage === "agent";
	const supervises = peer.signedIn?.roles.includes("supervisor") ?? false;
	return {
		row,
		handoff,
		card: {
			name: row.name,
			channel: row.channel,
			address: row.address,
			language: row.language,
			since: messages[0]?.at ?? row.changedAt,
			privacy: { version: "2026-11", at: messages[0]?.at ?? row.changedAt },
			interactions,
		},
		messages: messages.slice(-page),
		older: messages.length > page,
		citizenReadSeq: readSeq,
		may: {
			claim: row.stage === "queued",
			write: own,
			note: open,
			assign: supervises && open,
			export: supervises,
			block: true,
		},
	};
}

function append(
	peer: Peer,
	id: string,
	author: DeskMessage["author"],
	direction: DeskMessage["direction"],
	text: string,
	messageId?: string,
): DeskMessage {
	const { messages, row } = kept(peer, id);
	const seq = (messages.at(-1)?.seq ?? 0) + 1;
	const at = new Date().toISOString();
	const message: DeskMessage = {
		id: messageId ?? `${id}-${seq}`,
		conversation: id,
		seq,
		at,
		author: {
			kind: author.kind,
			...(author.id ? { id: author.id } : {}),
			...(author.name ? { name: author.name } : {}),
		},
		direction,
		parts: [{ type: "text", text }],
		delivery: direction === "out" ? "sent" : null,
		deliveryError: null,
		interaction: null,
		withheld: false,
		mail: false,
	};
	messages.push(message);
	if (direction !== "note") row.lastMessage = { text, from: author.kind, at };
	row.changedAt = at;
	peer.io.of("/desk").emit("message", message);
	return message;
}

function give(peer: Peer, id: string, agent: { id: string; name: string }) {
	const { row } = kept(peer, id);
	Object.assign(row, {
		stage: "agent",
		assignee: { id: agent.id, name: agent.name },
		queuedSince: null,
		changedAt: new Date().toISOString(),
	});
	peer.tell(id);
	return row;
}

function viewsOf(row: Kept["row"]): View[] {
	const stands: Record<View, boolean> = {
		queue: row.stage === "queued",
		mine: row.stage === "agent" && row.assignee?.id === "staff-ana",
		all: row.stage !== "closed",
		callbacks: row.callback !== null,
		past: row.stage === "closed",
	};
	return views.filter((view) => stands[view]);
}

function counts(peer: Peer) {
	const rows = [...peer.office.conversations.values()].map(({ row }) => row);
	const of = (view: View) => rows.filter((row) => viewsOf(row).includes(view)).length;
	return { queue: of("queue"), mine: of("mine"), callbacks: of("callbacks"), all: of("all") };
}
