import { randomUUID } from "node:crypto";
import { createBot } from "../../flows/index.ts";
import {
	type Conversation,
	type ConversationEngine,
	type ConversationParts,
	conversationId,
	findConversation,
	type Message,
	messagesAfter,
} from "../../src/conversations/index.ts";
import type { DeskStaff } from "../../src/desk/access.ts";
import { outlook } from "../../src/desk/outlook.ts";
import { createPresence, type PresenceBook } from "../../src/desk/presence.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { demoStaff, seedDemo } from "../../src/seed/demo.ts";
import { permissionsOf } from "../../src/staff/index.ts";
import { inbound, ManualClock, startEngine } from "../conversations/engine-support.ts";
import { library } from "../flows/articles.ts";
import { nobodyKnown } from "../flows/identification.ts";
import { office } from "../flows/talk.ts";

export const everything = { limit: 500, notes: true };

/** The demo office at work in this process: the real bot, desk and store, on a clock that the test drives. */
export interface Office {
	clock: ManualClock;
	engine: ConversationEngine;
	presence: PresenceBook;
	/** Runs a sweep of the conversations as the hub would. */
	sweep(name: string): Promise<number>;
}

/** Sets the demo up on the first call; a second one is another hub process on the same store. */
export async function openOffice(given: Partial<ConversationParts> & { clock?: ManualClock } = {}): Promise<Office> {
	const { clock = new ManualClock(), owner = "hub-1" } = given;
	await seedDemo(clock.now());
	const presence = createPresence({ hub: owner, clock });
	const bot = createBot({
		knowledge: library(),
		counter: { outlook: (input) => outlook(presence, input) },
		identification: nobodyKnown,
		office,
	});
	const { engine } = startEngine({ bot, ...given, owner, clock });
	return {
		clock,
		engine,
		presence,
		async sweep(name) {
			const upkeep = engine.upkeep.find((one) => one.name === name);
			if (!upkeep) throw new Error(`There is no upkeep ${name}`);
			const done = await upkeep.run(clock.now());
			await engine.drain();
			return done;
		},
	};
}

/** A member of the demo's staff, as the desk knows them. */
export function staffMember(name: string): DeskStaff {
	const seed = demoStaff.find((one) => one.name === name);
	if (!seed) throw new Error(`The demo has no ${name}`);
	const { id, roles, queues = [], capacity = 4 } = seed;
	return { id, name, roles, permissions: permissionsOf(roles), queues, sight: null, capacity };
}

/** A citizen on the web chat, without a browser. */
export class Visitor {
	readonly address = randomUUID();
	readonly id = conversationId({ channel: "webchat", account: "main", address: this.address });
	readonly #engine: ConversationEngine;

	constructor({ engine }: Pick<Office, "engine">) {
		this.#engine = engine;
	}

	/** Says it, and waits for what comes of it. */
	async says(text: string): Promise<void> {
		await this.#engine.receive(inbound(text, this.address, randomUUID()));
		await this.#engine.drain();
	}

	async clicks(option: string): Promise<void> {
		const message = inbound("", this.address, randomUUID());
		await this.#engine.receive({ ...message, parts: [{ type: "choice", option, label: "…" }] });
		await this.#engine.drain();
	}

	async conversation(): Promise<Conversation> {
		const found = await findConversation(this.id);
		if (!found) throw new Error("They have said nothing yet");
		return found;
	}

	/** What they see, without their own. */
	async shown(): Promise<string[]> {
		const { messages } = await messagesAfter(this.id, 0, { ...everything, notes: false });
		return messages.filter(({ direction }) => direction === "out").map(wordsIn);
	}

	async notes(): Promise<string[]> {
		const { messages } = await messagesAfter(this.id, 0, everything);
		return messages.filter(({ direction }) => direction === "note").map(wordsIn);
	}

	/** Everything in its order: who, and the parts. */
	async transcript(): Promise<Message[]> {
		return (await messagesAfter(this.id, 0, everything)).messages;
	}
}

export function wordsIn({ parts }: Pick<Message, "parts">): string {
	return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** What came of it: "done", or the kind of the error that it was refused with. */
export function kindOf(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => "done",
		(error: unknown) => (error instanceof DomainError ? error.kind : error),
	);
}
