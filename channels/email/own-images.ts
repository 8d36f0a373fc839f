import type { MailFile } from "./inbound-mail.ts";
import { storedFile } from "./take-in-files.ts";

/** Bytes of a mail's own images that are shown within it. */
const imagesBytes = 10 * 1024 * 1024;

/**
 * A mail's own images by their `cid`, to be shown within the page itself: its frame has no session that it could ask
 * for them with. Only those that were stored as files, since the mail itself is not scanned, and are not infected (P9).
 */
export async function ownImages(message: string, attachments: readonly MailFile[]): Promise<Record<string, string>> {
	let room = imagesBytes;
	const shown: Record<string, string> = {};
	for (const [place, { cid, mime, content }] of attachments.entries()) {
		if (cid === null || !/^image\/(png|jpeg|gif|webp)$/.test(mime) || content.length > room) continue;
		const file = await storedFile(message, place);
		if (file === null || file.scan.state === "infected") continue;
		room -= content.length;
		shown[cid] = `data:${mime};base64,${content.toString("base64")}`;
	}
	return shown;
}
