import { setImmediate } from "node:timers/promises";
import { type Calendar, type Interval, WEEKDAYS } from "./model.ts";
import { type NationalHoliday, nationalHolidays } from "./national.ts";
import { LAST_YEAR, offsetSpans, yearOf } from "./zone.ts";

/** A stretch of open time, [start, end) in ms; `before`: the open ms of its UTC year before it. */
export interface OpenSpan {
	start: number;
	end: number;
	before: number;
}

export interface OpenYear {
	spans: readonly OpenSpan[];
	total: number;
}

/** How far ahead anything is looked for: to the end of the tenth UTC year after the present one. */
const HORIZON_YEARS = 10;
const DAY = 86_400_000;

/** The last UTC year in which what begins at `from` is looked for. */
export function horizonYear(from: Date): number {
	return Math.min(yearOf(from) + HORIZON_YEARS, LAST_YEAR);
}

/** The open time of a calendar within a UTC year. Computed once (a fraction of a ms, and the holidays), then kept. */
export function openYear(calendar: Calendar, year: number): OpenYear {
	const plan = planOf(calendar);
	let open = plan.years.get(year);
	if (!open) {
		open = layOut(plan, year);
		plan.years.set(year, open);
	}
	return open;
}

/**
 * Computes a calendar's years up to the horizon, one a turn of the event loop, so that later calls are quick. Worth
 * calling at start, for each calendar in use.
 */
export async function warmUp(calendar: Calendar, now: Date): Promise<void> {
	// The year before: the first local day of a UTC year may be the last of the year before.
	const years = Array.from({ length: horizonYear(now) - yearOf(now) + 2 }, (_, index) => yearOf(now) - 1 + index);
	const { holidayOn } = planOf(calendar);
	for (const year of years) {
		holidayOn(Date.UTC(year, 0) / DAY);
		await setImmediate();
	}
	for (const year of years.slice(1)) {
		openYear(calendar, year);
		await setImmediate();
	}
}

/** How many leading items pass a test that, once failed, fails for all that follow. */
export function leading<T>(items: readonly T[], test: (item: T) => boolean): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const item = items[middle];
		if (item !== undefined && test(item)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/** Hours as [start, end) in ms after midnight, in order. */
type Hours = readonly (readonly [number, number])[];

interface Plan {
	zone: string;
	/** Days are counted from 1970-01-01. */
	holidayOn(day: number): NationalHoliday | undefined;
	/** By day of the week, Thursday first, as 1970-01-01 was one. */
	weekly: readonly Hours[];
	own: ReadonlyMap<number, Hours>;
	years: Map<number, OpenYear>;
}

// By content: calendars come fresh from the database, so the object itself says nothing.
const plans = new Map<string, Plan>();
const PLANS_KEPT = 100;

function planOf(calendar: Calendar): Plan {
	const key = JSON.stringify(calendar);
	let plan = plans.get(key);
	if (plan) {
		return plan;
	}
	plan = {
		zone: calendar.zone,
		holidayOn: calendar.holidays ? nationalHolidays(calendar.holidays) : () => undefined,
		weekly: [...WEEKDAYS.slice(3), ...WEEKDAYS.slice(0, 3)].map((weekday) => toHours(calendar.weekly[weekday])),
		own: new Map(Object.entries(calendar.days).map(([date, day]) => [Date.parse(date) / DAY, toHours(day.open)])),
		years: new Map(),
	};
	for (const oldest of plans.keys()) {
		if (plans.size < PLANS_KEPT) {
			break;
		}
		plans.delete(oldest);
	}
	plans.set(key, plan);
	return plan;
}

function toHours(intervals: readonly Interval[]): Hours {
	const hours = intervals.map(([start, end]) => [toMs(start), toMs(end)] as const);
	return hours.sort(([a], [b]) => a - b);
}

function toMs(time: string): number {
	const [hours, minutes] = time.split(":").map(Number);
	return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

function layOut(plan: Plan, year: number): OpenYear {
	const spans: OpenSpan[] = [];
	let total = 0;
	const add = (start: number, end: number) => {
		const last = spans.at(-1);
		if (last?.end === start) {
			last.end = end;
		} else {
			spans.push({ start, end, before: total });
		}
		total += end - start;
	};
	// Within a span of one offset wall time is plain arithmetic, and cutting hours at its edges handles clock changes.
	for (const { start, end, offset } of offsetSpans(plan.zone, year)) {
		const lastDay = Math.floor((end + offset - 1) / DAY);
		for (let day = Math.floor((start + offset) / DAY); day <= lastDay; day++) {
			const midnight = day * DAY - offset;
			for (const [opens, closes] of hoursOn(plan, day)) {
				const from = Math.max(midnight + opens, start);
				const to = Math.min(midnight + closes, end);
				if (from < to) {
					add(from, to);
				}
			}
		}
	}
	return { spans, total };
}

function hoursOn(plan: Plan, day: number): Hours {
	const own = plan.own.get(day);
	if (own) {
		return own;
	}
	const weekly = plan.weekly[((day % 7) + 7) % 7] ?? [];
	const holiday = weekly.length > 0 ? plan.holidayOn(day) : undefined;
	if (!holiday) {
		return weekly;
	}
	return weekly.flatMap(([opens, closes]) => (opens < holiday.from ? [[opens, Math.min(closes, holiday.from)]] : []));
}
