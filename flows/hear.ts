import type { Danger, FilePart, Message } from "../src/conversations/index.ts";
import { danger } from "./understand/danger.ts";
import { type Intent, understand } from "./understand/intent.ts";

/** A citizen's message as the dialogs read it. */
export interface Heard {
	/** What was typed, or the label of what was clicked; cleaned, without a greeting before it. */
	text: string;
	/** As it was typed, for whoever reads it later. */
	raw: string;
	/** The id of the option that was clicked. */
	option: string | null;
	files: FilePart[];
	intent: Intent;
	/** It began with a greeting. */
	greeted: boolean;
	/** It tells of danger; an option that was clicked never does. */
	danger: Danger | null;
}

/** More than a question needs; the rest of a story is kept in the transcript. */
const longestText = 4_000;

/** Reads a message. Control characters and invisible marks are taken out, and a very long text is cut. */
export function hear(message: Readonly<Message>): Heard {
	const files = message.parts.filter((part) => part.type === "file");
	const clicked = message.parts.find((part) => part.type === "choice");
	const typed = message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
	const raw = clean(clicked ? clicked.label : typed);
	const { intent, text, greeted } = understand(raw);
	return { text, raw, option: clicked?.option ?? null, files, intent, greeted, danger: clicked ? null : danger(raw) };
}

/** When nobody said anything. */
export const silence: Heard = {
	text: "",
	raw: "",
	option: null,
	files: [],
	intent: { kind: "none" },
	greeted: false,
	danger: null,
};

/** Control characters, invisible marks that turn the writing round, and halves of characters. */
const unreadable = /[\p{Cc}\p{Cs}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/gu;

function clean(text: string): string {
	return text
		.slice(0, longestText)
		.replace(unreadable, (mark) => (mark === "\n" ? mark : " "))
		.trim();
}
