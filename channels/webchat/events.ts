import {
	type Conversation,
	type ConversationEngine,
	Conversations,
	endProof,
	findConversation,
	messagesAfter,
	messagesBefore,
	type Part,
	recallSeen,
	writtenParts,
} from "../../src/conversations/index.ts";
import { record } from "../../src/events/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { type EventTable, eventFor } from "../../src/platform/realtime/index.ts";
import type { GroupWriter } from "../../src/platform/store/group-writer.ts";
import { texts } from "../../src/texts/index.ts";
import { type WebchatLive, type WebchatSocket, wireMessage } from "./live.ts";
import { refuseTooMany } from "./refuse-too-many.ts";
import { signToken } from "./token.ts";
import { account, isForgotten } from "./visitor.ts";
import * as wire from "./wire.ts";

/** What the citizen does that staff sees at once; the desk implements it. */
export interface StaffSide {
	citizenTyping(conversation: string, on: boolean): void;
	citizenRead(conversation: string, seq: number): void;
}

export interface WebchatContext {
	socket: WebchatSocket;
	engine: ConversationEngine;
	live: WebchatLive;
	staff: StaffSide;
	writer: GroupWriter;
	clock: Clock;
	secret: string;
	/** The office's name and questions to begin with, by language. */
	opening(language: "es" | "en"): { office: { name: string }; suggestions: string[] };
}

const event = eventFor<WebchatContext>();
/** What a client gets at once. */
const slice = { limit: 100, notes: false } as const;

