import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { answers, type ClamdAddress, ClamdError, scanBytes } from "./clamd.ts";
import { Files, type Scan, type StoredFile, toStoredFile } from "./model.ts";
import { openFile } from "./open-file.ts";

const usualTiming = {
	/** How long whoever stores a file waits for clamd; what takes longer is left to the sweep. */
	storingMs: 5_000,
	sweepingMs: 60_000,
};
const pingMs = 2_000;
/** How often clamd may take too long over a file, or fall over it; waits of 30 s, then three times as long, lie between. */
const maxTries = 5;
const firstWaitMs = 10_000;

export interface ScannerParts {
	clamd: ClamdAddress;
	clock: Clock;
	log: Log;
	metrics: Metrics;
	/** Puts an infected file on record; the same may come twice. */
	infected(file: StoredFile, signature: string): Promise<void>;
	timing?: Partial<typeof usualTiming>;
}

export interface Scanner {
	/** Has clamd look at a file that came just now, as far as it is there and quick. Never fails: the sweep goes on. */
	scanNew(file: StoredFile): Promise<StoredFile>;
	/** Looks at whatever is due: what came while clamd was down, slow, or not in use. Returns how much that was. */
	sweep(now: Date): Promise<number>;
	/** Asks whether clamd is there (1) or not (0); while it is not, nobody waits for it. */
	look(): Promise<number>;
	/** Whether clamd was there when it was last asked. */
	isUp(): boolean;
	/** Leaves what is under way to the next start. */
	stop(): void;
}

/** Has files scanned for malware by clamd (P9). */
export function createScanner({ clamd, clock, log, metrics, infected, timing }: ScannerParts): Scanner {
	const { storingMs, sweepingMs } = { ...usualTiming, ...timing };
	const scanned = metrics.counter("files_scanned_total", "Files that clamd was given, by what came of it", ["result"]);
	const upNow = metrics.gauge("clamd_up", "Whether clamd answers (1) or not (0)");
	const stopping = new AbortController();
	let up = true;

	function note(reached: boolean): void {
		if (up && !reached) log.warn("clamd does not answer; files wait unscanned");
		up = reached;
		upNow.set(reached ? 1 : 0);
	}

	/** Null: clamd was not there, or we stop. */
	async function judge(file: StoredFile, withinMs: number): Promise<Scan | null> {
		const tries = file.scan.tries + 1;
		const at = clock.now();
		try {
			const { stream } = await openFile(file._id);
			const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(withinMs)]);
			const verdict = await scanBytes(clamd, stream, signal);
			note(true);
			scanned.inc({ result: verdict.state });
			return { ...verdict, at, tries, dueAt: null };
		} catch (error) {
			if (!(error instanceof ClamdError)) throw error;
			if (stopping.signal.aborted) return null;
			note(error.reached);
			if (!error.reached) return null;
			log.warn({ err: error, file: file._id, tries }, "file not scanned");
			scanned.inc({ result: "unfinished" });
			if (tries >= maxTries) return { state: "failed", at, tries, dueAt: null };
			return { state: "unscanned", at, tries, dueAt: new Date(at.getTime() + firstWaitMs * 3 ** tries) };
		}
	}

	async function scan(file: StoredFile, withinMs: number): Promise<StoredFile> {
		const result = await judge(file, withinMs);
		if (!result) return file;
		// On record first: if we fall in between, it is scanned again and recorded once.
		if (result.state === "infected") await infected(file, result.signature ?? "");
		const unscanned = { "metadata.id": file._id, "metadata.scan.state": "unscanned" };
		await Files.updateOne(unscanned, { $set: { "metadata.scan": result } });
		return { ...file, scan: result };
	}

	return {
		async scanNew(file) {
			if (!up) return file;
			return scan(file, storingMs).catch((error: unknown) => {
				log.error({ err: error, file: file._id }, "file not scanned");
				return file;
			});
		},
		async sweep(now) {
			for (let done = 0; ; done += 1) {
				const due =
					up && !stopping.signal.aborted
						? await Files.findOne({ "metadata.scan.dueAt": { $lte: now } })
								.sort({ "metadata.scan.dueAt": 1 })
								.lean()
						: null;
				if (!due) return done;
				await scan(toStoredFile(due), sweepingMs);
			}
		},
		async look() {
			note(await answers(clamd, AbortSignal.timeout(pingMs)));
			return up ? 1 : 0;
		},
		isUp: () => up,
		stop: () => stopping.abort(),
	};
}
