import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { expect } from "vitest";
import { Interactions, Messages } from "../../src/conversations/index.ts";
import { Events } from "../../src/events/index.ts";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";
import { type EmbeddedDatabase, startEmbedded } from "../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../src/platform/store/log.ts";
import { type Running, startHubProcess } from "../support/processes.ts";
import type { Talker } from "./talker.ts";

/** Several hub processes on one embedded database of their own. */
export interface Cluster {
	database: EmbeddedDatabase;
	hubs: Running[];
	/** Kills a hub with -9 and starts it again on the same port. */
	killHub(index: number): Promise<void>;
	/** Kills the database with -9; its supervisor starts it again. */
	killDatabase(): void;
	close(): Promise<void>;
}

export async function startCluster(count: number, settings: Record<string, string> = {}): Promise<Cluster> {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-crash-"));
	const database = await startEmbedded({ dataDir: folder, log: silentLog });
	const shared = {
		MONGODB_URI: database.uri,
		SECRET: `${randomUUID()}${randomUUID()}`,
		LOG_LEVEL: "fatal",
		...settings,
	};
	const start = (index: number, port?: string) =>
		startHubProcess(join(folder, `hub-${index}`), { ...shared, ...(port && { PORT: port }) });
	// One after the other: the first sets the demo office up.
	const hubs: Running[] = [];
	for (let index = 0; index < count; index += 1) hubs.push(await start(index));
	await mongoose.connect(database.uri, connectionOptions({ embedded: true, name: "ventanilla" }));
	return {
		database,
		hubs,
		async killHub(index) {
			const hub = hubs[index];
			if (!hub) throw new Error(`No hub ${index}`);
			await hub.kill();
			hubs[index] = await start(index, new URL(hub.url).port);
		},
		killDatabase() {
			const pid = database.pid();
			if (pid !== undefined) process.kill(pid, "SIGKILL");
		},
		async close() {
			for (const hub of hubs) await hub.kill();
			await mongoose.disconnect();
			await database.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** C2: what each citizen was shown is what is stored: nothing lost, nothing twice, in order; effects happened once. */
export async function expectWhole(talkers: readonly Talker[], said: readonly string[][]): Promise<void> {
	for (const [index, talker] of talkers.entries()) {
		const transcript = await talker.transcript();
		const own = transcript.filter(({ from }) => from.kind === "citizen");
		expect(own.map(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join())).toEqual(
			said[index],
		);
		expect(talker.contradictions).toBe(0);
		const places = transcript.map(({ seq }) => seq);
		expect(new Set(transcript.map(({ id }) => id)).size).toBe(places.length);
		expect([...talker.shown.keys()].sort((a, b) => a - b)).toEqual(places);
		for (const message of transcript) expect(talker.shown.get(message.seq)?.id).toBe(message.id);
		// Places without gaps: no note was written here.
		expect(places).toEqual(places.map((_, place) => place + 1));
	}
	expect(await Messages.countDocuments({ handled: false })).toBe(0);
	const openings = await Events.countDocuments({ type: "conversation.opened" });
	expect(openings).toBe(await Interactions.countDocuments());
}
