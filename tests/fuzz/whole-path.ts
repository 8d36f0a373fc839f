import { readFileSync } from "node:fs";
import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import mongoose from "mongoose";
import { Messages } from "../../src/conversations/index.ts";
import { randomFrom } from "./mutate.ts";

/** A channel on the real database, with a bot that echoes and an outbox that sends to a peer. */
export interface WholePath {
	/** Sends a mutant as the channel's service does, and waits until it is taken. Fails when the adapter throws at it, or does not take it. */
	sends(mutant: unknown): Promise<void>;
	/** Somebody else on the same account, who writes sensibly, and what they were answered so far, in order. */
	other: { writes(text: string): Promise<void>; answers(): readonly string[] };
	/** What the adapter reported as its own fault. */
	faults: readonly string[];
	stop(): Promise<void>;
}

export interface WholePathTarget {
	name: string;
	/** What is sent as number `run`. */
	mutant(random: () => number, run: number): unknown;
	open(): Promise<WholePath>;
}

/** How the event loop did, once warmed up. */
interface LoopFigures {
	/** Longest that the event loop stood still, by the clock, in ms. */
	slowestStallMs: number;
	/** Longest that it worked without letting go, and how often over 20 ms; collecting garbage is no mutant's work. */
	slowestWorkMs: number;
	worksOver20Ms: number;
	/** Longest that collecting garbage took. */
	slowestGarbageMs: number;
}

export interface WholePathResult extends LoopFigures {
	runs: number;
	/** What was thrown past the adapter, or reported by it as its own fault: the first few, in words. */
	thrown: string[];
	thrownCount: number;
	/** What was stored, and never dealt with. */
	stuck: number;
	/** Of the other conversation: words written, never answered, answered otherwise than due at their place. */
	other: { written: number; lost: number; wrong: number };
	seconds: number;
}

/** How many mutants come to a word of the other. */
const batch = 20;
/** Code that ran this often is compiled; before, the loop is not watched. */
const warmUpRuns = 1_000;
const limitMs = 20;
/** How often the loop is looked at. */
const watchMs = 2;
const patienceMs = 30_000;
const told = 5;

/**
 * Sends mutants the whole path, one after another, while somebody else on the same account writes on and is to be answered, in order, as if
 * nothing were. The database is open, and is empty.
 */
export async function runWholePath(target: WholePathTarget, runs: number, seed: number): Promise<WholePathResult> {
	const path = await target.open();
	const random = randomFrom(seed);
	const thrown: string[] = [];
	const due: string[] = [];
	let stalls = watchLoop();
	const began = performance.now();
	try {
		for (let from = 0; from < runs; from += batch) {
			if (from === warmUpRuns) {
				stalls();
				stalls = watchLoop();
			}
			const count = Math.min(batch, runs - from);
			const word = `palabra ${due.length}`;
			due.push(`eco: ${word}`);
			const writing = path.other.writes(word).catch(note("the other"));
			// One after another: what the loop does for one is not that for twenty.
			for (let run = from; run < from + count; run += 1) await send(run);
			await writing;
			if (!(await until(() => path.other.answers().length >= due.length))) break;
		}
		await until(async () => (await undone()) === 0);
		const answers = path.other.answers();
		const faults = [...thrown, ...path.faults];
		return {
			runs,
			thrown: faults.slice(0, told),
			thrownCount: faults.length,
			stuck: await undone(),
			other: {
				written: due.length,
				lost: due.filter((answer) => !answers.includes(answer)).length,
				wrong: answers.filter((answer, place) => answer !== due[place]).length,
			},
			...stalls(),
			seconds: Math.round((performance.now() - began) / 100) / 10,
		};
	} finally {
		await path.stop();
	}

	async function send(run: number): Promise<void> {
		const mutant = target.mutant(random, run);
		await path.sends(mutant).catch(note(`run ${run}`, mutant));
	}

	function note(what: string, mutant?: unknown): (error: unknown) => void {
		return (error) => {
			const shown = Buffer.isBuffer(mutant) ? mutant.toString("latin1") : JSON.stringify(mutant);
			thrown.push(`${what}: ${String(error)} ${(shown ?? "").slice(0, 1_000)}`);
		};
	}
}

/** What was stored and not dealt with: messages, and what waits in an account's inbox. */
async function undone(): Promise<number> {
	const unhandled = await Messages.countDocuments({ direction: "in", handled: false });
	return unhandled + (await mongoose.connection.collection("channel-inbox").countDocuments());
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
	for (const end = performance.now() + patienceMs; performance.now() < end; ) {
		if (await holds()) return true;
		await delay(2);
	}
	return false;
}

/**
 * Looks every few ms how long the loop was away: by the clock, and how much of that it worked itself, since a busy machine
 * lets it wait.
 *
 * @returns how it stood still since, and ends looking.
 */
function watchLoop(): () => LoopFigures {
	let [at, worked] = [performance.now(), workedMs()];
	let [slowestStallMs, slowestShortMs] = [0, 0];
	const long: { from: number; to: number; ms: number }[] = [];
	// Told of after the look that it slowed.
	const collections: { from: number; ms: number }[] = [];
	const garbage = new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) collections.push({ from: startTime, ms: duration });
	});
	garbage.observe({ entryTypes: ["gc"] });
	const timer = setInterval(() => {
		const [now, work] = [performance.now(), workedMs()];
		const ms = Math.min(now - at, work - worked);
		slowestStallMs = Math.max(slowestStallMs, now - at - watchMs);
		if (ms > limitMs) long.push({ from: at, to: now, ms });
		else slowestShortMs = Math.max(slowestShortMs, ms);
		[at, worked] = [now, work];
	}, watchMs);
	return () => {
		clearInterval(timer);
		garbage.disconnect();
		const works = long.map(({ from, to, ms }) => {
			const within = collections.filter((collection) => collection.from >= from && collection.from < to);
			return within.reduce((left, collection) => left - collection.ms, ms);
		});
		const tenths = (figures: number[]) => Math.round(Math.max(0, ...figures) * 10) / 10;
		return {
			slowestStallMs: tenths([slowestStallMs]),
			slowestWorkMs: tenths([slowestShortMs, ...works]),
			worksOver20Ms: works.filter((ms) => ms > limitMs).length,
			slowestGarbageMs: tenths(collections.map(({ ms }) => ms)),
		};
	};
}

/** How long this thread, not the process, has had a processor: Node 20 does not tell, Linux does. */
function workedMs(): number {
	return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}
