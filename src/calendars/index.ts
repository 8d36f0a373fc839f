/** Working time: when a counter is open, and how much open time lies between two moments (T4, B7). Pure. */

export { dateOf, holidayOn } from "./holiday-on.ts";
export { isOpen, nextClosing, nextOpening } from "./hours.ts";
export { type Calendar, calendarSchema, type Interval, parseCalendar, WEEKDAYS, type Weekday } from "./model.ts";
export { warmUp } from "./open-time.ts";
export { CALENDAR_12X5, CALENDAR_24X7 } from "./presets.ts";
export { type TableRow, weeklyTable } from "./weekly-table.ts";
export { addWorkingMs, workingMsBetween } from "./working-time.ts";