/** What a visitor can do over `/webchat`: only ever with their own conversation, which their token names. */
export const webchatEvents = {
	begin: event({
		access: "citizen",
		input: wire.BeginInput,
		async handle(context, { after }): Promise<wire.Begun> {
			const { socket, engine, live, secret } = context;
			const { data } = socket;
			let found = await findConversation(data.conversation);
			// What an earlier process left unhandled goes first, so that the order holds; it may be the very first message.
			if ((found || !data.fresh) && (await engine.resume({ conversation: data.conversation })) > 0) {
				found = await findConversation(data.conversation);
			}
			// Who follows a link on another device has not proven anything there.
			if (found && data.resumed === "yes" && data.fresh) found = await engine.change(found._id, endProof);
			data.privacyAccepted = found?.privacy?.version === wire.privacyVersion;
			return {
				token: signToken(data.visitor, secret),
				fresh: data.fresh,
				resumed: data.resumed,
				privacyAccepted: data.privacyAccepted,
				...context.opening(found?.contact.language ?? data.language),
				status: await live.status(found, data),
				...(await recent(found, after, context.clock.now())),
			};
		},
	}),

	send: event({
		access: "citizen",
		input: wire.SendInput,
		async handle({ socket, engine }, { id, text, files, choice, privacy }) {
			const { conversation, visitor, language, origin } = socket.data;
			if (privacy !== undefined && privacy !== wire.privacyVersion) {
				throw new DomainError("invalid", "Not the present privacy notice", { field: "privacy" });
			}
			if (privacy === undefined && !socket.data.privacyAccepted) {
				throw new DomainError("invalid", "Show the privacy notice first, and send its version", { field: "privacy" });
			}
			const parts: Part[] = choice
				? [{ type: "choice", option: choice.option, label: choice.label }]
				: await writtenParts({ conversation, text, files });
			await engine.receive({
				from: { channel: "webchat", account, address: visitor.address },
				externalId: id,
				parts,
				contact: { name: null, language },
				intake: { origin, ...(privacy && { privacy }) },
			});
			socket.data.privacyAccepted = true;
			return { id };
		},
	}),

	sync: event({
		access: "citizen",
		input: wire.SyncInput,
		async handle({ socket, live, clock }, { after }) {
			const { data } = socket;
			const conversation = await findConversation(data.conversation);
			return { ...(await since(conversation, after, clock.now())), status: await live.status(conversation, data) };
		},
	}),

	seen: event({
		access: "citizen",
		input: wire.SeenInput,
		async handle({ socket, writer, staff }, { delivered, read }) {
			const { conversation, mail } = socket.data;
			// Never beyond what there is, so that what comes later is not taken for read.
			const written = await writer.write({
				of: "conversations",
				where: { _id: conversation, seq: { $gte: Math.max(delivered, read) } },
				update: { $max: { "citizenSeen.delivered": Math.max(delivered, read), "citizenSeen.read": read } },
			});
			if (written !== "matched") return null;
			if (mail !== null) await recallSeen(conversation, read);
			staff.citizenRead(conversation, read);
			return null;
		},
	}),

	typing: event({
		access: "citizen",
		input: wire.TypingInput,
		async handle({ socket, staff }, { on }) {
			staff.citizenTyping(socket.data.conversation, on);
			return null;
		},
	}),

	remember: event({
		access: "citizen",
		input: wire.RememberInput,
		async handle({ socket, clock, secret }, { on }) {
			// Perhaps by another tab, on another hub process, just now: no new token brings it back.
			if (await isForgotten(socket.data.visitor))
				throw new DomainError("unauthenticated", "This visitor was forgotten");
			socket.data.visitor = { ...socket.data.visitor, remembered: on, issuedAt: clock.now() };
			return { token: signToken(socket.data.visitor, secret) };
		},
	}),

	language: event({
		access: "citizen",
		input: wire.LanguageInput,
		async handle({ socket, engine, live }, { language }) {
			const { data } = socket;
			data.language = language;
			const known = await Conversations.exists({ _id: data.conversation });
			const conversation = known && (await engine.change(data.conversation, (draft) => draft.speak(language)));
			return live.status(conversation, data);
		},
	}),

	mail: event({
		access: "citizen",
		limit: { burst: 5, perSecond: 1 / 60 },
		input: wire.MailInput,
		async handle({ socket, engine, live, clock }, { address }) {
			const { data } = socket;
			if (!(await Conversations.exists({ _id: data.conversation }))) {
				throw new DomainError("invalid", "Write something first", { field: "address" });
			}
			if (address !== null) await refuseTooMany(address, data.conversation, clock.now());
			const conversation = await engine.change(data.conversation, (draft) => {
				const before = draft.next.away?.address ?? null;
				if (before === address) return;
				const { now: at, next } = draft;
				next.away = address === null ? null : { address, at, after: next.seq, dueAt: null, byMail: false };
				const words = texts("es", "channels");
				const text = address === null ? words.say("away.taken") : words.say("away.left", { address });
				draft.note({ kind: "system" }, [{ type: "text", text }]);
			});
			// What was to go to another address, or to one that is gone, stays in the chat.
			await recallSeen(data.conversation, conversation.seq);
			return live.status(conversation, data);
		},
	}),

	end: event({
		access: "citizen",
		input: wire.EmptyInput,
		async handle({ socket, engine }) {
			await end(engine, socket.data.conversation);
			return null;
		},
	}),

	forget: event({
		access: "citizen",
		input: wire.EmptyInput,
		async handle({ socket, engine, clock }) {
			const { conversation } = socket.data;
			if (!(await Conversations.exists({ _id: conversation }))) return null;
			await end(engine, conversation);
			const now = clock.now();
			await engine.change(conversation, (draft) => {
				draft.next.forgottenAt = now;
				draft.next.away = null;
				if (draft.next.stage === "survey") draft.close();
			});
			await record({
				id: `${conversation}.forgotten.${now.getTime()}`,
				type: "visitor.forgotten",
				at: now,
				actor: { kind: "citizen", id: null },
				conversation,
			});
			return null;
		},
	}),
} satisfies EventTable<WebchatContext>;

/** Ends what is open, as the citizen wishes; the survey follows (B8). */
async function end(engine: ConversationEngine, id: string): Promise<void> {
	if (!(await Conversations.exists({ _id: id }))) return;
	await engine.change(id, async (draft) => {
		const { stage } = draft.next;
		if (stage === "survey") draft.close();
		if (stage === "survey" || stage === "closed") return;
		const outcome = stage === "queued" ? "abandoned" : "ended-by-citizen";
		draft.end(outcome, { kind: "citizen", id: null });
		await engine.letBotSpeak(draft, { kind: "ended", outcome, by: "citizen" });
	});
}

interface Shown {
	messages: wire.WireMessage[];
	more: boolean;
}

/** All since a place; without one, the newest page. */
async function recent(conversation: Conversation | null, after: number, now: Date): Promise<Shown> {
	if (!conversation || after > 0) return since(conversation, after, now);
	const { messages } = await messagesBefore(conversation._id, Number.MAX_SAFE_INTEGER, slice);
	return { messages: messages.map((message) => wireMessage(message, conversation, now)), more: false };
}

async function since(conversation: Conversation | null, after: number, now: Date): Promise<Shown> {
	if (!conversation) return { messages: [], more: false };
	const { messages, more } = await messagesAfter(conversation._id, after, slice);
	return { messages: messages.map((message) => wireMessage(message, conversation, now)), more };
}
