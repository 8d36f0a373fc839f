import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { z } from "zod";
import { buildWhatIsStale } from "../../scripts/steps/build.mjs";
import { processesWith } from "../platform/store/processes.ts";

const patience = { timeout: 60_000, interval: 50 };
const Line = z.object({ msg: z.string(), pid: z.number(), port: z.string().optional() });

export const project = resolve(import.meta.dirname, "../..");

/** A program that was started as a person would, and what it has said. */
export interface Program {
	process: ChildProcess;
	/** What a person reads: standard error. */
	said(): string;
	/** The same without what it said of its progress. */
	complaint(): string;
	/** The code with which it ended; null when it was killed. */
	ended: Promise<number | null>;
	/** Waits until the hub serves; its process and address. */
	serving(): Promise<{ pid: number; url: string }>;
}

/** Gives each test a data folder, and sees to it that nothing runs on there afterwards. */
export function useStart() {
	// Each test waits for whole hubs to start and stop.
	vi.setConfig({ testTimeout: 120_000 });
	const started = new Set<ChildProcess>();
	let dataDir = "";
	// npm test has done it already; for who runs these tests alone.
	beforeAll(() => buildWhatIsStale(), 240_000);
	beforeEach(async () => {
		dataDir = await mkdtemp(join(tmpdir(), "ventanilla-start-"));
	});
	afterEach(async () => {
		for (const child of started) child.kill("SIGKILL");
		started.clear();
		await nothingRuns();
		await rm(dataDir, { recursive: true, force: true });
	});

	/** Waits until no process is left that works on the data folder. */
	async function nothingRuns(): Promise<void> {
		await vi.waitFor(async () => expect(await processesWith(dataDir)).toEqual([]), patience);
	}

	/** Starts a command in the project, in a process group of its own, as a shell does. */
	function start(settings: Record<string, string> = {}, command = [process.execPath, "scripts/start.mjs"]): Program {
		const [program = "", ...args] = command;
		const child = spawn(program, args, {
			cwd: project,
			detached: true,
			stdio: ["ignore", "pipe", "pipe"],
			env: {
				PATH: process.env.PATH,
				HOME: process.env.HOME,
				PORT: "0",
				HOST: "127.0.0.1",
				DATA_DIR: dataDir,
				...settings,
			},
		});
		started.add(child);
		let log = "";
		let said = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			log += text;
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			said += text;
		});
		const ended = new Promise<number | null>((done) => child.on("close", done));
		const served = () =>
			log
				.split("\n")
				.slice(0, -1)
				.filter((line) => line.startsWith("{"))
				.map((line) => Line.parse(JSON.parse(line)))
				.find(({ msg }) => msg === "serving");
		return {
			process: child,
			said: () => said,
			complaint: () =>
				said
					.split("\n")
					.filter((line) => !/^Building the \w+ …$/.test(line))
					.join("\n")
					.trimEnd(),
			ended,
			async serving() {
				await vi.waitUntil(() => served() || child.exitCode !== null, patience);
				const line = served();
				if (!line) throw new Error(`It ended with ${child.exitCode}: ${said}`);
				return { pid: line.pid, url: `http://127.0.0.1:${line.port}` };
			},
		};
	}

	return { start, nothingRuns, dataDir: () => dataDir };
}
