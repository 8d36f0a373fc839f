import type { Language } from "../src/conversations/index.ts";

/** What a citizen may expect of the people at the counter, now. */
export interface Outlook {
	queue: string;
	/** As citizens read it: "Soporte técnico". */
	queueName: Record<Language, string>;
	/** Within office hours. */
	open: boolean;
	/** Somebody of that queue is on duty. */
	peopleOn: boolean;
	/** The place the citizen would have, from 1. */
	position: number;
	/** Null when there is nothing to reckon it from. */
	waitMinutes: number | null;
	/** When it opens next; null while it is open, or when nobody knows. */
	opensAt: Date | null;
	/** IANA zone of the office, for telling times. */
	zone: string;
}

/** The desk as the bot needs it (B7); the desk implements it and `main.ts` joins the two. */
export interface Counter {
	/** The queue for a topic (null: unknown) and a language, and how it stands. It reads, and changes nothing. */
	outlook(input: { topic: string | null; language: Language; now: Date }): Promise<Outlook>;
}
