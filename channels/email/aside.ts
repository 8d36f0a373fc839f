import { Worker } from "node:worker_threads";
import type { Sanitised, Sanitising } from "./html-sanitise.ts";
import type { InboundMail } from "./inbound-mail.ts";

/** What the other thread is asked, and what it answers. */
export type Job = { do: "read"; raw: Uint8Array } | { do: "sanitise"; html: string; sanitising: Sanitising };
export type Answer = { did: "read"; mail: InboundMail } | { did: "sanitise"; sanitised: Sanitised };

/** A job that took too long or broke the thread; the next has a new one. */
export class AsideError extends Error {
	override readonly name = "AsideError";
}

/** Milliseconds: a mail of 25 MB takes two seconds. */
const longest = 20_000;
/** Megabytes of heap, beyond what the mails themselves take. */
const memory = 512;
const program = new URL("./read-worker.mjs", import.meta.url);

let running: Worker | null = null;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Has a job done in another thread, one at a time and in order: the hub's own never stands still for it.
 *
 * @param limit milliseconds
 * @throws AsideError when it takes longer than the limit, or more memory than there is for it
 */
export function aside(job: Job, limit = longest): Promise<Answer> {
	const done = turn.then(() => run(job, limit));
	turn = done.catch(() => {});
	return done;
}

function run(job: Job, limit: number): Promise<Answer> {
	const worker = running ?? start();
	running = worker;
	worker.ref();
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => end(() => broken("it took too long")), limit);
		const onAnswer = (answer: Answer) => end(() => resolve(answer));
		const onError = (error: unknown) => end(() => broken("it failed", error));
		const onExit = () => end(() => broken("it ended"));
		worker.on("message", onAnswer).on("error", onError).on("exit", onExit);
		worker.postMessage(job, job.do === "read" && job.raw.buffer instanceof ArrayBuffer ? [job.raw.buffer] : []);

		function end(settle: () => void): void {
			clearTimeout(timer);
			worker.off("message", onAnswer).off("error", onError).off("exit", onExit);
			// What waits for nothing keeps no process.
			worker.unref();
			settle();
		}
		function broken(why: string, cause?: unknown): void {
			running = null;
			worker.on("error", () => {});
			void worker.terminate();
			reject(new AsideError(`A mail could not be read: ${why}`, { cause }));
		}
	});
}

function start(): Worker {
	return new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memory } });
}
