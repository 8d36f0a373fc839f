import { type Calendar, parseCalendar } from "../../src/calendars/index.ts";

/** Mornings and afternoons in La Paz, with holidays, a short Christmas Eve and a day of its own. */
export const office: Calendar = parseCalendar({
	id: "office",
	zone: "America/La_Paz",
	weekly: {
		monday: split(),
		tuesday: split(),
		wednesday: split(),
		thursday: split(),
		friday: split(),
		saturday: [["09:00", "12:00"]],
	},
	holidays: { country: "BO" },
	days: {
		"2026-12-24": { open: [["08:00", "10:00"]] },
		"2026-09-24": { name: { es: "Aniversario", en: "Anniversary" }, open: [] },
		"2026-08-06": { name: { es: "Guardia de fiesta", en: "Holiday duty" }, open: [["10:00", "11:00"]] },
	},
});

/** Every night from ten to six, in a zone that changes its clocks. */
export const nights: Calendar = everyDay("nights", "America/New_York", [
	["00:00", "06:00"],
	["22:00", "24:00"],
]);

/** The same hours every day of the week, no holidays. */
export function everyDay(id: string, zone: string, open: [string, string][]): Calendar {
	const weekly = {
		monday: open,
		tuesday: open,
		wednesday: open,
		thursday: open,
		friday: open,
		saturday: open,
		sunday: open,
	};
	return parseCalendar({ id, zone, weekly });
}

function split(): [string, string][] {
	return [
		["14:00", "18:30"],
		["08:00", "12:30"],
	];
}
