import type { Author, Away } from "./model.ts";

/** Milliseconds after which an answer that was not seen in the web chat goes by mail. */
export const missedAfterMs = 2 * 60_000;

/** What is said to whoever left an address waits to be seen. What is said of the conversation itself is no answer. */
export function whenMissed(away: Away, { kind }: Author, now: Date): Away {
	if (away.dueAt || kind === "system") return away;
	return { ...away, dueAt: new Date(now.getTime() + (away.byMail ? 0 : missedAfterMs)) };
}
