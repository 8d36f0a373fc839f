import type { Calendar } from "./model.ts";
import { horizonYear, leading, openYear } from "./open-time.ts";
import { LAST_YEAR, yearOf } from "./zone.ts";

/** Whether the counter is open at `now`: from an interval's start (inclusive) to its end (exclusive) (T4, B7). */
export function isOpen(calendar: Calendar, now: Date): boolean {
	const { spans } = openYear(calendar, yearOf(now));
	const current = spans[leading(spans, (span) => span.start <= now.getTime()) - 1];
	return current !== undefined && now.getTime() < current.end;
}

/**
 * The first moment after `now` at which the counter, closed, opens (B7); while it is open, that of the next opening
 * after its closing. Null when there is none within ten years, as for a counter that never closes.
 */
export function nextOpening(calendar: Calendar, now: Date): Date | null {
	for (const { start } of openingsFrom(calendar, now)) {
		if (start > now.getTime()) {
			return new Date(start);
		}
	}
	return null;
}

/**
 * The first moment after `now` at which the counter, open, closes; while it is closed, that of its next opening's end.
 * Null when there is none within ten years, as for a counter that never closes.
 */
export function nextClosing(calendar: Calendar, now: Date): Date | null {
	const horizon = Date.UTC(horizonYear(now) + 1, 0);
	for (const { end } of openingsFrom(calendar, now)) {
		if (end > now.getTime()) {
			return end < horizon ? new Date(end) : null;
		}
	}
	return null;
}

/**
 * Stretches of open time that end after `now`, to the horizon, joined over the turn of the year. The first may begin
 * before the year of `now` does, then its start is the year's.
 */
function* openingsFrom(calendar: Calendar, now: Date): Generator<{ start: number; end: number }> {
	let pending: { start: number; end: number } | undefined;
	const last = Math.min(horizonYear(now), LAST_YEAR);
	for (let year = yearOf(now); year <= last; year++) {
		const { spans } = openYear(calendar, year);
		const passed = leading(spans, (span) => span.end <= now.getTime());
		for (let index = passed; index < spans.length; index++) {
			const span = spans[index];
			if (span && pending?.end === span.start) {
				pending = { start: pending.start, end: span.end };
			} else if (span) {
				if (pending) {
					yield pending;
				}
				pending = { start: span.start, end: span.end };
			}
		}
	}
	if (pending) {
		yield pending;
	}
}
