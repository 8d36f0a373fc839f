import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { texts } from "../../texts/index.ts";
import { Challenges } from "./model.ts";
import { codeOf } from "./reckon.ts";

/** Takes a code to a citizen: by mail; another way to reach them would join here. */
export interface CodeCarrier {
	/**
	 * @param to null: to nobody; everything else is done as if.
	 * @throws when it is to be tried again.
	 */
	send(mail: { id: string; to: string | null; subject: string; text: string }): Promise<void>;
}

/** Sent and not on record: after so long it is sent again, which may be a repeat. */
const claimMs = 30_000;
const mostSendings = 5;
const batch = 50;

/**
 * Sends the codes that are due, apart from the turns that asked for them, so that no answer waits for a mail server.
 * A code that nobody will get is made and put away in the same steps.
 */
export function createCodeSender(parts: {
	carrier: CodeCarrier;
	key: string;
	office: Record<"es" | "en", string>;
	clock: Clock;
	log: Log;
}) {
	const { carrier, key, office, clock, log } = parts;

	async function sendOne(now: Date): Promise<boolean> {
		const claimed = await Challenges.findOneAndUpdate(
			{ dueAt: { $lte: now }, until: { $gt: now }, sendings: { $lt: mostSendings } },
			{ $set: { dueAt: new Date(now.getTime() + claimMs) }, $inc: { sendings: 1 } },
			{ sort: { dueAt: 1 }, returnDocument: "after" },
		).lean();
		if (!claimed) return false;
		const { _id, language, to } = claimed;
		const words = texts(language, "codes");
		const code = codeOf(claimed, key);
		const filled = { code, office: office[language] };
		try {
			await carrier.send({ id: _id, to, subject: words.say("subject", filled), text: words.say("text", filled) });
			await Challenges.updateOne({ _id }, { $set: { dueAt: null } });
		} catch (error) {
			// What a mail server answers may hold the address.
			const name = error instanceof Error ? error.name : "unknown";
			log.warn({ challenge: _id, error: name }, "a code could not be sent");
		}
		return true;
	}

	return {
		/** Sends what is due. @returns how many were. */
		async sendDue(): Promise<number> {
			let sent = 0;
			while (sent < batch && (await sendOne(clock.now()))) sent += 1;
			return sent;
		},
	};
}

/** Removes what lapsed a day ago: tries are looked at no more. */
export async function removeOldChallenges(now: Date): Promise<number> {
	const { deletedCount } = await Challenges.deleteMany({ until: { $lt: new Date(now.getTime() - 24 * 3_600_000) } });
	return deletedCount;
}
