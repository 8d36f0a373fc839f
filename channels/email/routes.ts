import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { readableConversation } from "../../src/desk/index.ts";
import type { SignedInStaff } from "../../src/platform/http/index.ts";
import { sanitiseHtml } from "./html-show.ts";
import { openMail } from "./kept-mail.ts";
import { ownImages } from "./own-images.ts";
import { parseInbound } from "./parse-inbound.ts";

const Id = z.object({ id: z.string().min(1).max(200) });
const Shown = z.object({ images: z.enum(["blocked", "shown"]).default("blocked") });

/** HTTP face of the mails that messages came as, for who may read their conversation (P1). */
export function mailRoutes(): FastifyPluginAsyncZod {
	return async (app) => {
		app.get("/api/v1/messages/:id/mail", {
			config: { permission: "desk.use" },
			schema: {
				tags: ["desk"],
				summary: "The whole mail that a message came as",
				params: Id,
				response: {
					200: z.object({
						subject: z.string(),
						from: z.object({ address: z.string(), name: z.string() }),
						text: z.string(),
						/** There is a page to be shown. */
						page: z.boolean(),
						/** Images from elsewhere on it, which are left out until they are asked for. */
						blockedImages: z.number().int(),
					}),
				},
			},
			async handler(request) {
				const { subject, from, text, html } = await readableMail(request.staff, request.params.id);
				const { blocked } = html === null ? { blocked: 0 } : await sanitiseHtml(html, { images: "blocked", cids: {} });
				return { subject, from, text, page: html !== null, blockedImages: blocked };
			},
		});

		app.get("/api/v1/messages/:id/mail/page", {
			config: { permission: "desk.use" },
			schema: {
				tags: ["desk"],
				summary: "The mail as its sender laid it out, made harmless, for a frame of the desk",
				params: Id,
				querystring: Shown,
			},
			async handler(request, reply) {
				const { images } = request.query;
				const { id } = request.params;
				const { html, attachments } = await readableMail(request.staff, id);
				const shown = await sanitiseHtml(html ?? "", { images, cids: await ownImages(id, attachments) });
				return reply
					.headers({ "content-security-policy": policy(images), "referrer-policy": "no-referrer" })
					.type("text/html; charset=utf-8")
					.send(page(shown.html));
			},
		});
	};
}

async function readableMail(staff: SignedInStaff, id: string) {
	const { mail, raw } = await openMail(id);
	await readableConversation(staff, mail.conversation);
	return parseInbound(raw);
}

/** The frame is alone: no scripts, nothing of ours, links in windows of their own. */
function policy(images: z.infer<typeof Shown>["images"]): string {
	return [
		"sandbox allow-popups allow-popups-to-escape-sandbox",
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		`img-src data:${images === "shown" ? " https: http:" : ""}`,
		"form-action 'none'",
		"base-uri 'none'",
		"frame-ancestors 'self'",
	].join("; ");
}

/** Mails are laid out for a white ground. */
function page(html: string): string {
	const style =
		"body{margin:16px;font:15px/1.5 system-ui,sans-serif;color:#222;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}";
	return `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${html}</body></html>`;
}
