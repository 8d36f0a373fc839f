import { memoryOf, rounded } from "./figures.ts";

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
}

const everyMs = 1_000;
const warmUp = 0.25;
const megabyte = 1_048_576;

/** Samples the memory of a hub once a second, until its figures are asked for. */
export function watchMemory(url: string): { figures(): Promise<MemoryFigures> } {
	const began = performance.now();
	const samples: Sample[] = [];
	const timer = setInterval(() => void sample().catch(() => {}), everyMs);

	async function sample(): Promise<Sample> {
		const { rss, heap } = await memoryOf(url);
		const taken = { minutes: (performance.now() - began) / 60_000, rssMb: rss / megabyte, heapMb: heap / megabyte };
		samples.push(taken);
		return taken;
	}

	return {
		async figures() {
			clearInterval(timer);
			const last = await sample();
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
