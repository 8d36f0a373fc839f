import { describe, expect, it } from "vitest";
import {
	CALENDAR_12X5,
	CALENDAR_24X7,
	isOpen,
	nextClosing,
	nextOpening,
	parseCalendar,
} from "../../src/calendars/index.ts";
import { everyDay, nights, office } from "./samples.ts";

const newYork = everyDay("ny", "America/New_York", [["02:15", "02:45"]]);
const santiago = everyDay("scl", "America/Santiago", [["23:15", "23:45"]]);
const never = parseCalendar({ id: "never", zone: "Etc/UTC", weekly: {} });
const once = parseCalendar({
	id: "once",
	zone: "Etc/UTC",
	weekly: {},
	days: { "2028-02-29": { open: [["10:00", "11:00"]] } },
});

describe("T4 B7: a counter is open", () => {
	it.each([
		["from the very start of an interval", office, "2026-11-04T08:00:00-04:00", true],
		["not a millisecond before", office, "2026-11-04T07:59:59.999-04:00", false],
		["up to its end", office, "2026-11-04T12:29:59.999-04:00", true],
		["not at its end", office, "2026-11-04T12:30:00-04:00", false],
		["not at lunch", office, "2026-11-04T13:15:00-04:00", false],
		["in the afternoon", office, "2026-11-04T14:00:00-04:00", true],
		["not at night", office, "2026-11-04T23:00:00-04:00", false],
		["on Saturday morning", office, "2026-11-07T09:30:00-04:00", true],
		["not on Saturday afternoon", office, "2026-11-07T15:00:00-04:00", false],
		["not on Sunday", office, "2026-11-08T10:00:00-04:00", false],
		["by its own zone, whatever the offset of the moment's text", office, "2026-11-04T12:00:00Z", true],
		["not on a holiday", office, "2026-06-04T10:00:00-04:00", false],
		["not on the Monday that stands for a holiday on Sunday", office, "2026-06-22T10:00:00-04:00", false],
		["not on its own closed day", office, "2026-09-24T10:00:00-04:00", false],
		["on a holiday, in hours of its own", office, "2026-08-06T10:59:00-04:00", true],
		["on a holiday, only in hours of its own", office, "2026-08-06T11:00:00-04:00", false],
		["on a short day, until it ends", office, "2026-12-24T09:59:00-04:00", true],
		["on a short day, not in the week's hours", office, "2026-12-24T11:00:00-04:00", false],
		["12×5 at seven in San Salvador", CALENDAR_12X5, "2026-11-04T13:00:00Z", true],
		["12×5 not at seven in the evening", CALENDAR_12X5, "2026-11-05T01:00:00Z", false],
		["12×5 not on New Year's Day", CALENDAR_12X5, "2026-01-01T16:00:00Z", false],
		["24×7 on Christmas at midnight", CALENDAR_24X7, "2026-12-25T06:00:00Z", true],
		["24×7 at the turn of the UTC year", CALENDAR_24X7, "2027-01-01T00:00:00Z", true],
		["over midnight, before it", nights, "2026-11-04T23:59:59.999-05:00", true],
		["over midnight, at it", nights, "2026-11-05T00:00:00-05:00", true],
		["over midnight, until six", nights, "2026-11-05T06:00:00-05:00", false],
		["on a leap day of its own", once, "2028-02-29T10:00:00Z", true],
		["never, without hours", never, "2026-11-04T10:00:00Z", false],
		["not in hours that a clock put forward skips", newYork, "2026-03-08T06:59:59.999Z", false],
		["not right after such a change", newYork, "2026-03-08T07:00:00Z", false],
		["in those hours the day after", newYork, "2026-03-09T06:30:00Z", true],
		["in the first of two hours that a clock put back repeats", santiago, "2026-04-05T02:30:00Z", true],
		["in the second of them", santiago, "2026-04-05T03:30:00Z", true],
		["not between the two", santiago, "2026-04-05T03:00:00Z", false],
	])("%s", (_when, calendar, now, expected) => {
		expect(isOpen(calendar, new Date(now))).toBe(expected);
	});
});

describe("B7: the next opening", () => {
	it.each([
		["after closing is the next morning", office, "2026-11-04T18:30:00-04:00", "2026-11-05T08:00:00-04:00"],
		["at lunch is the afternoon", office, "2026-11-04T12:30:00-04:00", "2026-11-04T14:00:00-04:00"],
		["while open is the one after the closing", office, "2026-11-04T08:00:00-04:00", "2026-11-04T14:00:00-04:00"],
		["a millisecond before opening is now", office, "2026-11-04T07:59:59.999-04:00", "2026-11-04T08:00:00-04:00"],
		["after Saturday is Monday", office, "2026-11-07T12:00:00-04:00", "2026-11-09T08:00:00-04:00"],
		["before Carnival is Ash Wednesday", office, "2026-02-14T13:00:00-04:00", "2026-02-18T08:00:00-04:00"],
		["over the turn of the year", office, "2026-12-31T18:30:00-04:00", "2027-01-02T09:00:00-04:00"],
		["over Holy Week in El Salvador", CALENDAR_12X5, "2026-04-01T19:00:00-06:00", "2026-04-06T07:00:00-06:00"],
		["of nights is ten o'clock, not midnight", nights, "2026-11-04T23:00:00-05:00", "2026-11-05T22:00:00-05:00"],
		["skips hours that do not exist", newYork, "2026-03-07T12:00:00-05:00", "2026-03-09T02:15:00-04:00"],
		["comes twice where the clock is put back", santiago, "2026-04-05T02:45:00Z", "2026-04-05T03:15:00Z"],
		["finds a single day years ahead", once, "2026-01-01T00:00:00Z", "2028-02-29T10:00:00Z"],
		["does not come after it", once, "2028-02-29T10:00:00Z", null],
		["does not come beyond ten years", once, "2017-01-01T00:00:00Z", null],
		["does not come without hours", never, "2026-11-04T10:00:00Z", null],
		["does not come where it never closes", CALENDAR_24X7, "2026-11-04T10:00:00Z", null],
	])("%s", (_when, calendar, now, expected) => {
		expect(nextOpening(calendar, new Date(now))).toEqual(expected === null ? null : new Date(expected));
	});
});

describe("B7: the next closing", () => {
	it.each([
		["in the morning is noon", office, "2026-11-04T08:00:00-04:00", "2026-11-04T12:30:00-04:00"],
		["at closing is the next one", office, "2026-11-04T12:30:00-04:00", "2026-11-04T18:30:00-04:00"],
		["while closed is that of the next opening", office, "2026-11-08T10:00:00-04:00", "2026-11-09T12:30:00-04:00"],
		["of nights is six, not midnight", nights, "2026-11-04T23:00:00-05:00", "2026-11-05T06:00:00-05:00"],
		["of nights over New Year is six", nights, "2026-12-31T18:00:00-05:00", "2027-01-01T06:00:00-05:00"],
		["does not come without hours", never, "2026-11-04T10:00:00Z", null],
		["does not come where it never closes", CALENDAR_24X7, "2026-11-04T10:00:00Z", null],
	])("%s", (_when, calendar, now, expected) => {
		expect(nextClosing(calendar, new Date(now))).toEqual(expected === null ? null : new Date(expected));
	});
});

it.each(["nonsense", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z"])("T4: refuses the moment %s", (moment) => {
	expect(() => isOpen(office, new Date(moment))).toThrow(expect.objectContaining({ kind: "invalid" }));
});
