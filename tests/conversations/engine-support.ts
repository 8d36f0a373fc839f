import mongoose from "mongoose";
import { pino } from "pino";
import { answersAt } from "../../src/citizens/index.ts";
import {
	type Bot,
	type Conversation,
	type ConversationEngine,
	type ConversationParts,
	type Courier,
	createConversations,
	createSecrets,
	type Inbound,
	type Message,
} from "../../src/conversations/index.ts";
import { createSealer } from "../../src/platform/seal.ts";
import { createGroupWriter } from "../../src/platform/store/group-writer.ts";

/** A clock that stands until it is moved. */
export class ManualClock {
	#now = new Date("2026-11-02T14:00:00Z");
	now(): Date {
		return this.#now;
	}
	advance(ms: number): void {
		this.#now = new Date(this.#now.getTime() + ms);
	}
}

/** Says back what it hears and counts how often it was asked. */
export function echoBot(): Bot & { turns: number } {
	return {
		turns: 0,
		wantsCallback: () => false,
		danger: () => null,
		async turn({ conversation, cause }) {
			this.turns += 1;
			const [part] = cause.kind === "message" ? cause.message.parts : [];
			const text = part?.type === "text" ? part.text : cause.kind;
			return {
				state: { turns: Number(conversation.bot.turns ?? 0) + 1 },
				replies: [{ parts: [{ type: "text", text: `eco: ${text}` }] }],
				effects:
					text === "persona" ? [{ kind: "handoff", queue: "general", reason: "asked", topic: null, summary: "" }] : [],
			};
		},
	};
}

export interface Said {
	conversation: Conversation;
	messages: Message[];
}

/** A hub process' engine on the test database, with what it said. */
export function startEngine(parts: Partial<ConversationParts> = {}): { engine: ConversationEngine; said: Said[] } {
	const said: Said[] = [];
	const engine = createConversations({
		owner: "hub-1",
		writer: createGroupWriter(mongoose.connection.getClient(), mongoose.connection.name),
		clock: { now: () => new Date() },
		log: pino({ level: "silent" }),
		bot: echoBot(),
		answersAt,
		secrets: createSecrets(createSealer(["a key for the secrets of these tests, long enough"])),
		courier: courier(async () => ({ externalId: "none" }), { pushes: () => false }),
		audience: {
			said: (conversation, messages) => said.push({ conversation, messages }),
			follows: () => true,
			delivered: () => {},
		},
		leaseMs: 10_000,
		botIdleMs: () => 30 * 60_000,
		...parts,
	});
	return { engine, said };
}

/** A courier of a service with nothing special, but for what a test says. */
export function courier(deliver: Courier["deliver"], can: Partial<Courier> = {}): Courier {
	return {
		pushes: () => true,
		sendsHere: () => true,
		gathers: () => false,
		marks: () => false,
		deliver,
		templates: async () => [],
		...can,
	};
}

let sequence = 0;

export function inbound(text: string, address: string, externalId = `m${++sequence}`): Inbound {
	return {
		from: { channel: "webchat", account: "main", address },
		externalId,
		parts: [{ type: "text", text }],
		contact: { name: null, language: "es" },
	};
}

export function textOf(message: { parts: Message["parts"] } | undefined): string {
	const [part] = message?.parts ?? [];
	return part?.type === "text" ? part.text : "";
}
