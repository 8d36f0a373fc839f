import type { Calendar } from "./model.ts";
import { nationalHolidays } from "./national.ts";
import { offsetAt } from "./zone.ts";

const DAY = 86_400_000;

/**
 * Why the counter is closed on a date (`2026-08-06`), or for a part of it, in words for people (B7): its own closed
 * day, else a holiday. Null on other days, and on a holiday for which it has hours of its own.
 */
export function holidayOn(calendar: Calendar, date: string): { name: { es: string; en: string } } | null {
	const own = calendar.days[date];
	if (own) {
		return own.open.length === 0 && own.name ? { name: own.name } : null;
	}
	if (!calendar.holidays) {
		return null;
	}
	const holiday = nationalHolidays(calendar.holidays)(Date.parse(date) / DAY);
	return holiday ? { name: holiday.name } : null;
}

/** The date (`2026-08-06`) that the calendar's zone has at a moment. */
export function dateOf(calendar: Pick<Calendar, "zone">, moment: Date): string {
	return new Date(moment.getTime() + offsetAt(calendar.zone, moment)).toISOString().slice(0, 10);
}
