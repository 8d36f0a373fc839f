import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import mongoose from "mongoose";
import { Messages } from "../../src/conversations/index.ts";
import { randomFrom } from "./mutate.ts";

/** A channel on the real database, with a bot that echoes and an outbox that sends to a peer. */
export interface WholePath {
	/** Sends a mutant as the channel's service does. Fails when the adapter throws at it, or does not take it. */
	sends(mutant: unknown): Promise<void>;
	/** How many were sent and not acknowledged yet, where sending does not wait for that. */
	unacknowledged?(): number;
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

export interface WholePathResult {
	runs: number;
	/** What was thrown past the adapter, or reported by it as its own fault: the first few, in words. */
	thrown: string[];
	thrownCount: number;
	/** What was sent or stored, and never dealt with. */
	stuck: number;
	/** Of the other conversation: words written, never answered, answered otherwise than due at their place. */
	other: { written: number; lost: number; wrong: number };
	/** Longest that the event loop stood still, by the clock, in ms. */
	slowestStallMs: number;
	/** Longest that it worked without letting go, and how often over 20 ms. */
	slowestWorkMs: number;
	worksOver20Ms: number;
	seconds: number;
}

const batch = 20;
const limitMs = 20;
/** How often the loop is looked at. */
const watchMs = 2;
const patienceMs = 30_000;
const told = 5;

/**
 * Sends mutants the whole path while somebody else on the same account writes on and is to be answered, in order, as if
 * nothing were. The database is open, and is empty.
 */
export async function runWholePath(target: WholePathTarget, runs: number, seed: number): Promise<WholePathResult> {
	const path = await target.open();
	const random = randomFrom(seed);
	const thrown: string[] = [];
	const due: string[] = [];
	const stalls = watchLoop();
	const began = performance.now();
	try {
		for (let from = 0; from < runs; from += batch) {
			const count = Math.min(batch, runs - from);
			const word = `palabra ${due.length}`;
			due.push(`eco: ${word}`);
			const sending = [path.other.writes(word).catch(note("the other"))];
			for (let run = from; run < from + count; run += 1) {
				sending.push(send(run));
				// Each comes by itself: what the loop does for one is not that for twenty.
				await new Promise((resolve) => setImmediate(resolve));
			}
			await Promise.all(sending);
			if (!(await until(() => path.other.answers().length >= due.length))) break;
		}
		const stuck = async () => (path.unacknowledged?.() ?? 0) + (await undone());
		await until(async () => (await stuck()) === 0);
		const answers = path.other.answers();
		const faults = [...thrown, ...path.faults];
		return {
			runs,
			thrown: faults.slice(0, told),
			thrownCount: faults.length,
			stuck: await stuck(),
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

async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
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
 * @returns how it stood still since.
 */
function watchLoop(): () => Pick<WholePathResult, "slowestStallMs" | "slowestWorkMs" | "worksOver20Ms"> {
	let [at, worked] = [performance.now(), workedMs()];
	let [slowestStallMs, slowestWorkMs, worksOver20Ms] = [0, 0, 0];
	const timer = setInterval(() => {
		const [now, work] = [performance.now(), workedMs()];
		const away = Math.min(now - at, work - worked);
		slowestStallMs = Math.max(slowestStallMs, now - at - watchMs);
		slowestWorkMs = Math.max(slowestWorkMs, away);
		if (away > limitMs) worksOver20Ms += 1;
		[at, worked] = [now, work];
	}, watchMs);
	return () => {
		clearInterval(timer);
		const tenths = (ms: number) => Math.round(ms * 10) / 10;
		return { slowestStallMs: tenths(slowestStallMs), slowestWorkMs: tenths(slowestWorkMs), worksOver20Ms };
	};
}

/** How long this thread, not the process, has had a processor: Node 20 does not tell, Linux does. */
function workedMs(): number {
	return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}
