import { describe, expect, it } from "vitest";
import { isSilent, newGap } from "../../../channels/accounts/silence.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 2) + hours * 3_600_000);
const hour = 3_600_000;

describe("C2: an account that is silent for unusually long", () => {
	it.each([
		["nobody ever wrote", null, null, 100, false],
		["one message only", 0, null, 1_000, false],
		["within its habit", 0, 10, 15, false],
		["twice its longest silence", 0, 10, 20.1, true],
		["busy, for less than an hour", 0, 0.1, 0.9, false],
		["busy, for over an hour", 0, 0.1, 1.1, true],
	])("%s", (_what, lastIn, longest, now, silent) => {
		const health = {
			lastIn: lastIn === null ? null : at(lastIn),
			longestGapMs: longest === null ? null : longest * hour,
		};
		expect(isSilent(health, at(now))).toBe(silent);
	});

	it("learns the nights of an office, and forgets a holiday", () => {
		let health: Parameters<typeof newGap>[0] = { lastIn: null, longestGapMs: null };
		const write = (now: Date) => {
			health = { longestGapMs: newGap(health, now), lastIn: now };
		};
		for (let day = 0; day < 5; day += 1)
			for (let minute = 0; minute < 480; minute += 10) write(at(day * 24 + 8 + minute / 60));
		expect((health.longestGapMs ?? 0) / hour).toBeGreaterThan(12);
		expect(isSilent(health, at(5 * 24 + 8))).toBe(false);
		write(at(15 * 24));
		expect((health.longestGapMs ?? 0) / hour).toBeGreaterThan(200);
		for (let message = 0; message < 600; message += 1) write(at(15 * 24 + message / 60));
		expect((health.longestGapMs ?? 0) / hour).toBeLessThan(14);
	});
});
