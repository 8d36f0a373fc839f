import { isDuplicateKey } from "../platform/store/duplicate-key.ts";
import { Events } from "./model.ts";
import type { EventRecord } from "./types.ts";

/** An event as it is reported: what is left out is null or empty. */
export interface NewEvent extends Pick<EventRecord, "type" | "at" | "actor"> {
	/** Derived from what caused it, so that recording it twice is recording it once. */
	id: string;
	subject?: EventRecord["subject"];
	conversation?: string | null;
	data?: EventRecord["data"];
}

const longestCode = 120;

/**
 * The document of an event, for who writes it together with something else (C4). Pure.
 *
 * @throws TypeError when `data` holds what is not an id, a number or a code: content never enters the record (P2).
 */
export function eventDocument(event: NewEvent): EventRecord {
	const { id, type, at, actor, subject = null, conversation = null, data = {} } = event;
	for (const [key, value] of Object.entries(data)) {
		if (typeof value === "string" && !isCode(value)) {
			throw new TypeError(`Event ${type}: data.${key} is neither an id, a number nor a code`);
		}
	}
	return { _id: id, type, at, actor, subject, conversation, data };
}

/** Puts an event on record for good. Recording the same id again changes nothing. */
export async function record(event: NewEvent): Promise<void> {
	const document = eventDocument(event);
	try {
		await Events.create(document);
	} catch (error) {
		if (!isDuplicateKey(error)) throw error;
	}
}

/** No spaces, no "@": neither sentences nor addresses pass. */
function isCode(value: string): boolean {
	return value.length <= longestCode && /^[\w.,:/+-]*$/.test(value);
}
