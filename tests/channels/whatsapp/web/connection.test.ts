import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wipeAuth } from "../../../../channels/whatsapp/web/auth-state.ts";
import { Messages, messagesAfter } from "../../../../src/conversations/index.ts";
import { takeLease } from "../../../../src/platform/lease.ts";
import { ManualClock, textOf } from "../../../conversations/engine-support.ts";
import { startWhatsAppWeb, type WhatsAppCitizen, type WhatsAppPeer } from "../../../peers/whatsapp-web/index.ts";
import { useDatabase } from "../../../support/database.ts";
import { account, conversationAt, eventually, isOpen, openHub, pair, type WhatsAppHub } from "./hub.ts";

useDatabase();

let peer: WhatsAppPeer;
const hubs: WhatsAppHub[] = [];

async function open(parts: Parameters<typeof openHub>[1] = {}): Promise<WhatsAppHub> {
	const hub = await openHub(peer, parts);
	hubs.push(hub);
	return hub;
}

async function openPaired(parts: Parameters<typeof openHub>[1] = {}): Promise<WhatsAppHub> {
	const hub = await open(parts);
	await pair(hub, peer);
	return hub;
}

const shows = (citizen: WhatsAppCitizen, texts: string[]) =>
	eventually(async () => expect((await citizen.shown()).map(({ text }) => text)).toEqual(texts));
const stopsFor = (hub: WhatsAppHub, reason: string) =>
	eventually(() => expect(hub.links.at(-1)).toEqual({ state: "stopped", reason }));
const noted = async ({ phone }: WhatsAppCitizen) =>
	(await messagesAfter(conversationAt(phone), 0, { limit: 50, notes: true })).messages
		.filter(({ direction }) => direction === "note")
		.map(textOf);
const deliveries = async (address: string) =>
	(
		await Messages.find({ conversation: conversationAt(address), direction: "out" })
			.sort({ seq: 1 })
			.lean()
	).map(({ delivery }) => delivery);

beforeAll(async () => {
	peer = await startWhatsAppWeb();
});
afterEach(async () => {
	await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
	peer.refuseLogins(null);
	await wipeAuth(account);
});
afterAll(() => peer.stop());

describe("a connection that ends", () => {
	it.each([
		["is cut", null],
		["is closed with 503", 503],
		["has to begin anew (515)", 515],
	])("C2: %s: it comes back, and what was written meanwhile is answered", async (_what, code) => {
		const hub = await openPaired();
		const citizen = peer.citizen();
		await citizen.writes("uno");
		await shows(citizen, ["eco: uno"]);
		const before = peer.logins;
		peer.drop(code);
		await citizen.writes("dos");
		await shows(citizen, ["eco: uno", "eco: dos"]);
		expect(peer.logins).toBe(before + 1);
		expect(hub.links.at(-1)).toEqual({ state: "open" });
	});

	it("C2: 440, somebody else has the pairing: stops, says so, and does not fight for it", async () => {
		const hub = await openPaired();
		const before = peer.logins;
		peer.send({ tag: "stream:error", attrs: {}, content: [{ tag: "conflict", attrs: { type: "replaced" } }] });
		await stopsFor(hub, "replaced");
		expect(hub.healths.at(-1)).toBe("replaced");
		expect(peer.logins).toBe(before);
	});

	it("C2: 401, unlinked at the telephone: forgets the pairing and asks for another", async () => {
		const hub = await openPaired();
		peer.refuseLogins(401);
		peer.drop(null);
		await stopsFor(hub, "logged-out");
		await hub.stop();
		peer.refuseLogins(null);
		await openPaired({ owner: "hub-2" });
	});

	it("C2: 403, banned: stops", async () => {
		const hub = await openPaired();
		peer.refuseLogins(403);
		peer.drop(null);
		await stopsFor(hub, "forbidden");
	});
});

describe("of several hub processes", () => {
	it("C2: one is connected; another takes over when its lease runs out", async () => {
		const first = await openPaired({ owner: "first" });
		await first.stop();
		const clock = new ManualClock();
		await takeLease(`whatsapp.${account}`, "fallen", 20_000, clock.now());
		const heir = await open({ owner: "heir", clock });
		expect(heir.channel.sendsHere?.()).toBe(false);
		expect(heir.links).toEqual([]);
		clock.advance(20_000);
		await isOpen(heir);
		expect(heir.channel.sendsHere?.()).toBe(true);
	});
});

describe("people", () => {
	it("C2: whoever moves from number to LID keeps the conversation", async () => {
		await openPaired();
		const citizen = peer.citizen();
		await citizen.writes("uno");
		await shows(citizen, ["eco: uno"]);
		citizen.named("lid and phone");
		await citizen.writes("dos");
		await shows(citizen, ["eco: uno", "eco: dos"]);
		citizen.named("lid");
		await citizen.writes("tres");
		await shows(citizen, ["eco: uno", "eco: dos", "eco: tres"]);
		expect(await Messages.countDocuments({ conversation: conversationAt(citizen.phone), direction: "in" })).toBe(3);
	});

	it("C2: 463 is final: it is not tried again", async () => {
		await openPaired();
		const citizen = peer.citizen();
		peer.refuses(citizen, 463);
		await citizen.writes("hola");
		await eventually(async () =>
			expect(await deliveries(citizen.phone)).toMatchObject([{ state: "failed", error: "restricted", attempts: 1 }]),
		);
	});

	it("C2: edits, deletions and reactions are noted for staff", async () => {
		await openPaired();
		const citizen = peer.citizen();
		const id = await citizen.sends({ conversation: "mi número es 1" });
		await shows(citizen, ["eco: mi número es 1"]);
		await citizen.sends({ protocolMessage: { type: 14, key: { id }, editedMessage: { conversation: "es 2" } } });
		await citizen.sends({ reactionMessage: { text: "👍", key: { id: "3EB0" } } });
		await citizen.sends({ protocolMessage: { type: 0, key: { id } } });
		await eventually(async () =>
			expect(await noted(citizen)).toEqual([
				"El ciudadano corrigió su mensaje: es 2",
				"El ciudadano respondió a un mensaje con 👍",
				"El ciudadano borró de su chat un mensaje: «mi número es 1»",
			]),
		);
	});
});
