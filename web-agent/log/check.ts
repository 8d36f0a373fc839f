import type { LogDraft } from "./new-draft.ts";

export const logFields = ["openedAt", "endedAt", "summary", "files"] as const;
export type LogField = (typeof logFields)[number];

const dayMs = 24 * 3_600_000;
/** As the hub checks again. */
const longestMs = 30 * dayMs;

/** The fields that the hub would refuse; their texts are `log.wrong`. */
export function wrongIn(draft: LogDraft, now: number): LogField[] {
	const [opened, ended] = [Date.parse(draft.openedAt), Date.parse(draft.endedAt)];
	const wrong: Record<LogField, boolean> = {
		openedAt: !(opened <= now && opened >= now - longestMs),
		endedAt: !(ended <= now && ended >= opened),
		summary: draft.summary.trim() === "",
		files: false,
	};
	return logFields.filter((field) => wrong[field]);
}
