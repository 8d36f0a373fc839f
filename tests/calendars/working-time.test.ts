import { describe, expect, it } from "vitest";
import {
	addWorkingMs,
	CALENDAR_12X5,
	CALENDAR_24X7,
	parseCalendar,
	warmUp,
	workingMsBetween,
} from "../../src/calendars/index.ts";
import { everyDay, nights, office } from "./samples.ts";

const HOUR = 3_600_000;
const around = everyDay("ny-24", "America/New_York", [["00:00", "24:00"]]);
const newYork = everyDay("ny", "America/New_York", [["01:00", "04:00"]]);
const santiago = everyDay("scl", "America/Santiago", [["20:00", "24:00"]]);
const never = parseCalendar({ id: "never", zone: "Etc/UTC", weekly: {} });
const samoa = everyDay("apia", "Pacific/Apia", [["08:00", "16:00"]]);

describe("T4: the open time between", () => {
	it.each([
		["a moment and itself", office, "2026-11-04T09:00:00-04:00", "2026-11-04T09:00:00-04:00", 0],
		["two moments of one interval", office, "2026-11-04T09:00:00-04:00", "2026-11-04T09:00:01.500-04:00", 1.5 / 3600],
		["morning and afternoon leaves lunch out", office, "2026-11-04T12:00:00-04:00", "2026-11-04T14:30:00-04:00", 1],
		["the ends of a day", office, "2026-11-04T00:00:00-04:00", "2026-11-05T00:00:00-04:00", 9],
		["Friday evening and Monday morning", office, "2026-11-06T18:00:00-04:00", "2026-11-09T08:30:00-04:00", 4],
		["two closed moments", office, "2026-11-08T01:00:00-04:00", "2026-11-08T22:00:00-04:00", 0],
		["both sides of a holiday", office, "2026-06-03T18:00:00-04:00", "2026-06-05T09:00:00-04:00", 1.5],
		["backwards, below zero", office, "2026-11-04T10:00:00-04:00", "2026-11-04T09:00:00-04:00", -1],
		["the ends of a 12×5 week", CALENDAR_12X5, "2026-11-08T00:00:00-06:00", "2026-11-15T00:00:00-06:00", 60],
		["the ends of a 12×5 holiday week", CALENDAR_12X5, "2026-09-13T00:00:00-06:00", "2026-09-20T00:00:00-06:00", 48],
		["the ends of a common year, 24×7", CALENDAR_24X7, "2026-01-01T00:00:00-06:00", "2027-01-01T00:00:00-06:00", 8760],
		["the ends of a leap year, 24×7", CALENDAR_24X7, "2028-01-01T00:00:00-06:00", "2029-01-01T00:00:00-06:00", 8784],
		["the ends of a leap February", CALENDAR_12X5, "2028-02-01T00:00:00-06:00", "2028-03-01T00:00:00-06:00", 21 * 12],
		["the ends of a day of 23 hours", around, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00", 23],
		["the ends of a day of 25 hours", around, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00", 25],
		["the ends of hours with one skipped", newYork, "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00", 2],
		["the ends of hours with one repeated", newYork, "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00", 4],
		["hours repeated before midnight", santiago, "2026-04-04T12:00:00-03:00", "2026-04-05T12:00:00-04:00", 5],
		["hours skipped from midnight on", santiago, "2026-09-05T12:00:00-04:00", "2026-09-06T12:00:00-03:00", 4],
		["a night", nights, "2026-11-04T12:00:00-05:00", "2026-11-05T12:00:00-05:00", 8],
		["a night with an hour more", nights, "2026-10-31T12:00:00-04:00", "2026-11-01T12:00:00-05:00", 9],
		["two days around one that the zone left out", samoa, "2011-12-29T00:00:00-10:00", "2012-01-01T00:00:00+14:00", 16],
	])("%s", (_what, calendar, from, to, hours) => {
		expect(workingMsBetween(calendar, new Date(from), new Date(to))).toBe(hours * HOUR);
	});
});

describe("T4: a duty of so many open hours is due", () => {
	it.each([
		["at once for none", office, "2026-11-08T10:00:00-04:00", 0, "2026-11-08T10:00:00-04:00"],
		["within the interval", office, "2026-11-04T09:00:00-04:00", 2, "2026-11-04T11:00:00-04:00"],
		["at closing, not at the next opening", office, "2026-11-04T08:00:00-04:00", 9, "2026-11-04T18:30:00-04:00"],
		["after lunch", office, "2026-11-04T12:00:00-04:00", 1, "2026-11-04T14:30:00-04:00"],
		[
			"from the next opening when it comes at night",
			office,
			"2026-11-04T22:00:00-04:00",
			1,
			"2026-11-05T09:00:00-04:00",
		],
		["after the weekend", office, "2026-11-07T11:00:00-04:00", 2, "2026-11-09T09:00:00-04:00"],
		["after a holiday", CALENDAR_12X5, "2026-09-14T18:00:00-06:00", 2, "2026-09-16T08:00:00-06:00"],
		["five 12×5 days later", CALENDAR_12X5, "2026-11-04T09:00:00-06:00", 60, "2026-11-11T09:00:00-06:00"],
		["by the clock, 24×7", CALENDAR_24X7, "2026-12-31T20:00:00Z", 8, "2027-01-01T04:00:00Z"],
		["by elapsed time over a change of clocks", around, "2026-03-07T12:00:00-05:00", 24, "2026-03-08T13:00:00-04:00"],
		["past hours that were skipped", newYork, "2026-03-08T00:00:00-05:00", 2, "2026-03-08T04:00:00-04:00"],
		["on a leap day", CALENDAR_12X5, "2028-02-28T18:00:00-06:00", 2, "2028-02-29T08:00:00-06:00"],
		["over the turn of the year", office, "2026-12-31T18:00:00-04:00", 1, "2027-01-02T09:30:00-04:00"],
		["never without hours", never, "2026-11-04T09:00:00Z", 1, null],
		["never beyond ten years", office, "2026-11-04T09:00:00Z", 40_000, null],
	])("%s", (_when, calendar, from, hours, expected) => {
		const due = addWorkingMs(calendar, new Date(from), hours * HOUR);
		expect(due).toEqual(expected === null ? null : new Date(expected));
	});

	it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("never after %s ms: refused", (ms) => {
		expect(() => addWorkingMs(office, new Date("2026-11-04T09:00:00Z"), ms)).toThrow(
			expect.objectContaining({ kind: "invalid", details: { field: "ms" } }),
		);
	});
});

it("T4: years ahead are quick once warm", async () => {
	const from = new Date("2026-11-04T09:00:00Z");
	await warmUp(office, from);
	const started = performance.now();
	const rounds = 2_000;
	for (let round = 0; round < rounds; round++) {
		addWorkingMs(office, new Date(from.getTime() + round), 20_000 * HOUR);
	}
	expect((performance.now() - started) / rounds).toBeLessThan(1);
});
