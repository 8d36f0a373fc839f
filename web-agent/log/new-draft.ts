import { z } from "zod/mini";
import type { ClosingOutcome, HandChannel } from "../../src/desk/wire.ts";

export const handChannels = ["phone", "in-person", "letter"] as const satisfies readonly HandChannel[];
export const outcomes = ["resolved-by-agent", "unresolved"] as const satisfies readonly ClosingOutcome[];

export const LogDraft = z.object({
	/** The interaction's own: sent again, it is the same one. */
	id: z.string(),
	channel: z.enum(handChannels),
	name: z.string(),
	contact: z.string(),
	summary: z.string(),
	outcome: z.enum(outcomes),
	/** As a `datetime-local` field has them: this computer's time, to the minute. */
	openedAt: z.string(),
	endedAt: z.string(),
	topic: z.string(),
});
export type LogDraft = z.output<typeof LogDraft>;

const minute = 60_000;
/** How long an interaction is taken to have been, unless one says otherwise. */
const usual = 5 * minute;

/** A draft of what ended just now, on the channel that was logged last. */
export function newDraft(now: number, channel: HandChannel = "phone"): LogDraft {
	return {
		id: crypto.randomUUID(),
		channel,
		name: "",
		contact: "",
		summary: "",
		outcome: "resolved-by-agent",
		openedAt: localMinute(now - usual),
		endedAt: localMinute(now),
		topic: "",
	};
}

/** "2026-11-02T10:31", in this computer's time. */
export function localMinute(at: number): string {
	return new Date(at - new Date(at).getTimezoneOffset() * minute).toISOString().slice(0, 16);
}
