import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { callPath, followEnvironment } from "../../../../channels/accounts/index.ts";
import { whatsAppCloudKind } from "../../../../channels/whatsapp/cloud/kind.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { createSealer } from "../../../../src/platform/seal.ts";
import { startGraphApi } from "../../../peers/graph-api.ts";
import { deskUser, take, useHub } from "../../../support/hub.ts";
import { account, conversationOf } from "./under-test.ts";

const peer = await startGraphApi({ now: () => systemClock.now() });
afterAll(() => peer.stop());
const { hub, config } = useHub({ WHATSAPP_API_ROOT: peer.root, LOG_LEVEL: "silent" });

beforeAll(async () => {
	const { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken } = peer;
	const values = { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken };
	const sealer = createSealer(config().secretsKeys);
	const kinds = [whatsAppCloudKind({ apiRoot: peer.root })];
	await followEnvironment("whatsapp-cloud", values, { kinds, sealer, clock: systemClock });
	peer.callsAt(hub().url + callPath("whatsapp", account));
});

it("C1 A2: on a whole hub, an agent sees the time left, reads, writes and sends a template", async () => {
	const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
	peer.approves({
		name: "cita",
		language: "es",
		status: "APPROVED",
		components: [{ type: "BODY", text: "Cita: {{1}}" }],
	});
	const citizen = peer.citizen("Rosa Paz");
	const conversation = conversationOf(citizen);
	const ana = await deskUser(hub().url, "ana");
	// She picks for herself.
	take(await ana.socket.emitWithAck("presence.set", { state: "busy" }));
	const began = Date.now();
	await citizen.writes("quiero hablar con una persona");
	await eventually(() => expect(citizen.shown().at(-1)?.text).toMatch(/en la fila/));

	const row = take(await ana.socket.emitWithAck("conversation.claim", { conversation }));
	expect(row).toMatchObject({ channel: "whatsapp", address: citizen.waId, name: "Rosa Paz" });
	// To the second, as WhatsApp stamps messages.
	const left = Date.parse(row.repliesUntil ?? "") - began;
	expect(left).toBeGreaterThan(86_400_000 - 2_000);
	expect(left).toBeLessThan(86_400_000 + 20_000);

	const { messages } = take(await ana.socket.emitWithAck("conversation.open", { conversation }));
	const asked = messages.find(({ direction }) => direction === "in");
	const wamid = asked?.id.slice(conversation.length + 1);
	const marked = () => peer.requests.map(({ body }) => body);
	const read = { messaging_product: "whatsapp", status: "read", message_id: wamid };
	take(await ana.socket.emitWithAck("conversation.typing", { conversation, on: true }));
	await eventually(() => expect(marked()).toContainEqual({ ...read, typing_indicator: { type: "text" } }));
	take(await ana.socket.emitWithAck("conversation.read", { conversation, seq: messages.at(-1)?.seq ?? 0 }));
	await eventually(() => expect(marked()).toContainEqual(read));

	const { templates } = take(await ana.socket.emitWithAck("conversation.templates", { conversation }));
	expect(templates).toEqual([{ name: "cita", language: "es", text: "Cita: {{1}}", variables: [""] }]);
	const chosen = { id: randomUUID(), conversation, name: "cita", language: "es", values: ["el lunes"] };
	take(await ana.socket.emitWithAck("conversation.template", chosen));
	await eventually(() => expect(citizen.shown().at(-1)).toMatchObject({ kind: "template", text: "Cita: el lunes" }));
	ana.close();
});
