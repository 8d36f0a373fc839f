import { IANAZone } from "luxon";
import { DomainError } from "../platform/errors.ts";

/** A stretch of time in which a zone keeps one offset; instants and offset (local minus UTC) in ms. */
export interface OffsetSpan {
	start: number;
	end: number;
	offset: number;
}

const DAY = 86_400_000;
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

/**
 * The UTC year of a moment.
 *
 * @throws DomainError `invalid` for what is not a date, or is outside the years that calendars know.
 */
export function yearOf(moment: Date): number {
	const year = moment.getUTCFullYear();
	if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
		throw new DomainError("invalid", `Calendars know the years ${FIRST_YEAR} to ${LAST_YEAR}`, { field: "date" });
	}
	return year;
}

const known = new Map<string, readonly OffsetSpan[]>();

/** The offsets of an IANA zone over a UTC year, in order and without gaps. Kept, since asking Intl is slow. */
export function offsetSpans(zone: string, year: number): readonly OffsetSpan[] {
	const key = `${zone}|${year}`;
	let spans = known.get(key);
	if (!spans) {
		spans = findSpans(IANAZone.create(zone), Date.UTC(year, 0), Date.UTC(year + 1, 0));
		known.set(key, spans);
	}
	return spans;
}

/** The offset (local minus UTC, ms) of a zone at a moment. */
export function offsetAt(zone: string, moment: Date): number {
	const spans = offsetSpans(zone, yearOf(moment));
	return spans.find((span) => moment.getTime() < span.end)?.offset ?? 0;
}

// The shortest time a zone has kept an offset in our years is the month of Ramadan, so a look each week misses none.
const STEP = 7 * DAY;

function findSpans(zone: IANAZone, start: number, end: number): OffsetSpan[] {
	const offsetOf = (at: number) => Math.round(zone.offset(at) * 60_000);
	const spans: OffsetSpan[] = [];
	let current = { start, end, offset: offsetOf(start) };
	for (let at = start; at < end; at += STEP) {
		const next = Math.min(at + STEP, end - 1);
		const offset = offsetOf(next);
		if (offset !== current.offset) {
			const change = firstChange(offsetOf, at, next);
			spans.push({ ...current, end: change });
			current = { start: change, end, offset };
		}
	}
	return [...spans, current];
}

/** The first moment after `before` with the offset of `after`, by halving. */
function firstChange(offsetOf: (at: number) => number, before: number, after: number): number {
	const target = offsetOf(after);
	let low = before;
	let high = after;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (offsetOf(middle) === target) {
			high = middle;
		} else {
			low = middle;
		}
	}
	return high;
}
