import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../src/platform/clock.ts";
import type { Log } from "../src/platform/log.ts";
import type { Intake } from "./channel.ts";
import { inLine } from "./in-line.ts";
import { openInbox } from "./inbox.ts";
import type { Notice } from "./notice.ts";

/** What an account takes in with. */
export interface AccountIntake {
	intake: Intake;
	account: string;
	notice: Notice;
	clock: Clock;
	log: Log;
	/** First wait after a failure, in ms. */
	retryMs: number;
	/** The end: what is not done yet stays in the inbox. */
	signal: AbortSignal;
}

/** Something that came to an account, as its channel understands it. */
export interface Arrival {
	/** The same each time that it comes. */
	id: string;
	/** What comes from one chat is dealt with in order, that of others at the same time. */
	chat: string;
	/** Dealing with it takes its time: a file to fetch, a line in a transcript whose lane is busy. */
	slow: boolean;
}

export interface TakeInParts<One extends Arrival> extends Pick<AccountIntake, "clock" | "log" | "retryMs" | "signal"> {
	/** Whose inbox: `<channel>.<account>`. */
	inbox: string;
	/** Understands what came, as the service wrote it; null: there is nothing to deal with. Never throws. */
	read(raw: unknown): One | null;
	/** Resolves when it is stored for good; doing it again is doing it once. */
	handle(one: One): Promise<void>;
}

export interface TakeIn {
	/**
	 * Takes what came, each chat's in order, different chats at the same time. Resolves when all is stored for good; fails
	 * when something could not be, and then all is to come again, where what was stored is a repeat (C2).
	 */
	take(raws: readonly unknown[]): Promise<void>;
	/** Takes up what was stored before `before` and never dealt with, because its process ended. */
	resume(before: Date): Promise<void>;
	/** Resolves when nothing is under way. */
	settle(): Promise<void>;
}

const longestRetryMs = 60_000;

/**
 * Deals at once with what has its words with it. What takes its time is stored as it came, so that it can be
 * acknowledged, and done in the background; then what its chat sends meanwhile waits behind it, and other chats do not
 * (C2, C3).
 */
export function createTakeIn<One extends Arrival>(parts: TakeInParts<One>): TakeIn {
	const { read, handle, clock, log, signal } = parts;
	const inbox = openInbox(parts.inbox);
	/** The last thing that stands in line in a chat: taking in, and what is done in the background. */
	const arrivals = new Map<string, Promise<void>>();
	const background = new Map<string, Promise<void>>();
	const underWay = new Set<string>();

	async function takeOne(raw: unknown, one: One): Promise<void> {
		if (!one.slow && !background.has(one.chat)) return handle(one);
		await inbox.keep(one.id, raw, clock.now());
		doLater(one);
	}

	function doLater(one: One): void {
		if (underWay.has(one.id)) return;
		underWay.add(one.id);
		inLine(background, one.chat, () => finish(one)).finally(() => underWay.delete(one.id));
	}

	async function finish(one: One): Promise<void> {
		for (let failures = 0; !signal.aborted; failures += 1) {
			try {
				await handle(one);
				await inbox.drop(one.id);
				return;
			} catch (error) {
				if (signal.aborted) return;
				log.error({ err: error, inbox: parts.inbox, item: one.id }, "not taken in yet");
				const wait = Math.min(parts.retryMs * 2 ** failures, longestRetryMs);
				await delay(wait, undefined, { signal }).catch(() => {});
			}
		}
	}

	return {
		async take(raws) {
			const byChat = new Map<string, [unknown, One][]>();
			for (const raw of raws) {
				const one = read(raw);
				if (one) byChat.set(one.chat, [...(byChat.get(one.chat) ?? []), [raw, one]]);
			}
			await Promise.all(
				[...byChat].map(([chat, all]) =>
					inLine(arrivals, chat, async () => {
						for (const [raw, one] of all) await takeOne(raw, one);
					}),
				),
			);
		},

		async resume(before) {
			for (const { id, item } of await inbox.left(before)) {
				const one = read(item);
				if (one) doLater(one);
				else await inbox.drop(id);
			}
		},

		async settle() {
			while (background.size > 0) await Promise.all(background.values());
		},
	};
}
