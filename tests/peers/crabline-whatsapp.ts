import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsAppServer } from "@openclaw/crabline";
import { z } from "zod";

const Sent = z.looseObject({ path: z.string(), body: z.looseObject({}).catch({}) });
const Inbound = z.looseObject({ webhook: z.looseObject({}) });

/** Crabline's Graph API: texts both ways. It makes webhooks in Meta's shape; whoever asked it to carries them. */
export async function startCrablineWhatsApp() {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-crabline-"));
	const events: z.infer<typeof Sent>[] = [];
	const server = await startWhatsAppServer({
		recorderPath: join(folder, "whatsapp.jsonl"),
		onEvent: (event) => void events.push(Sent.parse(event)),
	});
	const { accessToken, adminToken, endpoints, phoneNumberId } = server.manifest;
	return {
		accessToken,
		phoneNumberId,
		apiRoot: endpoints.apiRoot,
		/** @returns what Meta would call with. */
		async writes(waId: string, text: string, pushName: string): Promise<unknown> {
			const jid = `${waId}@s.whatsapp.net`;
			const response = await fetch(endpoints.adminInboundUrl, {
				method: "POST",
				headers: { "content-type": "application/json", "x-crabline-admin-token": adminToken },
				body: JSON.stringify({ chatJid: jid, senderJid: jid, pushName, text }),
			});
			if (!response.ok) throw new Error(`crabline: ${response.status} ${await response.text()}`);
			return Inbound.parse(await response.json()).webhook;
		},
		/** What was sent so far. */
		sent: () => events.flatMap(({ path, body }) => (path.endsWith("/messages") ? [body] : [])),
		async stop() {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
