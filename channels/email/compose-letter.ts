import type { Choice, Language } from "../../src/conversations/index.ts";

/** What a mail says, in the order in which it stands there. */
export interface Letter {
	language: Language;
	blocks: Block[];
	/** Who wrote it and for which office; empty for none. */
	signature: string;
	quote: Quote | null;
}

export type Block =
	| { kind: "text"; text: string }
	| { kind: "options"; options: Choice[] }
	| { kind: "aside"; text: string };

/** What is answered. */
export interface Quote {
	by: string;
	/** The day as people read it. */
	day: string;
	text: string;
}
