import { describe, expect, it } from "vitest";
import { randomFrom } from "./mutate.ts";
import { fuzzTargets } from "./targets.ts";

/** `npm run -s bench -- fuzz` runs a hundred times as many, and measures how long each takes. */
const runs = 1_000;

describe("C2: whatever is sent to a channel, its adapter does not fall over it", () => {
	it.each(fuzzTargets)("$name", async ({ mutant, read }) => {
		const random = randomFrom(20_261_125);
		for (let run = 0; run < runs; run += 1) {
			const sent = mutant(random);
			try {
				await read(sent);
			} catch (error) {
				expect.fail(`run ${run}: ${String(error)}\n${JSON.stringify(sent)?.slice(0, 2_000)}`);
			}
		}
	});
});
