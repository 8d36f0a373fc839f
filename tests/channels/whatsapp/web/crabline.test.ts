import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsAppServer } from "@openclaw/crabline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openAuth } from "../../../../channels/whatsapp/web/auth-state.ts";
import { Messages } from "../../../../src/conversations/index.ts";
import { createLog } from "../../../../src/platform/log.ts";
import { textOf } from "../../../conversations/engine-support.ts";
import { useDatabase } from "../../../support/database.ts";
import { account, conversationAt, eventually, isOpen, openHub, sealer, type WhatsAppHub } from "./hub.ts";

useDatabase();

type Server = Awaited<ReturnType<typeof startWhatsAppServer>>;
const phone = "34611111111";
let folder: string;
let server: Server;
let hub: WhatsAppHub;

const start = (port?: number) =>
	startWhatsAppServer({
		recorderPath: join(folder, "whatsapp.jsonl"),
		selfJid: "34600000001@s.whatsapp.net",
		accessToken: "the address of its web socket has this in it",
		...(port !== undefined && { port }),
	});

async function writes(text: string): Promise<void> {
	const { adminToken, endpoints } = server.manifest;
	const jid = `${phone}@s.whatsapp.net`;
	const response = await fetch(endpoints.adminInboundUrl, {
		method: "POST",
		headers: { "content-type": "application/json", "x-crabline-admin-token": adminToken },
		// Of itself it counts from one again when it is started again, and its second first message would be a repeat.
		body: JSON.stringify({ chatJid: jid, senderJid: jid, text, messageId: `3A${randomUUID()}` }),
	});
	expect(response.ok).toBe(true);
}

const said = () =>
	Messages.find({ conversation: conversationAt(phone) })
		.sort({ seq: 1 })
		.lean();
const accepted = (texts: string[]) =>
	eventually(async () => {
		const answers = (await said()).filter(({ direction }) => direction === "out");
		expect(answers.map((one) => [textOf(one), one.delivery?.state])).toEqual(texts.map((text) => [text, "sent"]));
	});

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "ventanilla-crabline-"));
	server = await start();
	// It pairs nobody: it takes whoever comes for paired.
	const auth = await openAuth(account, { sealer, log: createLog({ level: "silent" }) });
	const key = Buffer.alloc(32, 1);
	Object.assign(auth.creds, {
		me: { id: server.manifest.selfJid, name: "Hub" },
		registered: true,
		account: { details: key, accountSignature: key, accountSignatureKey: key, deviceSignature: key },
	});
	auth.save();
	await auth.settle();
	const { baileysWebSocketUrl: url } = server.manifest.endpoints;
	hub = await openHub({ elsewhere: { url, mediaRoot: server.manifest.baseUrl } });
	await isOpen(hub);
});
afterAll(async () => {
	await hub.stop();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

it("C2: on crabline, text comes in, and the answer goes out and is acknowledged", async () => {
	await writes("hola");
	await accepted(["eco: hola"]);
});

it("C2: comes back by itself when crabline is started again, and answers", async () => {
	const port = Number(new URL(server.manifest.baseUrl).port);
	await server.close();
	await eventually(() => expect(hub.links.at(-1)).toEqual({ state: "connecting" }));
	server = await start(port);
	await isOpen(hub);
	await writes("otra vez");
	await accepted(["eco: hola", "eco: otra vez"]);
});
