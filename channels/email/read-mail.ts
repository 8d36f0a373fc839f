import { classify } from "./classify.ts";
import { boundHtml } from "./html-bound.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { readBody } from "./read-body.ts";
import { readHead } from "./read-head.ts";
import { readParts } from "./read-parts.ts";
import { visibleReply } from "./visible-reply.ts";

/** Reads a mail in this thread, which a large one keeps busy: `parseInbound` has another one do it. */
export async function readMail(raw: Buffer): Promise<InboundMail> {
	const parts = await readParts(raw);
	const { field, ...head } = await readHead(parts.head);
	const body = await readBody(parts.root);
	const { kind, bounced } = await classify({ field, ...head }, body);
	const html = body.html === null ? null : boundHtml(body.html);
	return {
		...head,
		text: body.text,
		visible: visibleReply(body.text),
		html: html?.html ?? null,
		attachments: body.files,
		kind,
		...(bounced && { bounced }),
		cut: parts.cut || html?.cut === true,
	};
}
