import { IANAZone } from "luxon";
import { z } from "zod";
import { DomainError } from "../platform/errors.ts";
import { isKnownPlace } from "./national.ts";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const startOfInterval = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time from 00:00 to 23:59");
const endOfInterval = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time from 00:01 to 24:00");

const interval = z
	.tuple([startOfInterval, endOfInterval])
	.refine(([start, end]) => start < end, "must end after it starts; hours over midnight are two intervals");

/** From its start (inclusive) to its end (exclusive) on the zone's wall clock; `["22:00", "24:00"]` ends at midnight. */
export type Interval = z.infer<typeof interval>;

const openHours = z
	.array(interval)
	.max(24)
	.superRefine((intervals, context) => {
		const byStart = intervals.map((interval, index) => ({ interval, index }));
		byStart.sort((a, b) => (a.interval[0] < b.interval[0] ? -1 : 1));
		let previousEnd = "00:00";
		for (const { interval, index } of byStart) {
			if (interval[0] < previousEnd) {
				context.addIssue({ code: "custom", path: [index], message: "overlaps another interval" });
			}
			previousEnd = interval[1];
		}
	});

const name = z.object({ es: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) });

const ownDay = z
	.object({ name: name.nullable().default(null), open: openHours })
	.refine((day) => day.open.length > 0 || day.name !== null, {
		path: ["name"],
		message: "a closed day needs a name that people can be told",
	});

const holidays = z
	.object({
		country: z.string(),
		state: z.string().optional(),
		types: z
			.array(z.enum(["public", "bank", "optional", "school", "observance"]))
			.min(1)
			.default(["public"]),
	})
	.superRefine((place, context) => {
		if (!isKnownPlace(place.country)) {
			context.addIssue({ code: "custom", path: ["country"], message: "no holidays are known for this country" });
		} else if (place.state !== undefined && !isKnownPlace(place.country, place.state)) {
			context.addIssue({ code: "custom", path: ["state"], message: "no such state of this country is known" });
		}
	});

/**
 * The hours of a counter. On each date its own day decides, if there is one; else a holiday closes it; else the week's
 * hours hold. Hours are wall-clock times of `zone`: where the clock is put forward the skipped ones are not worked,
 * where it is put back the repeated ones are worked twice.
 */
export const calendarSchema = z.object({
	id: z.string().min(1).max(64),
	/** IANA name, such as `America/El_Salvador`. */
	zone: z.string().refine((zone) => IANAZone.isValidZone(zone), "must be an IANA time zone"),
	weekly: z.object({
		monday: openHours.default([]),
		tuesday: openHours.default([]),
		wednesday: openHours.default([]),
		thursday: openHours.default([]),
		friday: openHours.default([]),
		saturday: openHours.default([]),
		sunday: openHours.default([]),
	}),
	/** ISO 3166 country and, where holidays differ, its state as date-holidays names it (`SV`, `SS`: San Salvador). */
	holidays: holidays.nullable().default(null),
	/** The centre's own days by date (`2026-12-24`): closed (no hours) with a name, or with hours of their own. */
	days: z
		.record(z.iso.date(), ownDay)
		.refine((days) => Object.keys(days).length <= 2_000, "at most 2,000 own days")
		.default({}),
});

export type Calendar = z.infer<typeof calendarSchema>;

/**
 * Reads a calendar from outside.
 *
 * @throws DomainError `invalid`, naming the first field at fault, such as `weekly.monday.1` or `days.2026-12-24.name`.
 */
export function parseCalendar(input: unknown): Calendar {
	const parsed = calendarSchema.safeParse(input);
	if (parsed.success) {
		return parsed.data;
	}
	const [issue] = parsed.error.issues;
	const field = issue?.path.map(String).join(".") || "calendar";
	throw new DomainError("invalid", `Calendar field ${field}: ${issue?.message ?? "is not valid"}`, { field });
}
