import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { whatsAppCloudKind } from "../../../../channels/whatsapp/cloud/kind.ts";
import { findConversation } from "../../../../src/conversations/index.ts";
import { ManualClock } from "../../../conversations/engine-support.ts";
import { startCrablineWhatsApp } from "../../../peers/crabline-whatsapp.ts";
import { type GraphApiPeer, startGraphApi } from "../../../peers/graph-api.ts";
import { useDatabase } from "../../../support/database.ts";
import { contractBot } from "../../contract-bot.ts";
import { conversationOf, openHub } from "./under-test.ts";

useDatabase();

const clock = new ManualClock();
const waId = "50371234567";
let crabline: Awaited<ReturnType<typeof startCrablineWhatsApp>>;
/** Only to sign and carry calls. */
let carrier: GraphApiPeer;

beforeAll(async () => {
	crabline = await startCrablineWhatsApp();
	carrier = await startGraphApi(clock);
});
afterAll(async () => {
	await carrier.stop();
	await crabline.stop();
});

it("C1 C2: on crabline, a text comes, is answered once, and comes again for nothing", async () => {
	const { apiRoot, accessToken, phoneNumberId } = crabline;
	const hub = await openHub(carrier, { clock, bot: contractBot(), parts: { apiRoot, accessToken, phoneNumberId } });
	const text = "¿Dónde está mi DUI? 👩‍👩‍👧‍👦 ñandú";
	const webhook = await crabline.writes(waId, text, "Niña Íñiguez");
	await carrier.calls(webhook);
	await carrier.calls(webhook);
	await vi.waitFor(() => expect(crabline.sent()).toHaveLength(1), { timeout: 15_000 });
	expect(crabline.sent()[0]).toMatchObject({ to: waId, type: "text", text: { body: `eco: ${text}` } });
	expect(await findConversation(conversationOf({ waId }))).toMatchObject({ contact: { name: "Niña Íñiguez" } });
	await hub.stop();
});

it("C2: a number is tested before it is kept, and its fields are what they can be", async () => {
	const kind = whatsAppCloudKind({ apiRoot: crabline.apiRoot });
	const values = { phoneNumberId: crabline.phoneNumberId, accessToken: crabline.accessToken };
	expect(await kind.test(values)).toEqual({ name: expect.stringMatching(/^Crabline Test Bot \(.+\)$/) });
	await expect(kind.test({ ...values, accessToken: "EAAwrong" })).rejects.toMatchObject({
		kind: "refused",
		code: "token",
	});
	const down = whatsAppCloudKind({ apiRoot: "http://127.0.0.1:9/v23.0" });
	await expect(down.test(values)).rejects.toMatchObject({ kind: "unreachable" });

	const fits = (name: string, value: string) => kind.fields.find((field) => field.name === name)?.fits(value);
	expect(fits("phoneNumberId", "106540352242922")).toBe(true);
	expect(fits("phoneNumberId", "+503 7123")).toBe(false);
	expect(fits("appSecret", "0123456789abcdef0123456789abcdef")).toBe(true);
	expect(fits("appSecret", "no secret")).toBe(false);
	expect(fits("accessToken", `EAA${"x".repeat(50)}`)).toBe(true);
	expect(fits("verifyToken", "corto")).toBe(false);
});
