import type { Say } from "./texts.ts";
import type { Language } from "./wire.ts";

const locales = { es: "es", en: "en-GB" } as const;

/** A number that changes at midnight of the reader's own zone. */
export function dayOf(at: Date): string {
	return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}

/** "Hoy", "Ayer" or "lunes 2 de noviembre" (with the year when it is another). */
export function dayLabel(at: Date, now: Date, language: Language, say: Say): string {
	if (dayOf(at) === dayOf(now)) return say("day.today");
	if (dayOf(at) === dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return say("day.yesterday");
	const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
	const format = { weekday: "long", day: "numeric", month: "long", year } as const;
	return new Intl.DateTimeFormat(locales[language], format).format(at).replace(",", "");
}

/** "10:30". */
export function timeLabel(at: Date, language: Language): string {
	return new Intl.DateTimeFormat(locales[language], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
		at,
	);
}

/** "lunes 2 de noviembre, 10:30:05", for who wants it exactly. */
export function exactLabel(at: Date, language: Language): string {
	const day = new Intl.DateTimeFormat(locales[language], { weekday: "long", day: "numeric", month: "long" }).format(at);
	const time = new Intl.DateTimeFormat(locales[language], { timeStyle: "medium", hourCycle: "h23" }).format(at);
	return `${day.replace(",", "")}, ${time}`;
}
