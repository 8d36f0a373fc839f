import type { Counter, Outlook } from "../../flows/index.ts";
import { createBot } from "../../flows/index.ts";
import type { Identification } from "../../src/citizens/index.ts";
import type {
	Bot,
	Conversation,
	Interaction,
	Message,
	Outcome,
	Part,
	TurnCause,
	TurnEffect,
	TurnOutcome,
} from "../../src/conversations/index.ts";
import { newConversation, newInteraction } from "../../src/conversations/new-conversation.ts";
import { library } from "./articles.ts";
import { nobodyKnown } from "./identification.ts";

export const office = {
	name: { es: "Oficina Demo", en: "Demo Office" },
	emergency: [
		{ name: "Policía", number: "911" },
		{ name: "Bomberos", number: "913" },
	],
};
/** A Monday, 10:00 in El Salvador. */
export const monday = new Date("2026-11-02T16:00:00Z");

const attended: Outlook = {
	queue: "soporte",
	queueName: { es: "Soporte técnico", en: "Technical support" },
	open: true,
	peopleOn: true,
	position: 2,
	waitMinutes: 6,
	opensAt: null,
	zone: "America/El_Salvador",
};

/** A desk whose people come and go as a test says; it keeps what it was asked. */
export class TestCounter implements Counter {
	now: Outlook = attended;
	asked: Parameters<Counter["outlook"]>[0][] = [];

	attend(): void {
		this.now = attended;
	}

	/** Closed until the next day at 8:00. */
	close(): void {
		this.now = { ...attended, open: false, peopleOn: false, opensAt: new Date("2026-11-03T14:00:00Z") };
	}

	empty(): void {
		this.now = { ...attended, peopleOn: false };
	}

	async outlook(input: Parameters<Counter["outlook"]>[0]): Promise<Outlook> {
		this.asked.push(input);
		return this.now;
	}
}

/** What a turn came to, as a test wants to look at it. */
export interface Said {
	/** All that was said, messages parted by a blank line. */
	text: string;
	messages: string[];
	/** Ids of the options that were offered, and their labels. */
	options: string[];
	labels: string[];
	citations: string[];
	effects: TurnEffect[];
	kinds: string[];
	outcome: TurnOutcome;
}

/**
 * One conversation, led as the conversations domain leads it: effects change the stage, and a message that belongs to a
 * new interaction opens one. Each turn is taken twice, and both must agree.
 */
export class Talk {
	readonly counter: TestCounter;
	readonly bot: Bot;
	now: Date;
	conversation: Conversation;
	#made = 0;

	constructor(
		given: {
			counter?: TestCounter;
			identification?: Identification;
			language?: "es" | "en";
			now?: Date;
			id?: string;
		} = {},
	) {
		this.counter = given.counter ?? new TestCounter();
		this.bot = createBot({
			knowledge: library(),
			counter: this.counter,
			identification: given.identification ?? nobodyKnown,
			office,
		});
		this.now = given.now ?? monday;
		this.conversation = emptyConversation(given.id ?? "c1", given.language ?? "es", this.now);
	}

	get interaction(): Interaction | null {
		return this.conversation.interaction;
	}

	says(text: string): Promise<Said> {
		return this.#message([{ type: "text", text }]);
	}

	clicks(option: string, label = "…"): Promise<Said> {
		return this.#message([{ type: "choice", option, label }]);
	}

	sends(...names: string[]): Promise<Said> {
		return this.#message(names.map((name) => ({ type: "file", file: name, name, mime: "image/png", size: 10 })));
	}

	later(hours: number): void {
		this.now = new Date(this.now.getTime() + hours * 3_600_000);
	}

	/** An agent took it and closed it. */
	async agentCloses(name: string, outcome: Outcome = "resolved-by-agent"): Promise<Said> {
		this.#update({ agent: "a1", agentName: name });
		return this.ends(outcome, "agent");
	}

	async ends(outcome: Outcome, by: "agent" | "idle" | "citizen"): Promise<Said> {
		this.#update({ endedAt: this.now, outcome });
		this.conversation.stage = "survey";
		return this.#turn({ kind: "ended", outcome, by });
	}

