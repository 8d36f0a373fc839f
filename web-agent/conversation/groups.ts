import type { DeskMessage } from "../../src/desk/wire.ts";

/** Milliseconds of quiet after which the same author starts a new group, with its own time. */
const pause = 5 * 60_000;

export type Entry =
	| { kind: "day"; key: string; at: string }
	| { kind: "unread"; key: string }
	| { kind: "system"; key: string; message: DeskMessage }
	| { kind: "note"; key: string; message: DeskMessage }
	| { kind: "group"; key: string; side: "citizen" | "agent" | "bot"; messages: [DeskMessage, ...DeskMessage[]] };

/**
 * The messages as the timeline shows them: days apart, one author's run together, system lines and notes alone.
 * `unreadFrom` is the seq before which the marker of new messages stands. `dayOf` tells local days apart.
 */
export function entriesOf(
	messages: readonly DeskMessage[],
	unreadFrom: number | null,
	dayOf: (at: string) => string,
): Entry[] {
	const entries: Entry[] = [];
	let day: string | null = null;
	let marked = unreadFrom === null;
	for (const message of messages) {
		const own = dayOf(message.at);
		if (own !== day) {
			day = own;
			entries.push({ kind: "day", key: `day-${own}-${message.id}`, at: message.at });
		}
		if (!marked && unreadFrom !== null && message.seq >= unreadFrom) {
			marked = true;
			entries.push({ kind: "unread", key: "unread" });
		}
		const last = entries.at(-1);
		if (message.direction === "note") entries.push({ kind: "note", key: message.id, message });
		else if (message.author.kind === "system") entries.push({ kind: "system", key: message.id, message });
		else if (last?.kind === "group" && joins(last.messages, message)) last.messages.push(message);
		else entries.push({ kind: "group", key: message.id, side: message.author.kind, messages: [message] });
	}
	return entries;
}

function joins(group: readonly [DeskMessage, ...DeskMessage[]], message: DeskMessage): boolean {
	const last = group.at(-1) ?? group[0];
	return (
		last.author.kind === message.author.kind &&
		last.author.id === message.author.id &&
		Date.parse(message.at) - Date.parse(last.at) < pause
	);
}

/** The seq before which the marker of new messages stands: the first of the last `unread` citizen messages. */
export function firstUnread(messages: readonly DeskMessage[], unread: number): number | null {
	if (unread <= 0) return null;
	const theirs = messages.filter((message) => message.author.kind === "citizen" && !message.withheld);
	return theirs.at(-Math.min(unread, theirs.length))?.seq ?? null;
}

/** A message in plain words, for who listens instead of looking. */
export function spoken(message: DeskMessage, fileText: (name: string) => string): string {
	return message.parts
		.map((part) => {
			if (part.type === "text") return part.text;
			if (part.type === "file") return fileText(part.name);
			if (part.type === "choice") return part.label;
			return "";
		})
		.filter((text) => text !== "")
		.join(". ");
}
