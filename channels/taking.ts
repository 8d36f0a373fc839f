import type { Channel, Intake } from "./channel.ts";
import type { TakeIn } from "./take-in.ts";

/** What an account takes in by, from its start to its stop. */
export interface Taking extends Pick<Channel, "start" | "stop"> {
	/** Takes what the service calls with; fails while the channel is not open, for the service to come again. */
	take: TakeIn["take"];
}

/**
 * Opens and closes what an account takes in by. What is under way at the end is stored, and what is not done then waits
 * in the inbox (C2).
 *
 * @param open its signal comes when nothing is fetched or called for any more; `close` resolves when that is so.
 */
export function createTaking(
	open: (intake: Intake, signal: AbortSignal) => Pick<TakeIn, "take" | "settle"> & { close(): Promise<void> },
): Taking {
	let opened: (ReturnType<typeof open> & { stopping: AbortController }) | null = null;

	return {
		async take(raws) {
			if (!opened) throw new Error("The channel is not open");
			await opened.take(raws);
		},
		async start(intake) {
			const stopping = new AbortController();
			opened = { ...open(intake, stopping.signal), stopping };
		},
		async stop() {
			const closing = opened;
			opened = null;
			await closing?.close();
			closing?.stopping.abort();
			await closing?.settle();
		},
	};
}
