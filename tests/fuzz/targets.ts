import { parseInbound } from "../../channels/email/index.ts";
import { normalise as normaliseTelegram } from "../../channels/telegram/normalise.ts";
import { Update } from "../../channels/telegram/update.ts";
import { normalise as normaliseCloud } from "../../channels/whatsapp/cloud/normalise.ts";
import { Told, toldTo } from "../../channels/whatsapp/cloud/update.ts";
import { normalise as normaliseWeb, senderOf } from "../../channels/whatsapp/web/normalise.ts";
import { mutateBytes, mutateJson } from "./mutate.ts";
import { sampleMails } from "./samples/mails.ts";
import { telegramUpdates } from "./samples/telegram.ts";
import { cloudCalls, phoneNumberId } from "./samples/whatsapp-cloud.ts";
import { webMessages } from "./samples/whatsapp-web.ts";

/** What strangers can send to a channel, and the first code that reads it. */
export interface FuzzTarget {
	name: string;
	/** The next thing that is sent. */
	mutant(random: () => number): unknown;
	/** Reads it as the channel does; never throws. */
	read(mutant: unknown): unknown;
}

function mutantOf(samples: readonly unknown[]): FuzzTarget["mutant"] {
	return (random) => mutateJson(samples[Math.floor(random() * samples.length)], random);
}

export const fuzzTargets: readonly FuzzTarget[] = [
	{
		name: "telegram",
		mutant: mutantOf(telegramUpdates),
		read(mutant) {
			const update = Update.safeParse(mutant);
			return update.success ? normaliseTelegram(update.data, "main") : null;
		},
	},
	{
		name: "whatsapp-cloud",
		mutant: mutantOf(cloudCalls),
		read: (mutant) =>
			toldTo(phoneNumberId, mutant).map((one) => {
				const told = Told.safeParse(one);
				return told.success ? normaliseCloud(told.data, "main") : null;
			}),
	},
	{
		name: "whatsapp-web",
		mutant: mutantOf(webMessages),
		read(mutant) {
			const sender = senderOf(mutant);
			return sender && normaliseWeb(mutant, { channel: "whatsapp", account: "main", address: sender.jid });
		},
	},
	{
		name: "email",
		mutant(random) {
			const mail = sampleMails[Math.floor(random() * sampleMails.length)] ?? Buffer.alloc(0);
			return mutateBytes(mail, random);
		},
		read: (mutant) => (Buffer.isBuffer(mutant) ? parseInbound(mutant) : null),
	},
];
