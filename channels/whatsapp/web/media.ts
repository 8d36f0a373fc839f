import { createHash } from "node:crypto";
import { addAbortSignal } from "node:stream";
import { downloadContentFromMessage } from "@whiskeysockets/baileys";
import { z } from "zod";
import { ChannelError } from "../../../src/conversations/index.ts";
import type { SentFile } from "../../fetch-file.ts";
import type { Media } from "./contents.ts";

/** For the bytes of a file, at most 20 MB. */
const transferMs = 60_000;
/** WhatsApp keeps files for some weeks. */
const lapsed = ["404", "410"];
type BringAgain = (signal: AbortSignal) => Promise<string | null>;
const Failed = z.looseObject({ output: z.looseObject({ statusCode: z.number() }) });

/**
 * A file of a message as it can be fetched from WhatsApp's own store. The address that the message itself names is not
 * followed: whoever wrote it could send the hub anywhere with it.
 *
 * @param root another store than WhatsApp's own, without a slash at its end
 * @param bringAgain has the telephone bring it there again when it has lapsed; @returns its new path, null when it cannot
 */
export function fileOf({ name, what, size, from }: Media, root: string | null, bringAgain: BringAgain): SentFile {
	// Behind a name of a host it could be part of that name.
	if (!from?.path.startsWith("/")) return { name, what, size, fetch: null };
	return { name, what, size, fetch: (signal) => fetchAny(from, root, bringAgain, signal) };
}

/** What has lapsed is asked for once. */
async function* fetchAny(
	from: NonNullable<Media["from"]>,
	root: string | null,
	bringAgain: BringAgain,
	stop: AbortSignal,
): AsyncGenerator<Uint8Array> {
	try {
		yield* fetchMedia(from, root, stop);
	} catch (error) {
		if (!(error instanceof ChannelError && lapsed.includes(error.code))) throw error;
		const path = await bringAgain(stop);
		if (!path?.startsWith("/")) throw error;
		yield* fetchMedia({ ...from, path }, root, stop);
	}
}

async function* fetchMedia(
	{ path, key, sha256, type }: NonNullable<Media["from"]>,
	root: string | null,
	stop: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const signal = AbortSignal.any([stop, AbortSignal.timeout(transferMs)]);
	const place = root === null ? { mediaKey: key, directPath: path } : { mediaKey: key, url: `${root}${path}` };
	const digest = createHash("sha256");
	try {
		const stream = addAbortSignal(signal, await downloadContentFromMessage(place, type));
		for await (const piece of stream) {
			digest.update(piece);
			yield piece;
		}
	} catch (error) {
		stop.throwIfAborted();
		throw toChannelError(error);
	}
	// Nothing else tells that it was not changed on the way.
	if (sha256 && !digest.digest().equals(sha256))
		throw new ChannelError("refused", "changed", "The file is not the one that was sent");
}

/** It is not there any more; or WhatsApp has a fault, and then it is worth another try. */
function toChannelError(error: unknown): ChannelError {
	const failed = Failed.safeParse(error);
	const status = failed.success ? failed.data.output.statusCode : 0;
	return status >= 400 && status < 500
		? new ChannelError("refused", String(status), "WhatsApp does not give the file")
		: new ChannelError("unreachable", status > 0 ? String(status) : "network", "WhatsApp has a fault");
}
