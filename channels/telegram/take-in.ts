import { setTimeout as delay } from "node:timers/promises";
import { conversationId, type Inbound } from "../../src/conversations/index.ts";
import type { Clock } from "../../src/platform/clock.ts";
import type { Log } from "../../src/platform/log.ts";
import type { Intake } from "../channel.ts";
import { fetchFile } from "../fetch-file.ts";
import { inLine } from "../in-line.ts";
import type { Notice } from "../notice.ts";
import { apologise } from "../remark.ts";
import type { TelegramApi } from "./api.ts";
import { takeClick } from "./click.ts";
import { refuseGroup } from "./group.ts";
import { drop, keep, left } from "./inbox.ts";
import { type Normalised, normalise } from "./normalise.ts";
import { noteEdit, noteMembership } from "./remark.ts";
import type { Update } from "./update.ts";

export interface TakeInParts {
	intake: Intake;
	api: Pick<TelegramApi, "answerClick" | "closeButtons" | "fetchFile" | "send">;
	account: string;
	notice: Notice;
	clock: Clock;
	log: Log;
	/** First wait after a failure, in ms. */
	retryMs: number;
	/** The end: what is not done yet stays in the inbox. */
	signal: AbortSignal;
}

export interface TakeIn {
	/**
	 * Hands updates in, each chat's in order, different chats at the same time. Resolves when all are stored for good;
	 * fails when one could not be, and then all are to be fetched again, where those that were stored are repeats (C2).
	 */
	take(updates: readonly Update[]): Promise<void>;
	/** Takes up what was stored before `before` and never became a message, because its process ended. */
	resume(before: Date): Promise<void>;
	/** Resolves when nothing is under way. */
	settle(): Promise<void>;
}

type Taken = Exclude<Normalised, { kind: "ignored" }>;

const longestRetryMs = 60_000;

/**
 * Takes what has its words with it at once. What takes its time (a file to fetch, a line in a transcript whose lane is
 * busy) is stored as it came, so that it can be acknowledged, and done in the background; then what its chat sends
 * meanwhile waits behind it, and other chats do not (C2, C3).
 */
export function createTakeIn(parts: TakeInParts): TakeIn {
	const { intake, api, account, notice, clock, log, signal } = parts;
	/** The last thing that stands in line in a chat: taking in, and what is done in the background. */
	const arrivals = new Map<string, Promise<void>>();
	const background = new Map<string, Promise<void>>();
	const underWay = new Set<number>();

	async function takeOne(update: Update, taken: Taken): Promise<void> {
		const chat = chatOf(taken);
		const slow = taken.kind === "media" || taken.kind === "edit" || taken.kind === "membership";
		if (!slow && !background.has(chat)) return handle(update, taken);
		await keep(account, update, clock.now());
		doLater(update, taken);
	}

	function doLater(update: Update, taken: Taken): void {
		if (underWay.has(update.update_id)) return;
		underWay.add(update.update_id);
		inLine(background, chatOf(taken), () => finish(update, taken)).finally(() => underWay.delete(update.update_id));
	}

	async function finish(update: Update, taken: Taken): Promise<void> {
		for (let failures = 0; !signal.aborted; failures += 1) {
			try {
				await handle(update, taken);
				await drop(account, update);
				return;
			} catch (error) {
				if (signal.aborted) return;
				log.error({ err: error, account, update: update.update_id }, "telegram update not taken in yet");
				const wait = Math.min(parts.retryMs * 2 ** failures, longestRetryMs);
				await delay(wait, undefined, { signal }).catch(() => {});
			}
		}
	}

	async function handle(update: Update, taken: Taken): Promise<void> {
		switch (taken.kind) {
			case "message":
				await intake.receive(await accepting(taken.inbound));
				return;
			case "media": {
				const { inbound, media } = taken;
				const { fileId } = media;
				const fetch = fileId === null ? null : (until: AbortSignal) => api.fetchFile(fileId, until);
				const file = { ...media, fetch };
				const { part, apology } = await fetchFile({ file, inbound, idPrefix: "tg", now: clock.now() }, parts);
				const received = await intake.receive(await accepting({ ...inbound, parts: [...inbound.parts, part] }));
				if (apology !== null) await apologise(received, apology, intake);
				return;
			}
			case "click":
				return takeClick({ ...taken, inbound: await accepting(taken.inbound) }, parts);
			case "edit":
				return noteEdit(taken, update, intake);
			case "membership":
				return noteMembership(taken, update, intake);
			case "group":
				return refuseGroup(taken, parts);
		}
	}

	/** Whoever writes after the notice was shown accepts it. */
	async function accepting(inbound: Inbound): Promise<Inbound> {
		const { version } = notice;
		if (version === null || !(await notice.wasShown(conversationId(inbound.from)))) return inbound;
		return { ...inbound, intake: { ...inbound.intake, privacy: version } };
	}

	return {
		async take(updates) {
			const byChat = new Map<string, [Update, Taken][]>();
			for (const update of updates) {
				const taken = normalise(update, account);
				if (taken.kind === "ignored") {
					log.debug({ update: update.update_id, why: taken.why }, "telegram update ignored");
					continue;
				}
				const chat = chatOf(taken);
				byChat.set(chat, [...(byChat.get(chat) ?? []), [update, taken]]);
			}
			await Promise.all(
				[...byChat].map(([chat, all]) =>
					inLine(arrivals, chat, async () => {
						for (const [update, taken] of all) await takeOne(update, taken);
					}),
				),
			);
		},

		async resume(before) {
			for (const update of await left(account, before)) {
				const taken = normalise(update, account);
				if (taken.kind === "ignored") await drop(account, update);
				else doLater(update, taken);
			}
		},

		async settle() {
			while (background.size > 0) await Promise.all(background.values());
		},
	};
}

function chatOf(taken: Taken): string {
	return "inbound" in taken ? taken.inbound.from.address : taken.chat;
}
