import { performance } from "node:perf_hooks";
import { randomFrom } from "../fuzz/mutate.ts";
import { fuzzTargets } from "../fuzz/targets.ts";
import { describeFlags, type Flag, readFlags, wholeNumber } from "./flags.ts";
import { percentile, rounded } from "./load/figures.ts";

const flags = {
	runs: { value: "N", meaning: "how many things are sent to each channel (100000)" },
	seed: { value: "N", meaning: "another seed, other things (1)" },
} satisfies Record<string, Flag>;

export const help = `bench fuzz: updates, webhooks and mails, changed at random from real ones, read by each channel's adapter.

${describeFlags(flags)}

One line of JSON, for each channel: how many were read, how many an adapter threw at, and how long one took without
letting the event loop go: the median, the slowest, and how many took over 20 ms.`;

const limitMs = 20;

export async function run(args: string[]): Promise<object> {
	const given = readFlags(args, flags);
	const runs = wholeNumber(given.runs ?? "100000", "--runs", 1, 10_000_000);
	const seed = wholeNumber(given.seed ?? "1", "--seed", 0, 1_000_000_000);
	const results: Record<string, object> = {};
	for (const { name, mutant, read } of fuzzTargets) {
		const random = randomFrom(seed);
		const times: number[] = [];
		let thrown = 0;
		for (let run = 0; run < runs; run += 1) {
			const sent = mutant(random);
			try {
				let took = await timed(() => read(sent));
				// On a busy machine it may not have been this: the least of three is.
				for (let again = 0; again < 2 && took > limitMs; again += 1)
					took = Math.min(took, await timed(() => read(sent)));
				times.push(took);
			} catch (error) {
				thrown += 1;
				process.stderr.write(`${name}, run ${run}: ${String(error)}\n`);
			}
		}
		results[name] = {
			runs,
			thrown,
			medianMs: rounded(percentile(times, 0.5), 3),
			slowestMs: rounded(
				times.reduce((most, time) => Math.max(most, time), 0),
				1,
			),
			overLimit: times.filter((time) => time > limitMs).length,
		};
	}
	return results;
}

/** @returns how long `read` took without letting the event loop go, in ms. */
async function timed(read: () => unknown): Promise<number> {
	const began = performance.now();
	const reading = read();
	const took = performance.now() - began;
	await reading;
	return took;
}
