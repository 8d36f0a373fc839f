import { useCallback, useState } from "react";
import { logKey } from "../composer/kept.ts";
import { LogDraft, newDraft } from "./new-draft.ts";

/**
 * What is being logged. It stays over a closed dialog, a lost connection and a reload of the tab until it is on record
 * or discarded.
 */
export function useLogDraft(staff: string): {
	draft: LogDraft;
	change: (fields: Partial<LogDraft>) => void;
	/** Begins a new one. */
	renew: () => void;
} {
	const [draft, set] = useState(() => {
		const kept = read(staff);
		return kept && isWritten(kept) ? kept : newDraft(Date.now(), kept?.channel);
	});
	const keep = useCallback(
		(next: LogDraft) => {
			set(next);
			try {
				sessionStorage.setItem(logKey(staff), JSON.stringify(next));
			} catch {
				// Full or closed storage: it lasts as long as the dialog.
			}
		},
		[staff],
	);
	return {
		draft,
		change: (fields) => keep({ ...draft, ...fields }),
		renew: () => keep(newDraft(Date.now(), draft.channel)),
	};
}

function isWritten({ name, contact, summary, topic }: LogDraft): boolean {
	return [name, contact, summary, topic].some((text) => text.trim() !== "");
}

function read(staff: string): LogDraft | null {
	try {
		const parsed = LogDraft.safeParse(JSON.parse(sessionStorage.getItem(logKey(staff)) ?? "null"));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
