import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTelegramServer } from "@openclaw/crabline";
import { z } from "zod";

const Sent = z.looseObject({ method: z.string(), path: z.string(), body: z.record(z.string(), z.unknown()).catch({}) });

/** Crabline's Bot API: takes media as forms, and calls webhooks with the secret in its header. */
export interface CrablinePeer {
	token: string;
	root: string;
	writes(chat: number, text: string): Promise<void>;
	/** The calls of this method so far: what was in them. */
	calls(method: string): Record<string, unknown>[];
	stop(): Promise<void>;
}

export async function startCrabline(): Promise<CrablinePeer> {
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-crabline-"));
	const events: z.infer<typeof Sent>[] = [];
	const server = await startTelegramServer({
		recorderPath: join(folder, "telegram.jsonl"),
		onEvent: (event) => void events.push(Sent.parse(event)),
	});
	const { adminToken, botToken, endpoints } = server.manifest;
	return {
		token: botToken,
		root: endpoints.apiRoot,
		async writes(chat, text) {
			const response = await fetch(endpoints.adminInboundUrl, {
				method: "POST",
				headers: { "content-type": "application/json", "x-crabline-admin-token": adminToken },
				body: JSON.stringify({ chatId: String(chat), fromId: chat, text }),
			});
			if (!response.ok) throw new Error(`crabline: ${response.status}`);
		},
		calls: (method) => events.flatMap(({ path, body }) => (path.endsWith(`/${method}`) ? [body] : [])),
		async stop() {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
