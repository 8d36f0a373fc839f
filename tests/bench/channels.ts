import { buildWhatIsStale } from "../../scripts/steps/build.mjs";
import { measureMail } from "./channels/mail.ts";
import { measureTelegram } from "./channels/telegram.ts";
import { describeFlags, type Flag, readFlags, wholeNumber } from "./flags.ts";

const flags = {
	updates: { value: "N", meaning: "Telegram messages that wait to be fetched (10000; 0: no Telegram)" },
	mails: { value: "N", meaning: "mails that are put into the mailbox (2000; 0: no mail)" },
	chats: { value: "N", meaning: "people who wrote them, in turn (1000)" },
	minutes: { value: "M", meaning: "they come spread over so many minutes, on each channel (0: as fast as can be)" },
	profile: { value: "FOLDER", meaning: "writes the hub's CPU profiles there" },
} satisfies Record<string, Flag>;

export const help = `bench channels: messages through the full path (fetched, stored, answered by the bot, sent), each channel on a hub as a
process of its own on the embedded database: Telegram against a Bot API that takes whatever it gets; mail against
Dovecot (IMAP) and Exim (SMTP) on this machine.

${describeFlags(flags)}

One line of JSON. Telegram: messages a second until all were acknowledged, and until the bot had answered all; sendings
a second, which the account's pace bounds (28 a second, as Telegram asks for); messages lost or answered twice. Mail:
mails a second put into the mailbox, stored, answered by the bot; answers a second that Exim took, which the account's
pace bounds (5 a second); ms from the mailbox into the store; mails whose answer never came, answers that came twice.
Each: the hub's memory in MB at the end and at each minute, its growth a minute after the
first quarter of the time, and what is in use at each minute once garbage is collected.`;

export async function run(args: string[]): Promise<object> {
	const given = readFlags(args, flags);
	const updates = wholeNumber(given.updates ?? "10000", "--updates", 0, 1_000_000);
	const mails = wholeNumber(given.mails ?? "2000", "--mails", 0, 100_000);
	const people = wholeNumber(given.chats ?? "1000", "--chats", 1, 100_000);
	const minutes = wholeNumber(given.minutes ?? "0", "--minutes", 0, 600);
	await buildWhatIsStale();
	const load = { people, minutes, profile: given.profile };
	return {
		...(updates > 0 && { telegram: await measureTelegram({ ...load, messages: updates }) }),
		...(mails > 0 && { mail: await measureMail({ ...load, messages: mails }) }),
	};
}
