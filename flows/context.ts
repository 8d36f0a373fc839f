import type { Article, ArticleSearch } from "../kb/index.ts";
import type { Identification } from "../src/citizens/index.ts";
import {
	type Assurance,
	assuranceOf,
	type Identity,
	type Language,
	type TurnEffect,
	type TurnInput,
} from "../src/conversations/index.ts";
import { texts } from "../src/texts/index.ts";
import type { Utterance } from "./botbuilder/activities.ts";
import type { OpenDialogs } from "./botbuilder/dialogs.ts";
import type { Counter } from "./counter.ts";
import type { Heard } from "./hear.ts";
import type { Memory } from "./memory.ts";

export interface Office {
	name: Record<Language, string>;
	/** Whom to call in danger, in the order in which they are told (B12). */
	emergency: readonly { name: string; number: string }[];
}

/** What the bot is made of. */
export interface BotParts {
	/** The published articles, to be searched. */
	knowledge: ArticleSearch<Article>;
	counter: Counter;
	identification: Identification;
	office: Office;
}

/** One turn while it is taken: what was heard, what is known, and the means to answer. */
export interface Turn {
	readonly parts: BotParts;
	readonly input: TurnInput;
	readonly now: Date;
	readonly heard: Heard;
	readonly effects: TurnEffect[];
	readonly dialogs: OpenDialogs<Turn>;
	readonly memory: Memory;
	/** Changes when the citizen asks for the other one. */
	language: Language;
	/** How sure it is who one speaks to. */
	assurance: Assurance;
	/** It turned out who it is; null: it is to be forgotten. */
	know(identity: Identity | null): void;
	/** The words of `key` in the citizen's language; where there are variants, another one each time. */
	words(key: string, values?: Record<string, string | number>): string;
	/** Goes on in another language, from here on. */
	speak(language: Language): void;
	/** Says one message. */
	say(text: string, extra?: Omit<Utterance, "text">): Promise<void>;
	/** Words that go before the next message, in it; a function is asked when that is said. */
	preface(text: string | (() => string)): void;
}

const book = "bot";

/** Makes the turn's means; `send` gives a message to the framework. */
export function turnOf(
	given: Pick<Turn, "parts" | "input" | "heard" | "memory" | "dialogs">,
	send: (utterance: Utterance) => Promise<void>,
): Turn {
	const { input, memory } = given;
	const start = offset(input.interaction._id);
	let prefaces: (string | (() => string))[] = [];

	const turn: Turn = {
		...given,
		now: input.now,
		effects: [],
		language: input.conversation.contact.language,
		assurance: assuranceOf(input.conversation, input.now),
		know(identity) {
			turn.assurance = assuranceOf({ identity }, input.now);
			turn.effects.push({ kind: "identity", identity });
		},
		words(key, values) {
			const own = texts(turn.language, book);
			const ways = own.ways(key);
			if (ways === 1) return own.say(key, values);
			const spoken = memory.spoken[key] ?? 0;
			memory.spoken[key] = (spoken + 1) % ways;
			return own.say(`${key}.${(start + spoken) % ways}`, values);
		},
		speak(language) {
			turn.language = language;
			turn.effects.push({ kind: "language", language });
		},
		async say(text, extra = {}) {
			const whole = [...prefaces, text].map((words) => (typeof words === "string" ? words : words())).join("\n\n");
			prefaces = [];
			await send({ text: whole, ...extra });
		},
		preface(text) {
			prefaces.push(text);
		},
	};
	return turn;
}

/** Reads the texts, so that no citizen waits for it. */
export function warmUpTexts(language: Language): void {
	texts(language, book);
}

/** Where the variants begin: differs between interactions, and is the same when a turn is taken again. */
function offset(interaction: string): number {
	let sum = 0;
	for (const letter of interaction) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
	return sum;
}
