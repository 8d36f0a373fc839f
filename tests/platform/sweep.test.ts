import { afterEach, describe, expect, it, vi } from "vitest";
import { releaseLease, takeLease } from "../../src/platform/lease.ts";
import { createLog } from "../../src/platform/log.ts";
import { type Sweep, type Sweeps, startSweeps } from "../../src/platform/sweep.ts";
import { useDatabase } from "../support/database.ts";

useDatabase();
const start = new Date("2026-11-02T08:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const running: Sweeps[] = [];
afterEach(async () => {
	await Promise.all(running.splice(0).map((sweeps) => sweeps.stop()));
});

function hub(owner: string, sweep: Partial<Sweep> & { name: string }, now = start) {
	const lines: string[] = [];
	const sweeps = startSweeps([{ everyMs: 60_000, run: async () => 1, ...sweep }], {
		clock: { now: () => now },
		log: createLog({ level: "debug" }, { write: (line) => void lines.push(line) }),
		owner,
	});
	running.push(sweeps);
	return { sweeps, lines };
}

describe("a lease", () => {
	it("is held by one owner, kept by it, and taken over when it ran out or was given back", async () => {
		expect(await takeLease("a", "one", 1_000, start)).toBe(true);
		expect(await takeLease("a", "two", 1_000, later(999))).toBe(false);
		expect(await takeLease("a", "one", 1_000, later(999))).toBe(true);
		expect(await takeLease("a", "two", 1_000, later(1_998))).toBe(false);
		expect(await takeLease("a", "two", 1_000, later(1_999))).toBe(true);
		await releaseLease("a", "one");
		expect(await takeLease("a", "one", 1_000, later(2_000))).toBe(false);
		await releaseLease("a", "two");
		expect(await takeLease("a", "one", 1_000, later(2_000))).toBe(true);
	});

	it("C2: of twenty that want it at the same time, one gets it, new or run out", async () => {
		for (const now of [start, later(1_000)]) {
			const takers = Array.from({ length: 20 }, (_, index) => takeLease("b", `hub${index}`, 1_000, now));
			expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
		}
	});
});

describe("a sweep", () => {
	it("runs with the time that it is given, and tells how much was done", async () => {
		const run = vi.fn(async () => 3);
		const { sweeps } = hub("one", { name: "told", run });
		expect(await sweeps.runOnce("told", later(5))).toBe(3);
		expect(run).toHaveBeenCalledWith(later(5));
		await expect(sweeps.runOnce("unknown", start)).rejects.toThrow("unknown");
	});

	it("runs in one process of all; another takes over when that is silent, or stops", async () => {
		const [one, two] = [hub("one", { name: "shared" }), hub("two", { name: "shared" })];
		expect(await one.sweeps.runOnce("shared", start)).toBe(1);
		expect(await two.sweeps.runOnce("shared", later(60_000))).toBeNull();
		expect(await two.sweeps.runOnce("shared", later(65_000))).toBe(1);
		expect(await one.sweeps.runOnce("shared", later(66_000))).toBeNull();
		await two.sweeps.stop();
		expect(await one.sweeps.runOnce("shared", later(66_000))).toBe(1);
	});

	it("goes in its rhythm, and on after a failure, which is logged", async () => {
		let runs = 0;
		const { lines } = hub("one", {
			name: "failing",
			everyMs: 5,
			run: async () => {
				runs += 1;
				if (runs === 1) throw new Error("the first fails");
				return 1;
			},
		});
		await vi.waitFor(() => expect(runs).toBeGreaterThan(2));
		expect(lines.join("")).toContain("the first fails");
	});

	it("stopping waits for the run in progress, and begins no other", async () => {
		let ended = false;
		const [begun, finish] = [signal(), signal()];
		const { sweeps } = hub("one", {
			name: "slow",
			run: async () => {
				begun.give();
				await finish.given;
				ended = true;
				return 1;
			},
		});
		const run = sweeps.runOnce("slow", start);
		await begun.given;
		const stopped = sweeps.stop();
		finish.give();
		await stopped;
		expect(ended).toBe(true);
		expect(await run).toBe(1);
	});
});

function signal(): { given: Promise<void>; give: () => void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => {
		give = resolve;
	});
	return { given, give: () => give() };
}
