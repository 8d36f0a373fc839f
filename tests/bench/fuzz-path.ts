import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";
import { startEmbedded } from "../../src/platform/store/embedded/start.ts";
import { ensureIndexes } from "../../src/platform/store/ensure-indexes.ts";
import { silentLog } from "../../src/platform/store/log.ts";
import { wholePaths } from "../fuzz/paths/index.ts";
import { runWholePath, type WholePathResult } from "../fuzz/whole-path.ts";
import { describeFlags, type Flag, readFlags, UsageError, wholeNumber } from "./flags.ts";

const names = wholePaths.map(({ name }) => name);
const flags = {
	runs: { value: "N", meaning: "how many things are sent to each channel (100000)" },
	seed: { value: "N", meaning: "another seed, other things (1)" },
	channel: { value: "NAME", meaning: `one of ${names.join(", ")} (all, one after another)` },
} satisfies Record<string, Flag>;

export const help = `bench fuzz-path: updates, webhooks, mails and events, changed at random from real ones, through the whole path: taken in,
stored, answered by a bot, sent by the outbox; beside somebody else on the same account, who writes sensibly.

${describeFlags(flags)}

One line of JSON, for each channel: how many were sent; what was thrown past the adapter; what was stored and not dealt
with; words of the other conversation that were lost, or answered wrongly or out of order; how long the event loop stood
still or worked at worst, and how often over 20 ms, once it has had a thousand of them (peers and test included: they share
the loop; collecting garbage is told of by itself).`;

export async function run(args: string[]): Promise<Record<string, WholePathResult>> {
	const given = readFlags(args, flags);
	const runs = wholeNumber(given.runs ?? "100000", "--runs", 1, 10_000_000);
	const seed = wholeNumber(given.seed ?? "1", "--seed", 0, 1_000_000_000);
	const { channel } = given;
	if (channel !== undefined && !names.includes(channel)) throw new UsageError(`Unknown channel ${channel}`);
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-bench-"));
	const database = await startEmbedded({ dataDir: folder, log: silentLog });
	const results: Record<string, WholePathResult> = {};
	try {
		await mongoose.connect(database.uri, connectionOptions({ embedded: true, name: "ventanilla" }));
		await ensureIndexes();
		for (const target of wholePaths) {
			if (channel === undefined || target.name === channel)
				results[target.name] = await runWholePath(target, runs, seed);
		}
	} finally {
		await mongoose.disconnect();
		await database.stop();
		await rm(folder, { recursive: true, force: true });
	}
	return results;
}
