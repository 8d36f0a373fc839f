import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { connectionOptions } from "../../../src/platform/store/connection-options.ts";
import { startEmbedded } from "../../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../../src/platform/store/log.ts";
import { type Running, startHubProcess } from "../../support/processes.ts";
import { tellsHeap } from "../load/memory.ts";

/** What a channel is measured with. */
export interface ChannelLoad {
	messages: number;
	people: number;
	/** Over which the messages come; 0: at once. */
	minutes: number;
	/** Folder for CPU profiles. */
	profile: string | undefined;
}

/**
 * Runs `work` against a hub of its own on a new embedded database, which it reads as well; gives it.
 *
 * @param profile the folder where the hub's CPU profile goes; undefined for none
 */
export async function onHub<T>(
	settings: Record<string, string>,
	profile: string | undefined,
	work: (hub: Running) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-bench-"));
	const database = await startEmbedded({ dataDir: folder, log: silentLog });
	const profiled = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
	try {
		const hub = await startHubProcess(join(folder, "hub"), { MONGODB_URI: database.uri, ...settings }, [
			...tellsHeap,
			...profiled,
		]);
		try {
			await mongoose.connect(database.uri, connectionOptions({ embedded: true, name: "ventanilla" }));
			return await work(hub);
		} finally {
			await mongoose.disconnect();
			await hub.stop();
		}
	} finally {
		await database.stop();
		await rm(folder, { recursive: true, force: true });
	}
}
