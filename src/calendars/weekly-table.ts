import { type Calendar, type Interval, WEEKDAYS, type Weekday } from "./model.ts";

export interface TableRow {
	/** One day or several in a row, Monday first. */
	days: Weekday[];
	/** In order; empty when closed. */
	open: Interval[];
}

/**
 * The week as rows of days in a row with the same hours, as an office door shows it. Data, not words: the texts say it.
 *
 * @example weeklyTable(CALENDAR_12X5)[0] // { days: ["monday", …, "friday"], open: [["07:00", "19:00"]] }
 */
export function weeklyTable(calendar: Pick<Calendar, "weekly">): TableRow[] {
	const rows: TableRow[] = [];
	for (const weekday of WEEKDAYS) {
		const open = [...calendar.weekly[weekday]].sort(([a], [b]) => (a < b ? -1 : 1));
		const last = rows.at(-1);
		if (last && JSON.stringify(last.open) === JSON.stringify(open)) {
			last.days.push(weekday);
		} else {
			rows.push({ days: [weekday], open });
		}
	}
	return rows;
}
