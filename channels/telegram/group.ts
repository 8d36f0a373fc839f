import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/platform/clock.ts";
import { takeLease } from "../../src/platform/lease.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import type { TelegramApi } from "./api.ts";
import type { Normalised } from "./normalise.ts";

interface GroupParts {
	api: Pick<TelegramApi, "send">;
	account: string;
	clock: Clock;
	log: Log;
	signal: AbortSignal;
}

const day = 24 * 3_600_000;

/**
 * Says in a group, once a day at most, that citizens are served in private: what they ask is nobody else's business
 * (P2). Resolves at once; that it is not said would be the lesser harm.
 */
export async function refuseGroup(
	{ chat, language }: Extract<Normalised, { kind: "group" }>,
	{ api, account, clock, log, signal }: GroupParts,
): Promise<void> {
	// A lease that nobody keeps: whoever gets it speaks, and nobody else until it runs out.
	const mayI = takeLease(`telegram.${account}.group.${chat}`, randomUUID(), day, clock.now());
	mayI
		.then(async (may) => {
			if (may) await api.send(chat, texts(language, "channels").say("group"), null, signal);
		})
		.catch((error: unknown) => log.debug({ err: error }, "telegram group not refused"));
}
