import fc from "fast-check";
import { IANAZone } from "luxon";
import { describe, expect, it } from "vitest";
import {
	addWorkingMs,
	type Calendar,
	holidayOn,
	isOpen,
	nextClosing,
	nextOpening,
	parseCalendar,
	WEEKDAYS,
	workingMsBetween,
} from "../../src/calendars/index.ts";

const MINUTE = 60_000;
const start = Date.UTC(2026, 0);
const end = Date.UTC(2029, 0);
const moment = fc.integer({ min: start, max: end }).map((ms) => new Date(ms));
const zones = [
	"America/El_Salvador",
	"America/New_York",
	"America/Santiago",
	"Australia/Lord_Howe",
	"Africa/Casablanca",
];

/** Hours of a day: an even number of different quarter hours, taken in pairs. */
const dayHours = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((quarters) => {
	const sorted = quarters.toSorted((a, b) => a - b);
	return sorted.flatMap((from, index) => {
		const to = sorted[index + 1];
		return index % 2 === 0 && to !== undefined ? [[clock(from), clock(to)]] : [];
	});
});
const calendar: fc.Arbitrary<Calendar> = fc
	.record({
		zone: fc.constantFrom(...zones),
		week: fc.tuple(dayHours, dayHours, dayHours, dayHours, dayHours, dayHours, dayHours),
		country: fc.constantFrom("SV", "BO", null),
		own: fc.array(fc.tuple(moment, dayHours), { maxLength: 5 }),
	})
	.map(({ zone, week, country, own }) =>
		parseCalendar({
			id: "any",
			zone,
			weekly: Object.fromEntries(WEEKDAYS.map((weekday, index) => [weekday, week[index]])),
			holidays: country && { country },
			days: Object.fromEntries(
				own.map(([day, open]) => [day.toISOString().slice(0, 10), { name: { es: "Día", en: "Day" }, open }]),
			),
		}),
	);

describe("T4: whatever the calendar", () => {
	it("open time never exceeds elapsed time and grows with it", () => {
		fc.assert(
			fc.property(calendar, moment, moment, moment, (hours, ...moments) => {
				const [a, b, c] = inOrder(moments);
				expect(workingMsBetween(hours, a, b)).toBeGreaterThanOrEqual(0);
				expect(workingMsBetween(hours, a, b)).toBeLessThanOrEqual(b.getTime() - a.getTime());
				expect(workingMsBetween(hours, a, c)).toBeGreaterThanOrEqual(workingMsBetween(hours, a, b));
			}),
			{ numRuns: 150 },
		);
	});

	it("open time adds up, in whatever order the moments come", () => {
		fc.assert(
			fc.property(calendar, moment, moment, moment, (hours, a, b, c) => {
				expect(workingMsBetween(hours, a, b) + workingMsBetween(hours, b, c)).toBe(workingMsBetween(hours, a, c));
			}),
			{ numRuns: 150 },
		);
	});

	it("adding open time and measuring it are inverse, and the moment found is the earliest", () => {
		fc.assert(
			fc.property(calendar, moment, fc.integer({ min: 1, max: 2_000 * 60 * MINUTE }), (hours, from, ms) => {
				const due = addWorkingMs(hours, from, ms);
				if (due === null) {
					expect(workingMsBetween(hours, from, new Date(Date.UTC(from.getUTCFullYear() + 11, 0)))).toBeLessThan(ms);
				} else {
					expect(workingMsBetween(hours, from, due)).toBe(ms);
					expect(workingMsBetween(hours, from, new Date(due.getTime() - 1))).toBe(ms - 1);
				}
			}),
			{ numRuns: 150 },
		);
	});

	it("is open exactly when the next millisecond counts", () => {
		fc.assert(
			fc.property(calendar, moment, (hours, now) => {
				expect(workingMsBetween(hours, now, new Date(now.getTime() + 1))).toBe(isOpen(hours, now) ? 1 : 0);
			}),
			{ numRuns: 300 },
		);
	});

	it("opens at the next opening, closes at the next closing, and keeps still before", () => {
		fc.assert(
			fc.property(calendar, moment, (hours, now) => {
				const opening = nextOpening(hours, now);
				const closing = nextClosing(hours, now);
				const change = isOpen(hours, now) ? closing : opening;
				if (opening) {
					expect([isOpen(hours, new Date(opening.getTime() - 1)), isOpen(hours, opening)]).toEqual([false, true]);
				}
				if (closing) {
					expect([isOpen(hours, new Date(closing.getTime() - 1)), isOpen(hours, closing)]).toEqual([true, false]);
				}
				if (change) {
					const expected = isOpen(hours, now) ? change.getTime() - now.getTime() : 0;
					expect(workingMsBetween(hours, now, change)).toBe(expected);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it("agrees with reading the wall clock minute by minute, over changes of clocks", () => {
		const changes = ["2026-03-08", "2026-11-01", "2026-04-05", "2026-09-06", "2026-10-04", "2027-02-07", "2027-03-14"];
		fc.assert(
			fc.property(calendar, fc.constantFrom(...changes), (hours, date) => {
				const from = Date.parse(date) - 6 * 60 * MINUTE;
				let open = 0;
				for (let minute = 0; minute < 36 * 60; minute++) {
					open += isOpenByTheWall(hours, from + minute * MINUTE) ? MINUTE : 0;
				}
				expect(workingMsBetween(hours, new Date(from), new Date(from + 36 * 60 * MINUTE))).toBe(open);
			}),
			{ numRuns: 25 },
		);
	});
});

/** The definition, read straight: own day, else nothing on a holiday, else the week's hours. */
function isOpenByTheWall(hours: Calendar, at: number): boolean {
	const wall = new Date(at + IANAZone.create(hours.zone).offset(at) * MINUTE).toISOString();
	const weekday = WEEKDAYS[(new Date(wall).getUTCDay() + 6) % 7] ?? "monday";
	const date = wall.slice(0, 10);
	const open = hours.days[date]?.open ?? (holidayOn(hours, date) ? [] : hours.weekly[weekday]);
	const time = wall.slice(11, 16);
	return open.some(([from, to]) => from <= time && time < to);
}

function clock(quarter: number): string {
	return `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
}

function inOrder(moments: [Date, Date, Date]): [Date, Date, Date] {
	const [a, b, c] = moments;
	const [first, second, third] = [a, b, c].toSorted((one, other) => one.getTime() - other.getTime());
	return [first ?? a, second ?? b, third ?? c];
}
