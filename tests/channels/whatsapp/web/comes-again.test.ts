import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { Conversations, Messages } from "../../../../src/conversations/index.ts";
import { texts } from "../../../../src/texts/index.ts";
import { textOf } from "../../../conversations/engine-support.ts";
import { startWhatsAppWeb, type WhatsAppCitizen, type WhatsAppPeer } from "../../../peers/whatsapp-web/index.ts";
import { pdf } from "../../../platform/files/samples.ts";
import { useDatabase } from "../../../support/database.ts";
import { conversationAt, eventually, isOpen, openHub, pair, type WhatsAppHub } from "./hub.ts";

useDatabase();

const words = texts("es", "channels");
/** Longer than a message takes to come again when it is asked for. */
const giveUpMs = 600;
let peer: WhatsAppPeer;
let hub: WhatsAppHub;

const open = (parts: Parameters<typeof openHub>[1] = {}) =>
	openHub(peer, { privacy: "2026-11", timing: { renewMs: 200, retryMs: 10, haste: 0.05, giveUpMs }, ...parts });
const said = async ({ phone }: WhatsAppCitizen, direction: "in" | "out") =>
	(
		await Messages.find({ conversation: conversationAt(phone), direction })
			.sort({ seq: 1 })
			.lean()
	).map(textOf);

beforeAll(async () => {
	peer = await startWhatsAppWeb();
	hub = await open();
	await pair(hub, peer);
});
afterEach(() => peer.refuseLogins(null));
afterAll(async () => {
	await hub.stop();
	await peer.stop();
});

it("C2: what cannot be decrypted, even after asking, is told of once to staff and citizen; if it comes later, it comes", async () => {
	const citizen = peer.citizen();
	await citizen.writes("hola");
	const mend = await citizen.garbles("mi número es 1");
	const notice = words.say("came.undecrypted");
	await eventually(async () => expect(await said(citizen, "in")).toEqual(["hola", notice]));
	await eventually(async () => expect(await said(citizen, "out")).toContain(words.say("undecrypted")));

	mend();
	await citizen.repeats();
	await eventually(async () => expect(await said(citizen, "in")).toEqual(["hola", notice, "mi número es 1"]));
	expect((await said(citizen, "out")).filter((text) => text === words.say("undecrypted"))).toHaveLength(1);
});

it("C2: what comes when it is asked for again is no cause for a word", async () => {
	const citizen = peer.citizen();
	await citizen.writes("hola");
	(await citizen.garbles("uno"))();
	await eventually(async () => expect(await said(citizen, "in")).toEqual(["hola", "uno"]));
	// What is undecryptable and comes later is told of after this one would have been.
	const other = peer.citizen();
	await other.garbles("dos");
	await eventually(async () => expect(await said(other, "in")).toEqual([words.say("came.undecrypted")]));
	expect(await said(citizen, "in")).toEqual(["hola", "uno"]);
});

it("C2: what was decrypted by a process that fell before it was stored is asked for again", async () => {
	const citizen = peer.citizen();
	await citizen.writes("hola");
	await eventually(async () => expect(await said(citizen, "in")).toEqual(["hola"]));
	const conversation = conversationAt(citizen.phone);
	// As the store would be if the process had fallen in between.
	await Messages.deleteMany({ conversation });
	await Conversations.deleteMany({ _id: conversation });
	await hub.stop();
	hub = await open({ owner: "hub-2" });
	await citizen.comesAsItWas();
	await isOpen(hub);
	await eventually(async () => expect(await said(citizen, "in")).toEqual(["hola"]));
});

it("C3: a file that has lapsed at WhatsApp is brought there again by the telephone", async () => {
	const citizen = peer.citizen();
	const documentMessage = await citizen.attaches("document", pdf, { fileName: "dui.pdf", mimetype: "application/pdf" });
	peer.lapses(documentMessage.directPath ?? "", true);
	const before = peer.askedForFiles;
	await citizen.sends({ documentMessage });
	await eventually(async () => {
		const [message] = await Messages.find({ conversation: conversationAt(citizen.phone), direction: "in" }).lean();
		expect(message?.parts).toMatchObject([{ type: "file", name: "dui.pdf", size: pdf.length }]);
	});
	expect(peer.askedForFiles).toBe(before + 1);
});

it("C3: one that the telephone has no more is named in words, and it is asked once", async () => {
	const citizen = peer.citizen();
	const documentMessage = await citizen.attaches("document", pdf, { fileName: "dui.pdf", mimetype: "application/pdf" });
	peer.lapses(documentMessage.directPath ?? "", false);
	const before = peer.askedForFiles;
	await citizen.sends({ documentMessage });
	await eventually(async () => expect(await said(citizen, "in")).toEqual([expect.stringContaining("no se recibió")]));
	expect(peer.askedForFiles).toBe(before + 1);
});

it("C2: a telephone that asks again for the first message gets it as it was sent, privacy notice and all", async () => {
	const citizen = peer.citizen();
	await citizen.writes("hola");
	const first = await eventually(async () => {
		const [shown] = await citizen.shown();
		if (!shown) throw new Error("Nothing is shown");
		return shown;
	});
	expect(first.text).toContain(words.say("privacy", { version: "2026-11" }));
	await eventually(async () => {
		const conversation = conversationAt(citizen.phone);
		expect(await Messages.exists({ conversation, "delivery.state": "sent" })).not.toBeNull();
	});
	// Another process has it from the store alone.
	await hub.stop();
	hub = await open({ owner: "hub-3" });
	await isOpen(hub);
	citizen.asksAgain(first.id);
	await eventually(async () => expect(await citizen.shown()).toEqual([first]));
});
