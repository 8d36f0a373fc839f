import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wipeAuth } from "../../../../channels/whatsapp/web/auth-state.ts";
import { startWhatsAppWeb, type WhatsAppPeer } from "../../../peers/whatsapp-web/index.ts";
import { useDatabase } from "../../../support/database.ts";
import { account, eventually, isOpen, openHub, pair, type WhatsAppHub } from "./hub.ts";

useDatabase();

let peer: WhatsAppPeer;
const hubs: WhatsAppHub[] = [];

async function open(...[parts]: [Parameters<typeof openHub>[1]?]): Promise<WhatsAppHub> {
	const hub = await openHub(peer, parts);
	hubs.push(hub);
	return hub;
}

beforeAll(async () => {
	peer = await startWhatsAppWeb();
});
afterEach(async () => {
	await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
	await wipeAuth(account);
});
afterAll(() => peer.stop());

describe("pairing", () => {
	it("C2: by a QR, after which WhatsApp has the hub come again at once", async () => {
		const hub = await open();
		await pair(hub, peer);
		expect(hub.links.map(({ state }) => state)).toEqual(["connecting", "pairing", "connecting", "connecting", "open"]);
		expect(peer.logins).toBe(1);
		expect(hub.healths).toEqual([null]);
	});

	it("C2: by a code that is typed into the telephone", async () => {
		const hub = await open({ phone: "50370000000" });
		const code = await eventually(() => {
			const shown = hub.links.at(-1)?.code;
			expect(shown).toMatch(/^[0-9A-Z]{8}$/);
			return shown ?? "";
		});
		expect(hub.links.at(-1)).toEqual({ state: "pairing", code });
		await peer.telephone.enter(code);
		await isOpen(hub);
	});
});
