import type { Namespace, Socket } from "socket.io";
import {
	type Audience,
	assuranceOf,
	type Conversation,
	deliveryOf,
	externalIdOf,
	type PlacedMessage,
} from "../../src/conversations/index.ts";
import type { CitizenSide, Place } from "../../src/desk/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Visitor } from "./token.ts";
import { conversationOf } from "./visitor.ts";
import type { ClientEvents, Resumed, ServerEvents, WireMessage, WireStatus } from "./wire.ts";

export interface SocketData {
	visitor: Visitor;
	conversation: string;
	language: "es" | "en";
	/** Not whom the token names. */
	fresh: boolean;
	privacyAccepted: boolean;
	verified: boolean;
	/** Digest of the network that they come from. */
	origin: string;
	/** Where what they do not see in time goes. */
	mail: string | null;
	/** What became of the link that it came with; null: it came with none. */
	resumed: Resumed | null;
}

/** What a socket is opened with. */
export function visitorData(
	visitor: Visitor,
	given: Pick<SocketData, "language" | "fresh" | "resumed" | "origin">,
): SocketData {
	const conversation = conversationOf(visitor);
	return { visitor, conversation, ...given, privacyAccepted: false, verified: false, mail: null };
}

type NoEvents = Record<string, never>;
export type WebchatNamespace = Namespace<ClientEvents, ServerEvents, NoEvents, SocketData>;
export type WebchatSocket = Socket<ClientEvents, ServerEvents, NoEvents, SocketData>;

/** A message as its citizen sees it. Staff's ids stay inside. */
export function wireMessage(
	message: PlacedMessage,
	conversation: Pick<Conversation, "citizenSeen" | "identity">,
	now: Date,
): WireMessage {
	const { seq, after, at, author } = message;
	// On a shared screen nobody reads what somebody else was told (B3).
	const hidden = message.confidential === true && assuranceOf(conversation, now) !== "verified";
	const parts = hidden ? [] : message.parts;
	const delivery = deliveryOf(message, conversation);
	return {
		id: message.direction === "in" ? externalIdOf(message) : message._id,
		seq,
		after,
		at: at.toISOString(),
		from: { kind: author.kind, ...(author.name && { name: author.name }) },
		parts,
		...(delivery && { delivery }),
		...(message.confidential && { confidential: true as const }),
	};
}

export interface WebchatLive extends Audience, CitizenSide {
	/** The places in these queues have moved: everybody who waits there is told theirs. */
	queuesChanged(queues: string[]): void;
	status(conversation: Conversation | null, data: SocketData): Promise<WireStatus>;
}

/** Shows citizens what is said, on the sockets of this process. One room for each conversation. */
export function createWebchatLive(parts: {
	namespace: WebchatNamespace;
	placesIn(queue: string): Promise<Map<string, Place>>;
	peopleNow(): Promise<boolean>;
	/** There is a mailbox to send by. */
	mails(): boolean;
	clock: Clock;
	log: Log;
}): WebchatLive {
	const { namespace, placesIn, peopleNow, mails, clock, log } = parts;
	const stages = new Map<string, string>();

	const own = ({ visitor, language, verified, mail }: SocketData) => ({
		language,
		verified,
		remembered: visitor.remembered,
		mail: mails() || mail !== null ? { address: mail } : null,
	});
	const waitingStatus = (data: SocketData, place: Place, people: boolean): WireStatus => ({
		stage: "queued",
		queue: place,
		agent: null,
		peopleNow: people,
		...own(data),
	});

	async function status(conversation: Conversation | null, data: SocketData): Promise<WireStatus> {
		if (conversation) {
			data.language = conversation.contact.language;
			data.mail = conversation.away?.address ?? null;
			data.verified = assuranceOf(conversation, clock.now()) === "verified";
		}
		const queue = conversation?.stage === "queued" ? conversation.queue : null;
		const [places, people] = await Promise.all([queue ? placesIn(queue) : null, peopleNow()]);
		const place = places?.get(conversation?._id ?? "") ?? { position: 1, waitMinutes: null };
		if (queue) return waitingStatus(data, place, people);
		return {
			stage: conversation?.stage ?? "closed",
			queue: null,
			agent: conversation?.stage === "agent" ? { name: conversation.assigneeName ?? "" } : null,
			peopleNow: people,
			...own(data),
		};
	}

	function socketsOf(conversation: string): WebchatSocket[] {
		const ids = namespace.adapter.rooms.get(conversation) ?? new Set<string>();
		return [...ids].flatMap((id) => namespace.sockets.get(id) ?? []);
	}

	/** On every device and hub process: who holds an older token sees nothing more. */
	function closeForgotten({ _id, forgottenAt }: Conversation): void {
		if (!forgottenAt) return;
		for (const socket of socketsOf(_id)) if (socket.data.visitor.issuedAt <= forgottenAt) socket.disconnect(true);
	}

	async function showStatus(conversation: Conversation): Promise<void> {
		for (const socket of socketsOf(conversation._id)) {
			socket.emit("status", await status(conversation, socket.data));
		}
	}

	return {
		status,
		said(conversation, messages) {
			const { _id, stage, assignee, contact, away } = conversation;
			if (!namespace.adapter.rooms.has(_id)) {
				stages.delete(_id);
				return;
			}
			for (const message of messages) {
				const { seq, after } = message;
				if (message.direction === "note" || seq === null || after === null) continue;
				namespace.local.to(_id).emit("message", wireMessage({ ...message, seq, after }, conversation, clock.now()));
			}
			closeForgotten(conversation);
			// What the citizen sees of the state: who has the word, in which language, where it goes by mail, and whether it is known who they are.
			const verified = assuranceOf(conversation, clock.now()) === "verified";
			const shown = `${stage} ${assignee} ${contact.language} ${away?.address} ${verified}`;
			if (stages.get(_id) === shown) return;
			stages.set(_id, shown);
			showStatus(conversation).catch((error: unknown) => log.error({ err: error }, "status not shown"));
		},
		follows: (conversation) => namespace.adapter.rooms.has(conversation),
		agentTyping: (conversation, name, on) => {
			namespace.to(conversation).emit("typing", { from: "agent", name, on });
		},
		staffRead: (conversation, seq) => {
			namespace.to(conversation).emit("read", { seq });
		},
		queuesChanged(queues) {
			const tell = async () => {
				const people = await peopleNow();
				for (const queue of queues) {
					for (const [conversation, place] of await placesIn(queue)) {
						for (const socket of socketsOf(conversation)) {
							socket.emit("status", waitingStatus(socket.data, place, people));
						}
					}
				}
			};
			tell().catch((error: unknown) => log.error({ err: error }, "places not shown"));
		},
	};
}
