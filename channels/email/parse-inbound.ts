import { setImmediate } from "node:timers/promises";
import { aside } from "./aside.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { readHead } from "./read-head.ts";

/** Bytes of the header, by which a mail is known even when no more of it can be read. */
const knownBy = 16 * 1024;
/** Bytes that are copied without letting the loop go. */
const sliceBytes = 128 * 1024;

/**
 * Reads a mail as it came over the wire: who wrote what, with which files, in answer to what, and whether a person wrote
 * it at all. Any bytes are a mail. It never fails: what cannot be read, or not within 20 s, is left out and `cut` says
 * so. The work is done in another thread, one mail after another.
 *
 * @example const { from, subject, text, kind } = await parseInbound(await readFile("mail.eml"));
 */
export async function parseInbound(raw: Buffer): Promise<InboundMail> {
	try {
		// A copy: it is given away, and the caller stores the raw message.
		const answer = await aside({ do: "read", raw: await copied(raw) });
		if (answer.did === "read") return whole(answer.mail);
	} catch {
		// Its header may still say who wrote.
	}
	return onlyHead(raw);
}

/** In slices, since 25 MB at once would hold the loop up. */
async function copied(raw: Buffer): Promise<Uint8Array> {
	const copy = new Uint8Array(raw.length);
	for (let at = 0; at < raw.length; at += sliceBytes) {
		if (at > 0) await setImmediate();
		copy.set(raw.subarray(at, at + sliceBytes), at);
	}
	return copy;
}

/** Between threads, buffers become plain bytes. */
function whole(mail: InboundMail): InboundMail {
	const attachments = mail.attachments.map((file) => {
		const { buffer, byteOffset, byteLength } = file.content;
		return { ...file, content: Buffer.from(buffer, byteOffset, byteLength) };
	});
	return { ...mail, attachments };
}

async function onlyHead(raw: Buffer): Promise<InboundMail> {
	const { field, ...head } = await readHead(raw.subarray(0, knownBy));
	const automatic = field("auto-submitted") !== "" || field("return-path") === "<>";
	return {
		...head,
		text: "",
		visible: "",
		html: null,
		attachments: [],
		kind: automatic ? "auto-reply" : "message",
		cut: true,
	};
}
