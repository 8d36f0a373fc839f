import Holidays, { type HolidaysTypes } from "date-holidays";
import { z } from "zod";
import correctionsFile from "./corrections.json" with { type: "json" };

export interface HolidaySource {
	country: string;
	state?: string | undefined;
	types: readonly HolidaysTypes.HolidayType[];
}

export interface NationalHoliday {
	name: { es: string; en: string };
	/** Closed from this time of the day on, in ms after midnight: 0, or noon where Christmas Eve is a half day. */
	from: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Where date-holidays differs from a country's law, with the source. */
const corrections = z
	.record(
		z.string(),
		z.array(
			z.object({
				rule: z.string(),
				name: z.object({ es: z.string(), en: z.string() }),
				from: z.iso.date().optional(),
				source: z.string(),
			}),
		),
	)
	.parse(correctionsFile);

/**
 * Looks up the holiday on a day (number of days since 1970-01-01). The first look into a year is slow (some ms), as
 * date-holidays computes it then; it is kept.
 */
export function nationalHolidays(source: HolidaySource): (day: number) => NationalHoliday | undefined {
	const book = bookOf(source);
	return (day) => {
		const year = new Date(day * DAY).getUTCFullYear();
		let days = book.years.get(year);
		if (!days) {
			days = listYears(book, year);
			book.years.set(year, days);
		}
		return days.get(day);
	};
}

/** Whether there are holidays for the country (`SV`) or the state of it (`SV`, `SS`). */
export function isKnownPlace(country: string, state?: string): boolean {
	const places = new Holidays();
	// Asking for the states of an unknown country is an error inside date-holidays.
	if (!Object.hasOwn(places.getCountries(), country)) {
		return false;
	}
	return state === undefined || Object.hasOwn(places.getStates(country) ?? {}, state);
}

interface Book {
	rules: Holidays;
	spansDays: boolean;
	years: Map<number, ReadonlyMap<number, NationalHoliday>>;
}

const books = new Map<string, Book>();

function bookOf(source: HolidaySource): Book {
	const key = [source.country, source.state ?? "", ...[...source.types].sort()].join("|");
	let book = books.get(key);
	if (!book) {
		const rules = load(source);
		book = { rules, spansDays: ruleTexts(rules).some((rule) => /\bP[\dT]/.test(rule)), years: new Map() };
		books.set(key, book);
	}
	return book;
}

function ruleTexts(rules: Holidays): string[] {
	return z
		.array(z.object({ rule: z.string() }))
		.parse(rules.getRules())
		.map(({ rule }) => rule);
}

function load({ country, state, types }: HolidaySource): Holidays {
	const options = { types: [...types] };
	const rules = state === undefined ? new Holidays(country, options) : new Holidays(country, state, options);
	for (const { rule, name, from } of corrections[country] ?? []) {
		rules.setHoliday(rule, { name, type: "public", ...(from && { active: [{ from }] }) });
	}
	return rules;
}

function listYears(book: Book, year: number): ReadonlyMap<number, NationalHoliday> {
	const days = new Map<number, NationalHoliday>();
	// A holiday of several days may begin in the year before.
	if (book.spansDays) {
		listYear(book, year - 1, days);
	}
	listYear(book, year, days);
	return days;
}

function listYear(book: Book, year: number, days: Map<number, NationalHoliday>): void {
	// The list comes in one language at a time.
	const identity = (holiday: HolidaysTypes.Holiday) => `${holiday.rule}|${holiday.date}`;
	const english = new Map(book.rules.getHolidays(year, "en").map((holiday) => [identity(holiday), holiday.name]));
	for (const holiday of book.rules.getHolidays(year, "es")) {
		const name = { es: holiday.name, en: english.get(identity(holiday)) ?? holiday.name };
		const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / DAY;
		const from = Date.parse(`1970-01-01T${holiday.date.slice(11, 19)}Z`);
		// Rounded, since a day on which the clock changes is an hour off.
		const count = Math.max(1, Math.round((from + holiday.end.getTime() - holiday.start.getTime()) / (24 * HOUR)));
		for (let day = first; day < first + count; day++) {
			const closedFrom = day === first ? from : 0;
			const earlier = days.get(day);
			if (!earlier || closedFrom < earlier.from) {
				days.set(day, { name, from: closedFrom });
			}
		}
	}
}
