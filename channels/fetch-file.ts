import { setTimeout as delay } from "node:timers/promises";
import { ChannelError, conversationId, type Inbound, inboundId, type Part } from "../src/conversations/index.ts";
import { DomainError } from "../src/platform/errors.ts";
import { FileRefused, findFile, MAX_FILE_BYTES, type StoredFile, storeFile } from "../src/platform/files/index.ts";
import type { Log } from "../src/platform/log.ts";
import { texts } from "../src/texts/index.ts";

/** A file that came with a message, still at the service. */
export interface SentFile {
	/** What its sender calls it, else what it is: "Foto". */
	name: string;
	/** What it is, in words, for when it cannot be fetched: "Documento «dui.pdf»". */
	what: string;
	/** Bytes, where the service says so. */
	size: number | null;
	/** Its bytes, from the first moment that they are asked for, or a ChannelError; null: the service has none to give. */
	fetch: ((signal: AbortSignal) => AsyncIterable<Uint8Array>) | null;
}

export interface Fetched {
	/** What to put into the message. */
	part: Part;
	/** What to tell the citizen; null when staff can open the file. */
	apology: string | null;
}

interface FetchParts {
	log: Log;
	/** The wait before the second try, in ms; it triples. */
	retryMs: number;
	signal: AbortSignal;
}

/** With waits of 1, 3, 9 and 27 s between them; the chat of the file waits meanwhile, others do not. */
const tries = 5;

/**
 * Fetches the file of a message and stores it (C3). Its id derives from the message: doing it again stores nothing
 * more. What cannot be had is named in words, with the reason, so that the transcript shows that it came (C2).
 *
 * @throws what the store throws, and the signal's reason when that ends it.
 */
export async function fetchFile(
	{ file, inbound, idPrefix, now }: { file: SentFile; inbound: Inbound; idPrefix: string; now: Date },
	{ log, retryMs, signal }: FetchParts,
): Promise<Fetched> {
	const { fetch, what, size } = file;
	const words = texts(inbound.contact.language, "channels");
	const inWords = (reason: string): Fetched => {
		const service = words.say(`service.${inbound.from.channel}`);
		const why = words.say(`notTaken.why.${reason}`, { service });
		const text = words.say("notTaken.line", { what, why });
		return { part: { type: "text", text }, apology: words.say("notTaken.told", { why }) };
	};
	if (fetch === null) return inWords("unfetched");
	if (size !== null && size > MAX_FILE_BYTES) return inWords("too-large");

	const conversation = conversationId(inbound.from);
	const message = inboundId(conversation, inbound.externalId);
	const whole = (file: StoredFile): Fetched => ({
		part: partOf(file),
		// It is kept, but from everybody (P9): the citizen should know that nobody will read it.
		apology: file.scan.state === "infected" ? inWords("infected").apology : null,
	});
	// Stored by a try that fell before its message was.
	const earlier = await fetchedFile(idPrefix, message);
	if (earlier) return whole(earlier);
	for (let attempt = 1; ; attempt += 1) {
		try {
			const stored = await storeFile({
				stream: fetch(signal),
				name: file.name,
				owner: { conversation },
				uploadedBy: { kind: "citizen", id: inbound.from.address },
				id: fileId(idPrefix, message),
				now,
			});
			return whole(stored);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof FileRefused) return inWords(error.reason);
			if (error instanceof DomainError) return inWords("unfetched");
			if (!(error instanceof ChannelError)) throw error;
			log.warn({ code: error.code, channel: inbound.from.channel, conversation, attempt }, "file not fetched");
			if (!error.retry || attempt === tries) return inWords("unfetched");
			await delay(error.retryAfterMs ?? retryMs * 3 ** (attempt - 1), undefined, { signal });
		}
	}
}

/** What was stored as a file of a message; null: nothing was. */
export async function fetchedFile(idPrefix: string, message: string): Promise<StoredFile | null> {
	return findFile(fileId(idPrefix, message)).catch((error: unknown) => {
		if (error instanceof DomainError && error.kind === "not-found") return null;
		throw error;
	});
}

function fileId(idPrefix: string, message: string): string {
	return `${idPrefix}.${message}`;
}

function partOf({ _id, name, mime, size, width, height }: StoredFile): Part {
	return { type: "file", file: _id, name, mime, size, ...(width && height ? { width, height } : {}) };
}
