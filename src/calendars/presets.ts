import { type Calendar, calendarSchema } from "./model.ts";

const workday = [["07:00", "19:00"]];
const wholeDay = [["00:00", "24:00"]];

/** Twelve hours on five days, closed on the public holidays of El Salvador (T4). Spread it to change zone or place. */
export const CALENDAR_12X5: Calendar = calendarSchema.parse({
	id: "12x5",
	zone: "America/El_Salvador",
	weekly: { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday },
	holidays: { country: "SV" },
});

/** Always open, holidays too (T4). */
export const CALENDAR_24X7: Calendar = calendarSchema.parse({
	id: "24x7",
	zone: "America/El_Salvador",
	weekly: {
		monday: wholeDay,
		tuesday: wholeDay,
		wednesday: wholeDay,
		thursday: wholeDay,
		friday: wholeDay,
		saturday: wholeDay,
		sunday: wholeDay,
	},
});
