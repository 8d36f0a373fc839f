import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";

export interface Repeated {
	name: string;
	everyMs: number;
	run(now: Date): Promise<unknown>;
}

/**
 * Runs things at intervals in this very process (what one process does for all is a sweep). A run that takes long is
 * not overtaken by the next; one that fails is logged.
 *
 * @returns stops; resolves when what runs is done.
 */
export function repeat(works: readonly Repeated[], { clock, log }: { clock: Clock; log: Log }): () => Promise<void> {
	const running = new Map<string, Promise<unknown>>();
	const timers = works.map(({ name, everyMs, run }) =>
		setInterval(() => {
			if (running.has(name)) return;
			const work = run(clock.now())
				.catch((error: unknown) => log.warn({ err: error, work: name }, "repeated work failed"))
				.finally(() => running.delete(name));
			running.set(name, work);
		}, everyMs),
	);
	return async () => {
		for (const timer of timers) clearInterval(timer);
		await Promise.all(running.values());
	};
}
