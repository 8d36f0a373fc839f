/** WhatsApp by Meta's Cloud API: texts, files, buttons, lists, templates, marks (C1–C3, B10). */
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../../src/platform/clock.ts";
import type { Log } from "../../../src/platform/log.ts";
import type { Channel } from "../../channel.ts";
import { createNotice } from "../../notice.ts";
import { privacyVersion } from "../../privacy.ts";
import { type CalledTiming, startCalled } from "../../start-called.ts";
import { createTaking } from "../../taking.ts";
import { type CloudApiParts, createApi } from "./api.ts";
import { createCourtesy } from "./courtesy.ts";
import { createSender } from "./send.ts";
import { takeTold } from "./take-in.ts";
import { toldTo } from "./update.ts";
import { cloudCalls } from "./webhook.ts";

export interface WhatsAppCloudParts extends CloudApiParts {
	/** Signs Meta's calls. */
	appSecret: string;
	/** What Meta proves itself with when the address of the calls is set up. */
	verifyToken: string;
	/** Name of the account among ours; conversations belong to it. */
	account: string;
	clock: Clock;
	log: Log;
	/** Version of the privacy notice that goes out with the first message; null for none. */
	privacy?: string | null;
	/** Told when the service cannot be asked, with a code, and (null) when it works again. */
	health?: (code: string | null) => void;
	timing?: CalledTiming;
}

const cloudTiming: CalledTiming = { retryMs: 1_000, longestRetryMs: 5 * 60_000, renewMs: 30_000 };
const templatesMs = 10_000;
/** Most messages that are taken up before calls are taken, and the longest that calls wait for it; a sweep does the rest. */
const caughtUpMost = 1_000;
const catchUpMs = 5_000;

/**
 * A number of WhatsApp's Cloud API as a channel. Every hub process sends, and Meta calls any of them.
 *
 * @example createWhatsAppCloud({ apiRoot: "https://graph.facebook.com/v23.0", phoneNumberId, accessToken, … })
 */
export function createWhatsAppCloud(parts: WhatsAppCloudParts): Channel {
	const { account, clock, log, privacy = privacyVersion, health = () => {}, timing = cloudTiming } = parts;
	const api = createApi(parts);
	const notice = createNotice(privacy);

	const taking = createTaking((intake, signal) => {
		const { retryMs } = timing;
		const { take, resume, settle } = takeTold({ intake, api, account, notice, clock, log, retryMs, signal });
		// What a fallen process stored but did not handle: newer messages must not overtake it.
		const caughtUp = Promise.race([
			intake.resume({ before: clock.now(), limit: caughtUpMost }),
			delay(catchUpMs, undefined, { signal }),
		]).catch((error: unknown) => log.debug({ err: error, account }, "not caught up"));
		const close = startCalled({
			// Its calls are set up at Meta; here it shows whether the token and the number are right.
			open: async (until) => void (await api.number(until)),
			resume,
			health,
			account,
			clock,
			log,
			timing,
		});
		return {
			async take(told) {
				await caughtUp;
				await take(told);
			},
			settle,
			close,
		};
	});

	return {
		transport: "whatsapp-cloud",
		calls: cloudCalls({ ...parts, take: (body) => taking.take(toldTo(parts.phoneNumberId, body)) }),
		start: taking.start,
		stop: taking.stop,
		shows: createCourtesy({ api, clock }),
		send: createSender({ api, notice, clock }),
		templates: () => api.templates(AbortSignal.timeout(templatesMs)),
	};
}
