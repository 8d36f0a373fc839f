import { DomainError } from "../platform/errors.ts";
import type { Calendar } from "./model.ts";
import { horizonYear, leading, type OpenYear, openYear } from "./open-time.ts";
import { yearOf } from "./zone.ts";

/**
 * The open time between two moments, in ms (T4). Negative when `to` is before `from`, so that
 * `workingMsBetween(calendar, now, due)` is what is left, and below zero by how much it is late.
 */
export function workingMsBetween(calendar: Calendar, from: Date, to: Date): number {
	if (to < from) {
		return 0 - workingMsBetween(calendar, to, from);
	}
	const lastYear = yearOf(to);
	let ms = openBefore(openYear(calendar, lastYear), to) - openBefore(openYear(calendar, yearOf(from)), from);
	for (let year = yearOf(from); year < lastYear; year++) {
		ms += openYear(calendar, year).total;
	}
	return ms;
}

/**
 * The earliest moment at which `ms` of open time have passed since `from` (T4): a duty that runs out at closing time is
 * due then, not at the next opening, and no time at all is over at once. Null when ten years do not hold that much.
 *
 * @throws DomainError `invalid` when `ms` is negative or no number.
 */
export function addWorkingMs(calendar: Calendar, from: Date, ms: number): Date | null {
	if (!(Number.isFinite(ms) && ms >= 0)) {
		throw new DomainError("invalid", "Working time to add must be zero or more milliseconds", { field: "ms" });
	}
	const first = yearOf(from);
	if (ms === 0) {
		return new Date(from);
	}
	let rest = openBefore(openYear(calendar, first), from) + Math.ceil(ms);
	for (let year = first; year <= horizonYear(from); year++) {
		const { spans, total } = openYear(calendar, year);
		if (rest <= total) {
			const span = spans[leading(spans, (candidate) => candidate.before < rest) - 1];
			return span ? new Date(span.start + rest - span.before) : null;
		}
		rest -= total;
	}
	return null;
}

/** The open ms of a UTC year that lie before a moment in it. */
function openBefore(year: OpenYear, moment: Date): number {
	const at = moment.getTime();
	const span = year.spans[leading(year.spans, (candidate) => candidate.start < at) - 1];
	return span ? span.before + Math.min(at, span.end) - span.start : 0;
}
