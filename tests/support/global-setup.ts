import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../src/platform/store/log.ts";

declare module "vitest" {
	interface ProvidedContext {
		mongodbUri: string;
	}
}

/** Starts the one database of a test run, through the door that the product uses, in a folder that goes afterwards. */
export default async function setup(project: TestProject): Promise<() => unknown> {
	// Vitest calls this for each project as well; what the root provides, all have.
	if (!project.isRootProject()) return () => {};
	const dataDir = await mkdtemp(join(tmpdir(), "ventanilla-test-"));
	const database = await startEmbedded({ dataDir, log: silentLog });
	project.provide("mongodbUri", database.uri);
	return async () => {
		await database.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
}
