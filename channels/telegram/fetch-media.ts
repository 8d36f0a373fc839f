import { setTimeout as delay } from "node:timers/promises";
import { ChannelError, conversationId, type Inbound, inboundId, type Part } from "../../src/conversations/index.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { FileRefused, findFile, MAX_FILE_BYTES, type StoredFile, storeFile } from "../../src/platform/files/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import type { TelegramApi } from "./api.ts";
import type { Media } from "./contents.ts";

export interface Fetched {
	/** What to put into the message. */
	part: Part;
	/** What to tell the citizen; null when the file is there. */
	apology: string | null;
}

interface FetchParts {
	api: Pick<TelegramApi, "fetchFile">;
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
export async function fetchMedia(
	{ media, inbound, now }: { media: Media; inbound: Inbound; now: Date },
	{ api, log, retryMs, signal }: FetchParts,
): Promise<Fetched> {
	const { fileId, what, size } = media;
	const words = texts(inbound.contact.language, "channels");
	const inWords = (reason: string): Fetched => {
		const why = words.say(`notTaken.why.${reason}`);
		const text = words.say("notTaken.line", { what, why });
		return { part: { type: "text", text }, apology: words.say("notTaken.told", { why }) };
	};
	if (fileId === null) return inWords("unfetched");
	if (size !== null && size > MAX_FILE_BYTES) return inWords("too-large");

	const conversation = conversationId(inbound.from);
	const id = `tg.${inboundId(conversation, inbound.externalId)}`;
	const earlier = await findEarlier(id);
	if (earlier) return whole(earlier);
	for (let attempt = 1; ; attempt += 1) {
		try {
			const stored = await storeFile({
				stream: api.fetchFile(fileId, signal),
				name: media.name,
				owner: { conversation },
				uploadedBy: { kind: "citizen", id: inbound.from.address },
				id,
				now,
			});
			return whole(stored);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof FileRefused) return inWords(error.reason);
			if (error instanceof DomainError) return inWords("unfetched");
			if (!(error instanceof ChannelError)) throw error;
			log.warn({ code: error.code, conversation, attempt }, "telegram file not fetched");
			if (!error.retry || attempt === tries) return inWords("unfetched");
			await delay(error.retryAfterMs ?? retryMs * 3 ** (attempt - 1), undefined, { signal });
		}
	}
}

function whole({ _id, name, mime, size, width, height }: StoredFile): Fetched {
	const part: Part = { type: "file", file: _id, name, mime, size, ...(width && height ? { width, height } : {}) };
	return { part, apology: null };
}

/** Stored by a try that fell before its message was. */
function findEarlier(id: string): Promise<StoredFile | null> {
	return findFile(id).catch((error: unknown) => {
		if (error instanceof DomainError && error.kind === "not-found") return null;
		throw error;
	});
}
