import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { z } from "zod";
import { memoryOf, rounded } from "./figures.ts";

/** With these a hub tells its live heap. */
export const tellsHeap = ["--expose-gc", `--import=${resolve(import.meta.dirname, "live-heap-process.mjs")}`];

interface Sample {
	/** Since the beginning. */
	minutes: number;
	rssMb: number;
	heapMb: number;
}

export interface MemoryFigures {
	/** At the end. */
	rssMb: number;
	heapMb: number;
	/** Of the line through what was sampled after the warm-up, the first quarter: near 0 is flat. */
	growthMbPerMinute: { rss: number; heap: number };
	rssMbByMinute: number[];
	/** What is in use once garbage is collected, each minute and at the end: what grows here is kept for ever. */
	liveHeapMbByMinute: number[];
}

interface Watched {
	url: string;
	process: ChildProcess;
}

const LiveHeap = z.object({ liveHeap: z.number() });
const everyMs = 1_000;
const warmUp = 0.25;
const megabyte = 1_048_576;

/** Samples the memory of a hub that was started with `tellsHeap`, until its figures are asked for. */
export function watchMemory({ url, process }: Watched): { figures(): Promise<MemoryFigures> } {
	const began = performance.now();
	const samples: Sample[] = [];
	const live: number[] = [];
	const timer = setInterval(() => void sample().catch(() => {}), everyMs);
	const minutes = setInterval(() => void collect().catch(() => {}), 60_000);

	async function collect(): Promise<void> {
		process.send("live-heap");
		const [told] = await once(process, "message");
		live.push(rounded(LiveHeap.parse(told).liveHeap / megabyte));
	}

	async function sample(): Promise<Sample> {
		const { rss, heap } = await memoryOf(url);
		const taken = { minutes: (performance.now() - began) / 60_000, rssMb: rss / megabyte, heapMb: heap / megabyte };
		samples.push(taken);
		return taken;
	}

	return {
		async figures() {
			clearInterval(timer);
			clearInterval(minutes);
			const last = await sample();
			await collect();
			const steady = samples.filter(({ minutes }) => minutes >= last.minutes * warmUp);
			const growth = (megabytes: (one: Sample) => number) =>
				rounded(slope(steady.map((one) => [one.minutes, megabytes(one)])), 2);
			const atMinutes = samples.filter(
				({ minutes }, place) => Math.floor(minutes) > Math.floor(samples[place - 1]?.minutes ?? 0),
			);
			return {
				rssMb: rounded(last.rssMb),
				heapMb: rounded(last.heapMb),
				growthMbPerMinute: { rss: growth(({ rssMb }) => rssMb), heap: growth(({ heapMb }) => heapMb) },
				rssMbByMinute: atMinutes.map(({ rssMb }) => rounded(rssMb)),
				liveHeapMbByMinute: live,
			};
		},
	};
}

/** Of the line that fits the points best (least squares); 0 for fewer than two. */
function slope(points: readonly [x: number, y: number][]): number {
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
	const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
	return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
