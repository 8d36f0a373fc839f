import type { Language } from "./languages.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long since `at`, short: "3 min", "1 h 5 min", "2 d". Under a minute counts as 0 min. */
export function shortSpan(at: string, now: number, language: Language): string {
	const span = Math.max(0, now - Date.parse(at));
	const unit = (value: number, name: "minute" | "hour" | "day") =>
		new Intl.NumberFormat(locale(language), {
			style: "unit",
			unit: name,
			unitDisplay: name === "day" ? "narrow" : "short",
		}).format(value);
	if (span < hour) return unit(Math.floor(span / minute), "minute");
	if (span < day) {
		const minutes = Math.floor((span % hour) / minute);
		const hours = unit(Math.floor(span / hour), "hour");
		return minutes === 0 ? hours : `${hours} ${unit(minutes, "minute")}`;
	}
	return unit(Math.floor(span / day), "day");
}

/** How urgent a wait is: under 5 minutes calm, under 10 soon, else late. */
export function warmth(at: string, now: number): "calm" | "soon" | "late" {
	const span = now - Date.parse(at);
	if (span < 5 * minute) return "calm";
	return span < 10 * minute ? "soon" : "late";
}

/** "10:31". */
export function clockTime(at: string, language: Language): string {
	return format(at, language, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** "lunes 2 de noviembre, 10:31:07": for titles and screen readers. */
export function exactTime(at: string, language: Language): string {
	const date = format(at, language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
	return `${date.replace(/^(\p{L}+),/u, "$1")}, ${format(at, language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })}`;
}

/** "lunes 2 de noviembre": the separator of a day. */
export function longDay(at: string, language: Language): string {
	return format(at, language, { weekday: "long", day: "numeric", month: "long" }).replace(/^(\p{L}+),/u, "$1");
}

/** Today's time, else the day: "10:31", "2 nov", "2 nov 2024". */
export function listTime(at: string, now: number, language: Language): string {
	const date = new Date(at);
	const today = new Date(now);
	if (dayKey(at) === dayKey(today.toISOString())) return clockTime(at, language);
	const sameYear = date.getFullYear() === today.getFullYear();
	return format(at, language, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
}

/** Day and time of a record: "2 nov 2026, 10:31". */
export function dateTime(at: string, language: Language): string {
	return `${format(at, language, { day: "numeric", month: "short", year: "numeric" })}, ${clockTime(at, language)}`;
}

/** "2 de noviembre de 2026". */
export function longDate(at: string, language: Language): string {
	return format(at, language, { day: "numeric", month: "long", year: "numeric" });
}

/** The local calendar day, to tell one day from the next. */
export function dayKey(at: string): string {
	const date = new Date(at);
	return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function format(at: string, language: Language, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(locale(language), options).format(new Date(at));
}

function locale(language: Language): string {
	return language === "es" ? "es" : "en-GB";
}
