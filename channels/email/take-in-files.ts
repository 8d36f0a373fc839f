import type { Inbound, Part } from "../../src/conversations/index.ts";
import type { StoredFile } from "../../src/platform/files/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import { fetchedFile, fetchFile } from "../fetch-file.ts";
import type { InboundMail, MailFile } from "./inbound-mail.ts";

/** Of one mail; how many there are besides is said in words. */
const mostFiles = 20;

/**
 * Stores the files of a mail (C3), also the pictures within its text, which some telephones send their photos as. What
 * is not taken is named in words, with the reason.
 *
 * @returns what to put into the message, and what to tell the citizen of what was not taken (null: nothing).
 */
export async function storeFiles(
	{ attachments }: InboundMail,
	inbound: Inbound,
	now: Date,
	parts: { log: Log; retryMs: number; signal: AbortSignal },
): Promise<{ parts: Part[]; apology: string | null }> {
	const stored: Part[] = [];
	let apology: string | null = null;
	for (const [place, attached] of attachments.slice(0, mostFiles).entries()) {
		const file = { ...named(attached, inbound), fetch: () => bytesOf(attached) };
		const fetched = await fetchFile({ file, inbound, idPrefix: prefixAt(place), now }, parts);
		stored.push(fetched.part);
		apology ??= fetched.apology;
	}
	const more = attachments.length - mostFiles;
	if (more > 0) {
		const text = texts(inbound.contact.language, "channels").say("mail.moreFiles", { more });
		stored.push({ type: "text", text });
	}
	return { parts: stored, apology };
}

/** What an attachment was stored as (`place` among those of its mail); null: it was not taken. */
export function storedFile(message: string, place: number): Promise<StoredFile | null> {
	return fetchedFile(prefixAt(place), message);
}

function prefixAt(place: number): string {
	return `mail${place}`;
}

function named({ name, content }: MailFile, { contact }: Inbound): { name: string; what: string; size: number } {
	const words = texts(contact.language, "channels");
	const plain = words.say("mail.file");
	const what = name === "" ? plain : words.say("file.named", { what: plain, name });
	return { name: name === "" ? plain : name, what, size: content.length };
}

async function* bytesOf({ content }: MailFile): AsyncGenerator<Uint8Array> {
	yield content;
}
