import { describe, expect, it } from "vitest";
import {
	CALENDAR_12X5,
	CALENDAR_24X7,
	dateOf,
	holidayOn,
	isOpen,
	parseCalendar,
	workingMsBetween,
} from "../../src/calendars/index.ts";
import { office } from "./samples.ts";

const sanSalvador = parseCalendar({ ...CALENDAR_12X5, holidays: { country: "SV", state: "SS" } });
const laPaz = parseCalendar({ ...office, days: {}, holidays: { country: "BO", state: "L" } });
const guatemala = parseCalendar({ ...CALENDAR_12X5, zone: "America/Guatemala", holidays: { country: "GT" } });
const withBanks = parseCalendar({ ...CALENDAR_12X5, holidays: { country: "CL", types: ["public", "bank"] } });
const eswatini = parseCalendar({ ...CALENDAR_12X5, zone: "Africa/Mbabane", holidays: { country: "SZ" } });

describe("T4 B7: El Salvador keeps the holidays of its labour code, art. 190", () => {
	it.each([
		["2026-01-01", "Año Nuevo", "New Year's Day"],
		["2026-04-02", "Jueves Santo", "Maundy Thursday"],
		["2026-04-03", "Viernes Santo", "Good Friday"],
		["2026-04-04", "Sabado Santo", "Easter Saturday"],
		["2026-05-01", "Día del Trabajador", "Labour Day"],
		["2026-05-10", "Día de la Madre", "Mother's Day"],
		["2026-06-17", "Día del Padre", "Father's Day"],
		["2026-08-06", "Celebración del Divino Salvador del Mundo", "Feast of the Divine Saviour of the World"],
		["2026-09-15", "Día de la Independencia", "Independence Day"],
		["2026-11-02", "Día de los Difuntos", "All Souls' Day"],
		["2026-12-25", "Navidad", "Christmas Day"],
	])("%s: %s", (date, es, en) => {
		expect(holidayOn(CALENDAR_12X5, date)).toEqual({ name: { es, en } });
	});

	it.each(["2026-01-16", "2026-04-05", "2026-08-03", "2026-08-05", "2026-12-24", "2026-12-31"])("%s: works", (date) => {
		expect(holidayOn(CALENDAR_12X5, date)).toBeNull();
	});

	it("and has eleven of them in a year, nine before 2013", () => {
		expect([2012, 2014, 2026].map((year) => holidaysIn(CALENDAR_12X5, year))).toEqual([9, 10, 11]);
	});

	it.each(["2026-08-03", "2026-08-05", "2026-08-06"])("San Salvador keeps its feast on %s", (date) => {
		expect(holidayOn(sanSalvador, date)).not.toBeNull();
	});
});

describe("T4 B7: Bolivia keeps its holidays", () => {
	it.each([
		["2026-01-22", "Día de la Creación del Estado Plurinacional de Bolivia"],
		["2026-02-16", "Lunes de Carnaval"],
		["2026-02-17", "Martes de Carnaval"],
		["2026-06-22", "Año Nuevo Andino Amazónico Chaqueño (substituto)"],
		["2026-07-16", "Efemérides de La Paz"],
		["2026-08-06", "Día de la Independencia"],
		["2026-11-02", "Todos Santos"],
	])("%s: %s", (date, es) => {
		expect(holidayOn(laPaz, date)?.name.es).toBe(es);
	});

	it("a state's own holiday is not the country's", () => {
		expect(holidayOn(office, "2026-07-16")).toBeNull();
	});
});

describe("T4 B7: a day of the centre's own decides over the holiday", () => {
	it.each([
		["its closed day has its name", office, "2026-09-24", "Aniversario"],
		["its hours on a holiday make it a day to come", office, "2026-08-06", undefined],
		["a short day is no holiday", office, "2026-12-24", undefined],
		["without holidays there are none", CALENDAR_24X7, "2026-12-25", undefined],
	])("%s", (_what, calendar, date, es) => {
		expect(holidayOn(calendar, date)?.name.es).toBe(es);
	});
});

describe("T4: holidays that are not one whole day", () => {
	it.each([
		["open before a half day's noon", guatemala, "2026-12-24T11:59:00-06:00", true],
		["closed from noon of a half day", guatemala, "2026-12-24T12:00:00-06:00", false],
		["closed on the last of several days", eswatini, "2024-12-31T10:00:00+02:00", false],
		["closed on the days that reach into the next year", eswatini, "2025-01-02T10:00:00+02:00", false],
		["open after the last of several days", eswatini, "2025-01-03T10:00:00+02:00", true],
		["closed on a bank holiday, when asked for", withBanks, "2026-12-31T10:00:00-06:00", false],
	])("%s", (_when, calendar, now, expected) => {
		expect(isOpen(calendar, new Date(now))).toBe(expected);
	});

	it("only the morning of a half day counts", () => {
		const day = [new Date("2026-12-24T00:00:00-06:00"), new Date("2026-12-25T00:00:00-06:00")] as const;
		expect(workingMsBetween(guatemala, ...day)).toBe(5 * 3_600_000);
	});
});

it.each([
	["before local midnight", "2026-08-06T05:59:59Z", "2026-08-05"],
	["from local midnight on", "2026-08-06T06:00:00Z", "2026-08-06"],
	["in the last hours of a year", "2027-01-01T05:59:00Z", "2026-12-31"],
])("B7: the date of a moment is its zone's: %s", (_when, moment, date) => {
	expect(dateOf(CALENDAR_12X5, new Date(moment))).toBe(date);
});

function holidaysIn(calendar: typeof office, year: number): number {
	const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));
	return days.filter((date) => date.startsWith(String(year)) && holidayOn(calendar, date)).length;
}