	async returns(instruction: string | null): Promise<Said> {
		this.conversation.stage = "bot";
		return this.#turn({ kind: "returned", instruction });
	}

	/** The survey's stage lapsed. */
	lapses(): void {
		this.conversation.stage = "closed";
	}

	async #message(parts: Part[]): Promise<Said> {
		this.#made += 1;
		const message: Message = {
			_id: `${this.conversation._id}.m${this.#made}`,
			conversation: this.conversation._id,
			interaction: null,
			seq: null,
			after: null,
			author: { kind: "citizen" },
			direction: "in",
			parts,
			at: this.now,
		};
		if (this.conversation.stage === "closed") this.#open(message._id);
		const waits = this.conversation.stage === "queued" && this.bot.danger(message) !== null;
		if (!waits && (this.conversation.stage === "queued" || this.conversation.stage === "agent")) {
			throw new Error("The bot is not asked while a person has the word");
		}
		return this.#turn({ kind: "message", message });
	}

	async #turn(cause: TurnCause): Promise<Said> {
		let outcome = await this.#ask(cause);
		if (cause.kind === "message" && outcome.effects.some(({ kind }) => kind === "reopen")) {
			this.#open(cause.message._id);
			this.conversation.bot = outcome.state;
			outcome = await this.#ask(cause);
		}
		this.#apply(outcome);
		return saidIn(outcome);
	}

	async #ask(cause: TurnCause): Promise<TurnOutcome> {
		const { interaction } = this.conversation;
		if (!interaction) throw new Error("No interaction");
		const input = { conversation: this.conversation, interaction, cause, now: this.now };
		const before = JSON.stringify(input);
		const first = await this.bot.turn(input);
		const second = await this.bot.turn(structuredClone(input));
		if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error("A turn taken again came out differently");
		if (JSON.stringify(input) !== before) throw new Error("A turn changed what it was given");
		return first;
	}

	#apply({ state, effects }: TurnOutcome): void {
		this.conversation.bot = JSON.parse(JSON.stringify(state));
		for (const effect of effects) {
			if (effect.kind === "handoff") {
				this.conversation.stage = "queued";
				this.conversation.queue = effect.queue;
			}
			if (effect.kind === "danger") this.#update({ danger: effect.danger });
			if (effect.kind === "close") this.conversation.stage = "closed";
			if (effect.kind === "identity") this.conversation.identity = effect.identity;
			if (effect.kind === "language") this.conversation.contact.language = effect.language;
			if (effect.kind === "survey" && effect.interaction === this.interaction?._id)
				this.#update({ survey: effect.survey });
			if (effect.kind === "end") {
				this.#update({ endedAt: this.now, outcome: effect.outcome });
				this.conversation.stage = effect.survey ? "survey" : "closed";
			}
		}
	}

	#open(cause: string): void {
		this.conversation.stage = "bot";
		this.conversation.interaction = newInteraction(this.conversation, `${cause}.i`, this.now);
	}

	#update(change: Partial<Interaction>): void {
		if (this.conversation.interaction) this.conversation.interaction = { ...this.conversation.interaction, ...change };
	}
}

function saidIn(outcome: TurnOutcome): Said {
	const parts = outcome.replies.flatMap((reply) => reply.parts);
	const messages = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
	const options = parts.flatMap((part) => (part.type === "choices" ? part.options : []));
	return {
		text: messages.join("\n\n"),
		messages,
		options: options.map(({ id }) => id),
		labels: options.map(({ label }) => label),
		citations: parts.flatMap((part) => (part.type === "citation" ? [part.article] : [])),
		effects: outcome.effects,
		kinds: outcome.effects.map(({ kind }) => kind),
		outcome,
	};
}

export function emptyConversation(id: string, language: "es" | "en", now: Date): Conversation {
	const from = { channel: "webchat", account: "demo", address: `visitor-${id}` } as const;
	return { ...newConversation(from, { name: null, language }, now), _id: id };
}
