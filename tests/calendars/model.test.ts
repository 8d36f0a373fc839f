import { describe, expect, it } from "vitest";
import { CALENDAR_12X5, CALENDAR_24X7, parseCalendar, weeklyTable } from "../../src/calendars/index.ts";
import { office } from "./samples.ts";

const good = { id: "good", zone: "America/La_Paz", weekly: { monday: [["08:00", "12:00"]] } };
const monday = (...open: string[][]) => ({ ...good, weekly: { monday: open } });
const day = (date: string, content: unknown) => ({ ...good, days: { [date]: content } });

describe("T4: a calendar that cannot be is refused by its field", () => {
	it.each([
		["overlapping intervals", monday(["08:00", "12:00"], ["11:59", "14:00"]), "weekly.monday.1"],
		["overlapping intervals out of order", monday(["11:00", "14:00"], ["08:00", "12:00"]), "weekly.monday.0"],
		["an interval within another", monday(["08:00", "18:00"], ["09:00", "10:00"]), "weekly.monday.1"],
		["an end before the start", monday(["12:00", "08:00"]), "weekly.monday.0"],
		["an end at the start", monday(["12:00", "12:00"]), "weekly.monday.0"],
		["an interval over midnight", monday(["22:00", "06:00"]), "weekly.monday.0"],
		["a time that does not exist", monday(["08:00", "12:60"]), "weekly.monday.0.1"],
		["a start at 24:00", monday(["24:00", "24:00"]), "weekly.monday.0.0"],
		["a time without its zero", monday(["8:00", "12:00"]), "weekly.monday.0.0"],
		["a third time", monday(["08:00", "12:00", "14:00"]), "weekly.monday.0"],
		["an unknown zone", { ...good, zone: "America/Atlantis" }, "zone"],
		["an offset for a zone", { ...good, zone: "-04:00" }, "zone"],
		["no zone", { ...good, zone: undefined }, "zone"],
		["no id", { ...good, id: "" }, "id"],
		["no week", { ...good, weekly: undefined }, "weekly"],
		["an unknown country", { ...good, holidays: { country: "XX" } }, "holidays.country"],
		["an unknown state", { ...good, holidays: { country: "BO", state: "ZZ" } }, "holidays.state"],
		["a state of a country without states", { ...good, holidays: { country: "PA", state: "1" } }, "holidays.state"],
		["an unknown type", { ...good, holidays: { country: "BO", types: ["feast"] } }, "holidays.types.0"],
		["a date that does not exist", day("2026-02-29", { open: [] }), "days.2026-02-29"],
		["a closed day without a name", day("2026-12-24", { open: [] }), "days.2026-12-24.name"],
		["a day named in one language", day("2026-12-24", { name: { es: "x" }, open: [] }), "days.2026-12-24.name.en"],
		["a day with bad hours", day("2026-12-24", { open: [["10:00", "09:00"]] }), "days.2026-12-24.open.0"],
		["nothing at all", null, "calendar"],
	])("%s", (_what, input, field) => {
		expect(() => parseCalendar(input)).toThrow(expect.objectContaining({ kind: "invalid", details: { field } }));
	});
});

it.each([
	["intervals that touch", monday(["08:00", "12:00"], ["12:00", "14:00"])],
	["intervals in any order", monday(["14:00", "18:00"], ["08:00", "12:00"])],
	["an end at 24:00", monday(["22:00", "24:00"])],
	["a leap day", day("2028-02-29", { open: [["10:00", "11:00"]] })],
	["what comes back from storage", JSON.parse(JSON.stringify(office))],
])("T4: takes %s", (_what, input) => {
	expect(parseCalendar(input)).toMatchObject(input);
});

it("T4: the week as a table has a row for days in a row with the same hours, in order", () => {
	expect(weeklyTable(CALENDAR_12X5)).toEqual([
		{ days: ["monday", "tuesday", "wednesday", "thursday", "friday"], open: [["07:00", "19:00"]] },
		{ days: ["saturday", "sunday"], open: [] },
	]);
	expect(weeklyTable(CALENDAR_24X7)).toHaveLength(1);
	expect(weeklyTable(office)[0]?.open).toEqual([
		["08:00", "12:30"],
		["14:00", "18:30"],
	]);
});
