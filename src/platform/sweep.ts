import type { Clock } from "./clock.ts";
import { releaseLease, takeLease } from "./lease.ts";
import type { Log } from "./log.ts";

/** Something that is looked after from time to time: deadlines that passed, things that lapsed. */
export interface Sweep {
	/** Unique; names the lease. */
	name: string;
	everyMs: number;
	/** Does what is due at `now`; returns how much that was. It may be cut off and run again. */
	run(now: Date): Promise<number>;
}

export interface Sweeps {
	/**
	 * Runs one now, if this process may: for tests, and for who knows that something is due.
	 *
	 * @returns how much was done; null when another process has it.
	 */
	runOnce(name: string, now: Date): Promise<number | null>;
	/** Begins nothing more, waits for what runs, and lets another process take over at once. */
	stop(): Promise<void>;
}

/** Beyond the pause between two runs: how late a process may be before another takes its sweep over. */
const graceMs = 5_000;

/**
 * Runs each sweep in its rhythm, in one process of all at a time: a lease on the database says in which. A run that
 * takes long keeps its lease; one that fails is logged and tried again the next time.
 */
export function startSweeps(sweeps: readonly Sweep[], parts: { clock: Clock; log: Log; owner: string }): Sweeps {
	const { clock, log, owner } = parts;
	const underWay = new Map<string, Promise<number | null>>();
	const timers = new Map<string, NodeJS.Timeout>();
	let stopped = false;

	async function runLeased(sweep: Sweep, now: Date): Promise<number | null> {
		const leaseMs = sweep.everyMs + graceMs;
		if (!(await takeLease(leaseName(sweep), owner, leaseMs, now))) return null;
		const startedAt = clock.now().getTime();
		const keep = setInterval(() => {
			const at = new Date(now.getTime() + clock.now().getTime() - startedAt);
			takeLease(leaseName(sweep), owner, leaseMs, at).catch((error: unknown) => {
				log.warn({ err: error, sweep: sweep.name }, "sweep could not keep its lease");
			});
		}, leaseMs / 3);
		try {
			return await sweep.run(now);
		} finally {
			clearInterval(keep);
		}
	}

	/** One run of a sweep at a time in this process; who comes meanwhile gets its result. */
	function run(sweep: Sweep, now: Date): Promise<number | null> {
		const running = underWay.get(sweep.name);
		if (running) return running;
		const started = runLeased(sweep, now).finally(() => underWay.delete(sweep.name));
		underWay.set(sweep.name, started);
		return started;
	}

	function schedule(sweep: Sweep): void {
		if (stopped) return;
		const timer = setTimeout(async () => {
			try {
				const done = await run(sweep, clock.now());
				if (done) log.debug({ sweep: sweep.name, done }, "swept");
			} catch (error) {
				log.error({ err: error, sweep: sweep.name }, "sweep failed");
			}
			schedule(sweep);
		}, sweep.everyMs);
		timers.set(sweep.name, timer);
	}

	for (const sweep of sweeps) schedule(sweep);
	return {
		async runOnce(name, now) {
			const sweep = sweeps.find((candidate) => candidate.name === name);
			if (!sweep) throw new Error(`There is no sweep ${name}`);
			// What runs now may have looked before that became due for which it is called.
			await underWay.get(name)?.catch(() => null);
			return run(sweep, now);
		},
		async stop() {
			stopped = true;
			for (const timer of timers.values()) clearTimeout(timer);
			await Promise.allSettled(underWay.values());
			await Promise.allSettled(sweeps.map((sweep) => releaseLease(leaseName(sweep), owner)));
		},
	};
}

function leaseName(sweep: Sweep): string {
	return `sweep.${sweep.name}`;
}
