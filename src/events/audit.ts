import { z } from "zod";
import { DomainError } from "../platform/errors.ts";
import { Events } from "./model.ts";
import type { EventRecord, EventType } from "./types.ts";

const pageSize = 50;

/** Place of an event in the record: its time, then its id, for those of one millisecond. */
const Place = z.tuple([z.iso.datetime(), z.string().min(1)]);

/**
 * One page of the record, newest first, of all types or of one; `before` continues where a page ended.
 *
 * @throws DomainError `invalid` (before) when that is not the end of a page.
 */
export async function audit(question: {
	before?: string | undefined;
	type?: EventType | undefined;
}): Promise<{ events: EventRecord[]; before: string | null }> {
	const { before, type } = question;
	const found = await Events.find({
		...(type === undefined ? {} : { type }),
		...(before === undefined ? {} : olderThan(before)),
	})
		.sort({ at: -1, _id: -1 })
		.limit(pageSize + 1)
		.lean();
	const events = found.slice(0, pageSize);
	const last = events.at(-1);
	return { events, before: last && found.length > pageSize ? placeOf(last) : null };
}

function olderThan(before: string) {
	const [at, id] = placeIn(before);
	// `$lte` alone bounds the index scan; the rest leaves out what the page before showed.
	return { at: { $lte: at }, $or: [{ at: { $lt: at } }, { _id: { $lt: id } }] };
}

function placeOf(event: EventRecord): string {
	return Buffer.from(JSON.stringify([event.at.toISOString(), event._id])).toString("base64url");
}

function placeIn(cursor: string): [Date, string] {
	try {
		const [at, id] = Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
		return [new Date(at), id];
	} catch {
		throw new DomainError("invalid", "This is not where a page ended", { field: "before" });
	}
}
