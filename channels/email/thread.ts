import type { InboundMail } from "./inbound-mail.ts";
import { type OwnMessage, readMessageId } from "./message-id.ts";

/** Something that says which thread a mail belongs to; each is to be looked up in its own way. */
export type ThreadHint =
	/** Our own signed Message-ID. */
	| ({ by: "token" } & OwnMessage)
	/** Somebody's Message-ID, which a stored message may have. */
	| { by: "id"; messageId: string }
	/** The number of a case in the subject. */
	| { by: "number"; number: string };

type Threaded = Pick<InboundMail, "inReplyTo" | "references" | "subject">;

/**
 * What says where a mail belongs, the surest first: our token, then the Message-IDs that it answers to, the nearest
 * first, then a number in its subject. The first that is found decides.
 */
export function threadHints(mail: Threaded, key: string): ThreadHint[] {
	const answered = [...new Set([mail.inReplyTo ?? [], mail.references.toReversed()].flat())];
	const tokens = answered.flatMap((id) => readMessageId(id, key) ?? []);
	const number = subjectNumber(mail.subject);
	return [
		...tokens.map((own) => ({ by: "token" as const, ...own })),
		...answered.map((messageId) => ({ by: "id" as const, messageId })),
		...(number === null ? [] : [{ by: "number" as const, number }]),
	];
}

/**
 * The number of a case in a subject, in capitals; null without one.
 *
 * @example subjectNumber("Re: Su caso [#VT-2026-00012]") // "VT-2026-00012"
 */
export function subjectNumber(subject: string): string | null {
	return /\[#\s?([A-Z0-9](?:[A-Z0-9-]{0,30}[A-Z0-9])?)\s?\]/i.exec(subject)?.[1]?.toUpperCase() ?? null;
}

/**
 * Whether a mail goes into the thread that it names. From an address that is not known to be the citizen's, it goes
 * into a conversation of its own and is flagged: a Message-ID or a number may have been passed on, an address is what
 * was written to.
 *
 * @param known the addresses of the thread's citizen; null when no thread was found
 */
export function placeReply(from: string, known: string[] | null): { thread: boolean; flagged: boolean } {
	const thread = known?.some((address) => sameAddress(address, from)) === true;
	return { thread, flagged: known !== null && !thread };
}

/** Whether two addresses are one: upper and lower case say nothing, "." and "+" may. */
function sameAddress(one: string, other: string): boolean {
	const plain = (address: string) => address.trim().normalize("NFC").toLowerCase();
	return one !== "" && plain(one) === plain(other);
}
