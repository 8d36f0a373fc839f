import { ChannelError, type FilePart } from "../../../src/conversations/index.ts";
import { capabilities } from "../../capabilities.ts";
import { openStored } from "../../open-stored.ts";
import type { CloudApi } from "./api.ts";

type Method = "image" | "video" | "audio" | "document";

/** What the service takes as more than a document. */
const methods: Readonly<Record<string, Method>> = {
	"image/jpeg": "image",
	"image/png": "image",
	"video/mp4": "video",
	"audio/mpeg": "audio",
	"audio/mp4": "audio",
	"audio/ogg": "audio",
};

/**
 * As what WhatsApp shows a file best, within its limits. Pure.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export function methodFor({ mime, size }: Pick<FilePart, "mime" | "size">): Method {
	const method = methods[mime] ?? "document";
	return size <= capabilities["whatsapp-cloud"].files[method] ? method : "document";
}

/** Words stand under every file but a sound. */
export function takesCaption(part: Pick<FilePart, "mime" | "size">): boolean {
	return methodFor(part) !== "audio";
}

/**
 * Sends a stored file (C3). What WhatsApp does not take as a picture, a sound or a film, it is given as a document.
 *
 * @param caption at most 1,024 characters; empty for none.
 * @returns the message's id.
 * @throws ChannelError, also those of `openStored`.
 */
export async function sendStoredFile(
	{ to, part, caption, signal }: { to: string; part: FilePart; caption: string; signal: AbortSignal },
	api: Pick<CloudApi, "send" | "upload">,
): Promise<string> {
	const as = methodFor(part);
	try {
		return await send(as);
	} catch (error) {
		const unfit = error instanceof ChannelError && unfitCodes.includes(error.code) && as !== "document";
		if (!unfit) throw error;
		return send("document");
	}

	async function send(as: Method): Promise<string> {
		const mime = as === "document" && !documents.test(part.mime) ? anyDocument : part.mime;
		const id = await api.upload({ name: part.name, mime, stream: await openStored(part.file) }, signal);
		const content = {
			id,
			...(as === "document" && { filename: part.name }),
			...(caption !== "" && { caption }),
		};
		return api.send(to, { type: as, [as]: content }, signal);
	}
}

/** The types that are taken as documents. Any other is refused, so that it goes under one into which nobody looks. */
const documents = /^(application\/(pdf|vnd\.openxmlformats-officedocument\..+)|text\/plain)$/;
const anyDocument = "text/plain";
/** Codes of a file that is not of the form that its type asks for. */
const unfitCodes = ["media", "100"];
