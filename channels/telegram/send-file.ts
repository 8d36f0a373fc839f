import { ChannelError, type FilePart } from "../../src/conversations/index.ts";
import { openStored } from "../open-stored.ts";
import type { FileMethod, TelegramApi } from "./api.ts";

const photoBytes = 10 * 1024 * 1024;
/** Pixels of width and height together, and how much longer than broad, at most. */
const photoSides = 10_000;
const photoRatio = 20;

/** As what Telegram shows a file best, within its limits: https://core.telegram.org/bots/api#sendphoto. Pure. */
export function methodFor({ mime, size, width = 1, height = 1 }: Omit<FilePart, "type" | "file" | "name">): FileMethod {
	if (mime === "image/jpeg" || mime === "image/png") {
		const ratio = Math.max(width, height) / Math.min(width, height);
		const fits = size <= photoBytes && width + height <= photoSides && ratio <= photoRatio;
		return fits ? "photo" : "document";
	}
	if (mime === "audio/ogg") return "voice";
	if (mime === "audio/mpeg" || mime === "audio/mp4") return "audio";
	return mime === "video/mp4" ? "video" : "document";
}

/**
 * Sends a stored file (C3). What Telegram does not take as a photo, a voice or the like, it is given as a document.
 *
 * @param caption at most 1,024 characters; empty for none.
 * @returns the message's id in its chat.
 * @throws ChannelError, also those of `openStored`.
 */
export async function sendStoredFile(
	{ chat, part, caption, signal }: { chat: string; part: FilePart; caption: string; signal: AbortSignal },
	api: Pick<TelegramApi, "sendFile">,
): Promise<number> {
	const as = methodFor(part);
	try {
		return await send(as);
	} catch (error) {
		const unfit = error instanceof ChannelError && error.code === "400" && as !== "document";
		if (!unfit) throw error;
		return send("document");
	}

	async function send(as: FileMethod): Promise<number> {
		const stream = await openStored(part.file);
		return api.sendFile(chat, { as, name: part.name, stream, caption }, signal);
	}
}
