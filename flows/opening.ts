import { DateTime } from "luxon";
import type { Language } from "../src/conversations/index.ts";
import { texts } from "../src/texts/index.ts";

/**
 * When the office opens, in words, in the office's own zone: "hoy a las 14:00", "mañana martes a las 8:00", "el jueves
 * 5 de noviembre a las 8:00" (B7). Pure.
 *
 * @param zone IANA name, as "America/El_Salvador".
 */
export function openingWords(opensAt: Date, now: Date, zone: string, language: Language): string {
	const own = texts(language, "bot");
	const opens = DateTime.fromJSDate(opensAt, { zone }).setLocale(language);
	const today = DateTime.fromJSDate(now, { zone });
	const days = opens.startOf("day").diff(today.startOf("day"), "days").days;

	const time = language === "es" ? opens.toFormat("H:mm") : opens.toFormat("h:mm a").toLowerCase();
	const at = own.say(opens.hour === 1 ? "when.atOne" : "when.at", { time });
	if (days < 1) return own.say("when.today", { at });
	const weekday = opens.toFormat("cccc");
	if (days < 2) return own.say("when.tomorrow", { weekday, at });
	return own.say("when.later", { weekday, day: opens.day, month: opens.toFormat("LLLL"), at });
}
