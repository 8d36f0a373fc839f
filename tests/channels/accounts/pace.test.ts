import { describe, expect, it } from "vitest";
import { createPace, longestWaitMs } from "../../../channels/accounts/pace.ts";

describe("C2: an account sends as fast as its service takes it", () => {
	it("a burst at once, then one after the other", () => {
		const pace = createPace({ perSecond: 10, burst: 3 });
		expect([1, 2, 3, 4, 5].map(() => pace.take(0))).toEqual([0, 0, 0, 100, 200]);
	});

	it("rests bring the burst back, and no more than that", () => {
		const pace = createPace({ perSecond: 10, burst: 3 });
		for (let sent = 0; sent < 5; sent += 1) pace.take(0);
		expect(pace.take(500)).toBe(0);
		expect([1, 2, 3, 4].map(() => pace.take(60_000))).toEqual([0, 0, 0, 100]);
	});

	it("a line that is too long takes nobody in, and tells each when to come again", () => {
		const pace = createPace({ perSecond: 1, burst: 1 });
		const waits = Array.from({ length: 20 }, () => pace.take(0));
		expect(waits.filter((wait) => wait !== null)).toHaveLength(longestWaitMs / 1_000 + 1);
		expect(waits.at(-1)).toBeNull();
		expect([1, 2, 3].map(() => pace.later(0))).toEqual([12_000, 13_000, 14_000]);
		expect(pace.take(2_000)).toBe(9_000);
	});

	it("waits as long as the service asks", () => {
		const pace = createPace({ perSecond: 10, burst: 3 });
		pace.rest(0, 5_000);
		expect(pace.take(0)).toBe(5_000);
		pace.rest(0, 60_000);
		expect(pace.take(0)).toBeNull();
		expect(pace.later(0)).toBe(60_100);
		expect(pace.take(60_000)).toBe(0);
	});
});
