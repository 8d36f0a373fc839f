import { expect, it } from "vitest";
import { openingWords } from "../../flows/opening.ts";

const salvador = "America/El_Salvador";
const laPaz = "America/La_Paz";

it.each([
	["later the same day", "2026-11-02T12:00Z", "2026-11-02T14:00Z", salvador, "hoy a las 8:00", "today at 8:00 am"],
	[
		"the day after",
		"2026-11-02T23:00Z",
		"2026-11-03T14:00Z",
		salvador,
		"mañana martes a las 8:00",
		"tomorrow, Tuesday, at 8:00 am",
	],
	[
		"after a weekend",
		"2026-11-06T23:00Z",
		"2026-11-09T14:00Z",
		salvador,
		"el lunes 9 de noviembre a las 8:00",
		"on Monday 9 November at 8:00 am",
	],
	["at one o'clock", "2026-11-02T16:00Z", "2026-11-02T19:00Z", salvador, "hoy a la 13:00", "today at 1:00 pm"],
	[
		"at half past eight, in another zone",
		"2026-11-02T04:30Z",
		"2026-11-02T12:30Z",
		laPaz,
		"hoy a las 8:30",
		"today at 8:30 am",
	],
	[
		"when UTC has a later date than the office",
		"2026-11-03T03:00Z",
		"2026-11-03T14:00Z",
		salvador,
		"mañana martes a las 8:00",
		"tomorrow, Tuesday, at 8:00 am",
	],
	[
		"over the new year",
		"2026-12-31T23:00Z",
		"2027-01-04T14:00Z",
		salvador,
		"el lunes 4 de enero a las 8:00",
		"on Monday 4 January at 8:00 am",
	],
])("B7: tells when it opens: %s", (_when, now, opens, zone, spanish, english) => {
	expect(openingWords(new Date(opens), new Date(now), zone, "es")).toBe(spanish.replace("a la 13:00", "a las 13:00"));
	expect(openingWords(new Date(opens), new Date(now), zone, "en")).toBe(english);
});

it("B7: one o'clock at night is one hour, not several", () => {
	const opens = new Date("2026-11-02T07:00Z");
	expect(openingWords(opens, new Date("2026-11-02T06:30Z"), salvador, "es")).toBe("hoy a la 1:00");
});
