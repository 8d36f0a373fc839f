import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { methodFor } from "../../../../channels/whatsapp/cloud/send-file.ts";
import { templatesIn } from "../../../../channels/whatsapp/cloud/templates.ts";
import {
	type Conversation,
	findConversation,
	type Message,
	messagesAfter,
	type Part,
	templatePart,
} from "../../../../src/conversations/index.ts";
import { storeFile } from "../../../../src/platform/files/index.ts";
import { ManualClock, textOf } from "../../../conversations/engine-support.ts";
import { type CloudCitizen, fine, type GraphApiPeer, graphError, startGraphApi } from "../../../peers/graph-api.ts";
import { useDatabase } from "../../../support/database.ts";
import { contractBot } from "../../contract-bot.ts";
import { conversationOf, openHub } from "./under-test.ts";

useDatabase();

const clock = new ManualClock();
let peer: GraphApiPeer;
let hubs: Awaited<ReturnType<typeof openHub>>[] = [];

beforeAll(async () => {
	peer = await startGraphApi({ now: () => clock.now() });
});
afterEach(async () => {
	for (const hub of hubs) await hub.stop();
	hubs = [];
});
afterAll(() => peer.stop());

async function open(parts: Parameters<typeof openHub>[1]["parts"] = {}) {
	const hub = await openHub(peer, { clock, bot: contractBot(), parts });
	hubs.push(hub);
	return hub;
}

const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const text = (text: string): Part => ({ type: "text", text });
const pdf = Buffer.from("%PDF-1.4\n%%EOF\n");
const png = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

async function talkWith(citizen: CloudCitizen): Promise<Conversation> {
	await citizen.writes("hola");
	await eventually(() => expect(citizen.shown()).toHaveLength(1));
	const conversation = await findConversation(conversationOf(citizen));
	if (!conversation) throw new Error("No conversation");
	return conversation;
}

let sequence = 0;
function saying({ _id: conversation }: Conversation, ...parts: Part[]): Message {
	sequence += 1;
	const author = { kind: "agent" as const, id: "ana" };
	const at = clock.now();
	return {
		_id: `said${sequence}`,
		conversation,
		interaction: null,
		seq: 3,
		after: 2,
		author,
		direction: "out",
		parts,
		at,
	};
}

async function stored({ _id: conversation }: Conversation, name: string, buffer: Buffer): Promise<Part> {
	const uploadedBy = { kind: "agent" as const, id: "ana" };
	const {
		_id: file,
		mime,
		size,
		...as
	} = await storeFile({ buffer, name, owner: { conversation }, uploadedBy, now: clock.now() });
	return { type: "file", file, name: as.name, mime, size };
}

const transcript = async (citizen: CloudCitizen) =>
	(await messagesAfter(conversationOf(citizen), 0, { limit: 100, notes: true })).messages;

describe("a text", () => {
	it("C1: shows no preview of what it links to, and names who it is for", async () => {
		const { channel } = await open();
		const conversation = await talkWith(peer.citizen());
		await channel.send?.(conversation, saying(conversation, text("https://oficina.example")));
		expect(peer.requests.at(-1)?.body).toEqual({
			messaging_product: "whatsapp",
			recipient_type: "individual",
			to: conversation.address,
			type: "text",
			text: { preview_url: false, body: "https://oficina.example" },
		});
		await channel.send?.({ ...conversation, address: "SV.1349120865" }, saying(conversation, text("hola")));
		expect(peer.requests.at(-1)?.body).toMatchObject({ recipient: "SV.1349120865" });
	});

	it("B10: of four short options goes with a list, and a row is picked as an option", async () => {
		const { channel, engine } = await open();
		const citizen = peer.citizen();
		const conversation = await talkWith(citizen);
		const options = ["Pagar", "Renovar", "Queja", "Otra cosa"].map((label, index) => ({ id: `o${index}`, label }));
		await engine.change(conversation._id, (draft) => {
			draft.say({ kind: "bot" }, [text("¿Qué necesita?"), { type: "choices", options }]);
		});
		await eventually(() =>
			expect(citizen.shown().at(-1)).toMatchObject({ rows: ["Pagar", "Renovar", "Queja", "Otra cosa"] }),
		);
		await citizen.picks("Queja");
		await eventually(() => expect(citizen.shown().at(-1)?.text).toBe("elegido: o2"));
		const long = "Lea esto antes. ".repeat(80);
		await channel.send?.(
			conversation,
			saying(conversation, text(long), { type: "choices", options: options.slice(0, 2) }),
		);
		expect(citizen.shown().slice(-2)).toMatchObject([
			{ kind: "text", text: long.trim(), buttons: [] },
			{ kind: "interactive", text: "Elija una opción:", buttons: ["Pagar", "Renovar"] },
		]);
	});

	it("P2: the first one carries the privacy notice, and writing on accepts it", async () => {
		await open({ privacy: "2026-11" });
		const citizen = peer.citizen();
		await citizen.writes("hola");
		await eventually(() => expect(citizen.shown()[0]?.text).toMatch(/^eco: hola\n\n.+2026-11/s));
		await eventually(async () => expect((await transcript(citizen))[1]?.delivery).toMatchObject({ state: "sent" }));
		await citizen.writes("gracias");
		await eventually(() => expect(citizen.shown()[1]?.text).toBe("eco: gracias"));
		expect((await findConversation(conversationOf(citizen)))?.privacy).toMatchObject({ version: "2026-11" });
	});
});

describe("what staff does", () => {
	it("A2: is shown to the citizen: that it was read, and that somebody writes, not more often than it lasts", async () => {
		const { channel } = await open();
		const before = peer.requests.length;
		await channel.shows?.("read", "wamid.in");
		await channel.shows?.("typing", "wamid.in");
		await channel.shows?.("typing", "wamid.in");
		clock.advance(21_000);
		await channel.shows?.("typing", "wamid.in");
		const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.in" };
		const typing = { ...read, typing_indicator: { type: "text" } };
		expect(peer.requests.slice(before).map(({ body }) => body)).toEqual([read, typing, typing]);
	});
});

describe("the window of 24 hours", () => {
	it("C1: opens with each message of the citizen, and a late one does not shorten it", async () => {
		await open();
		const citizen = peer.citizen();
		const sent = clock.now();
		await talkWith(citizen);
		const until = async () => (await findConversation(conversationOf(citizen)))?.repliesUntil;
		expect(await until()).toEqual(new Date(sent.getTime() + 86_400_000));
		const earlier = String(Math.floor(sent.getTime() / 1_000) - 3_600);
		await citizen.sends({ type: "text", text: { body: "tarde" }, timestamp: earlier });
		await eventually(() => expect(citizen.shown()).toHaveLength(2));
		expect(await until()).toEqual(new Date(sent.getTime() + 86_400_000));
		clock.advance(60_000);
		await citizen.writes("otra vez");
		await eventually(() => expect(citizen.shown()).toHaveLength(3));
		expect(await until()).toEqual(new Date(sent.getTime() + 86_460_000));
	});

	it("C2: once closed, anything but a template is refused before the service is asked", async () => {
		const { channel, engine } = await open();
		const citizen = peer.citizen();
		const conversation = await talkWith(citizen);
		peer.approves(reminder);
		const [template] = templatesIn({ data: [reminder] });
		if (!template) throw new Error("No template");
		clock.advance(86_400_000);
		const before = peer.requests.length;
		await expect(channel.send?.(conversation, saying(conversation, text("¿Sigue ahí?")))).rejects.toMatchObject({
			kind: "refused",
			code: "window-closed",
			retry: false,
		});
		const part = templatePart(template, ["Ana", "el lunes"]);
		await expect(channel.send?.(conversation, saying(conversation, part, text("y esto")))).rejects.toMatchObject({
			code: "window-closed",
		});
		expect(peer.requests).toHaveLength(before);

		await engine.change(conversation._id, (draft) => void draft.say({ kind: "agent", id: "ana" }, [part]));
		await eventually(() => expect(citizen.shown().at(-1)).toMatchObject({ kind: "template" }));
		expect(citizen.shown().at(-1)?.text).toBe("Hola Ana, su cita es el lunes.");
		await eventually(async () => expect((await transcript(citizen)).at(-1)?.delivery).toMatchObject({ state: "sent" }));

		await engine.change(conversation._id, (draft) => void draft.say({ kind: "agent", id: "ana" }, [text("tarde")]));
		await engine.drain();
		expect((await transcript(citizen)).at(-1)?.delivery).toMatchObject({ state: "failed", error: "window-closed" });
		await citizen.writes("hola de nuevo");
		await eventually(() => expect(citizen.shown().at(-1)?.text).toBe("eco: hola de nuevo"));
	});

	it("C2: that the service alone knows to be closed is told as that", async () => {
		const { engine } = await open();
		const citizen = peer.citizen();
		const { _id } = await talkWith(citizen);
		await peer.tells(citizen, "failed", [{ code: 131_047, title: "Re-engagement message" }]);
		await eventually(async () =>
			expect((await transcript(citizen)).at(-1)?.delivery).toMatchObject({ state: "failed", error: "window-closed" }),
		);
		peer.refuses(citizen, graphError(131_047));
		await engine.change(_id, (draft) => void draft.say({ kind: "agent", id: "ana" }, [text("¿?")]));
		await engine.drain();
		expect((await transcript(citizen)).at(-1)?.delivery).toMatchObject({ state: "failed", error: "window-closed" });
	});
});

const reminder = {
	name: "cita",
	language: "es",
	status: "APPROVED",
	category: "UTILITY",
	id: "1",
	components: [
		{ type: "BODY", text: "Hola {{1}}, su cita es {{2}}.", example: { body_text: [["María", "el martes"]] } },
		{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Sí" }] },
	],
};
const body = { type: "BODY", text: "Hola" };

describe("templates", () => {
	it("C1: are listed as the citizen reads them, those alone that the desk can fill in", async () => {
		const plain = { name: "aviso", language: "es", status: "APPROVED" };
		peer.approves(
			reminder,
			{
				...plain,
				components: [{ type: "HEADER", format: "TEXT", text: "Aviso" }, body, { type: "FOOTER", text: "Oficina" }],
			},
			{ ...plain, name: "a-pending", status: "PENDING", components: [body] },
			{ ...plain, name: "a-picture", components: [{ type: "HEADER", format: "IMAGE" }, body] },
			{ ...plain, name: "a-header", components: [{ type: "HEADER", format: "TEXT", text: "{{1}}" }, body] },
			{ ...plain, name: "a-name", parameter_format: "NAMED", components: [{ ...body, text: "{{nombre}}" }] },
			{
				...plain,
				name: "a-link",
				components: [body, { type: "BUTTONS", buttons: [{ type: "URL", url: "https://x/{{1}}" }] }],
			},
			{ ...plain, name: "a-code", components: [body, { type: "BUTTONS", buttons: [{ type: "OTP" }] }] },
			{ nothing: true },
		);
		const { channel } = await open();
		expect(await channel.templates?.()).toEqual([
			{ name: "aviso", language: "es", text: "Aviso\n\nHola\n\nOficina", variables: [] },
			{ name: "cita", language: "es", text: "Hola {{1}}, su cita es {{2}}.", variables: ["María", "el martes"] },
		]);
	});

	it.each([null, {}, { data: null }, { data: [null, 7, { name: "x" }] }])("C2: of %j there are none", (list) => {
		expect(templatesIn(list)).toEqual([]);
	});

	it("C1: an account without a business account has none", async () => {
		const { channel } = await open({ businessAccountId: null });
		expect(await channel.templates?.()).toEqual([]);
	});

	it("C2: with too few values is not even made", () => {
		const [template] = templatesIn({ data: [reminder] });
		if (!template) throw new Error("No template");
		expect(() => templatePart(template, ["Ana"])).toThrow("2 values");
		expect(() => templatePart(template, ["Ana", ""])).toThrow("2 values");
		// What a value looks like is not read as a variable.
		expect(templatePart(template, ["{{2}}", "$&"])).toMatchObject({ text: "Hola {{2}}, su cita es $&." });
	});
});

describe("a file for a citizen", () => {
	const mb = 1024 * 1024;
	it.each([
		["a photo", { mime: "image/jpeg", size: 5 * mb }, "image"],
		["a photo of more than 5 MB", { mime: "image/png", size: 5 * mb + 1 }, "document"],
		["a picture of another kind", { mime: "image/webp", size: 10 }, "document"],
		["a voice note", { mime: "audio/ogg", size: 16 * mb }, "audio"],
		["a song of more than 16 MB", { mime: "audio/mpeg", size: 16 * mb + 1 }, "document"],
		["a sound that it does not play", { mime: "audio/wav", size: 10 }, "document"],
		["a film", { mime: "video/mp4", size: 10 }, "video"],
		["a film that it does not play", { mime: "video/webm", size: 10 }, "document"],
		["a paper", { mime: "application/pdf", size: 20 * mb }, "document"],
	])("C3: %s goes as what shows it best", (_what, part, as) => {
		expect(methodFor(part)).toBe(as);
	});

	it("C3: has a short text under it; what is no paper of theirs arrives with its name", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const conversation = await talkWith(citizen);
		const picture = await stored(conversation, "mapa.png", png);
		await channel.send?.(conversation, saying(conversation, text("Aquí es"), picture));
		const list = await stored(conversation, "datos.csv", Buffer.from("a,b\n1,2\n"));
		await channel.send?.(conversation, saying(conversation, list));
		expect(citizen.shown().slice(1)).toMatchObject([
			{ kind: "image", text: "Aquí es", file: { mime: "image/png" } },
			{ kind: "document", text: "", file: { name: "datos.csv" } },
		]);
		expect(citizen.shown()[1]?.file?.content.equals(png)).toBe(true);
	});

	it("C3: that is not taken as a picture is given as a document; a fault is tried again; one that is gone is told", async () => {
		const { channel } = await open();
		const citizen = peer.citizen();
		const conversation = await talkWith(citizen);
		const picture = await stored(conversation, "foto.png", png);
		const message = saying(conversation, text("a".repeat(1_100)), picture);
		peer.refusesMedia(graphError(131_053));
		// As a document it cannot go under the type of a picture either.
		await channel.send?.(conversation, message);
		expect(
			citizen
				.shown()
				.slice(1)
				.map(({ kind }) => kind),
		).toEqual(["text", "document"]);

		const again = saying(conversation, text("b".repeat(1_100)), picture);
		peer.refusesMedia(graphError(131_000, 500));
		await expect(channel.send?.(conversation, again)).rejects.toMatchObject({ kind: "unreachable", code: "fault" });
		await channel.send?.(conversation, again);
		expect(
			citizen
				.shown()
				.slice(3)
				.map(({ kind }) => kind),
		).toEqual(["text", "image"]);

		const gone = saying(conversation, { ...picture, ...(picture.type === "file" && { file: "?" }) });
		await expect(channel.send?.(conversation, gone)).rejects.toMatchObject({ code: "no-file", retry: false });
	});
});

describe("a citizen's file", () => {
	it("C3: is fetched by its id, with the token, and stored", async () => {
		await open();
		const citizen = peer.citizen();
		peer.keeps("p1", png, { mime: "image/png" });
		await citizen.sends({ type: "image", image: { id: "p1", mime_type: "image/png", sha256: "x", caption: "mi DUI" } });
		await eventually(async () => expect(await transcript(citizen)).toHaveLength(2));
		expect((await transcript(citizen))[0]?.parts).toEqual([
			text("mi DUI"),
			{
				type: "file",
				file: expect.any(String),
				name: "Foto.png",
				mime: "image/png",
				size: png.length,
				width: 1,
				height: 1,
			},
		]);
	});

	it("C2: that WhatsApp gives only at the third time comes then; one that it does not give is named", async () => {
		await open();
		const citizen = peer.citizen();
		peer.keeps("p2", pdf);
		peer.refusesMedia(graphError(131_000, 500), graphError(131_000, 500), fine);
		await citizen.sends({ type: "document", document: { id: "p2", filename: "a.pdf" } });
		await eventually(async () => expect((await transcript(citizen))[0]?.parts[0]).toMatchObject({ name: "a.pdf" }));
		await citizen.sends({ type: "audio", audio: { id: "gone", voice: true } });
		await eventually(async () =>
			expect((await transcript(citizen)).map(textOf)).toContain(
				"[Mensaje de voz: no se recibió, WhatsApp no lo entregó]",
			),
		);
		// Half a character in an id is no text to ask with; what comes after it waits for nothing.
		await citizen.sends({ type: "document", document: { id: "\ud83d", filename: "b.pdf" } });
		await eventually(async () =>
			expect((await transcript(citizen)).map(textOf).at(-1)).toMatch(/b\.pdf.*no se recibió|no lo entregó/),
		);
	});

	it("P1: is fetched from nowhere but Meta, whatever it is said to be at", async () => {
		await open();
		const citizen = peer.citizen();
		const asked: (string | undefined)[] = [];
		const elsewhere = createServer((request, response) => {
			asked.push(request.headers.authorization);
			response.end(pdf);
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
		const address = elsewhere.address();
		const port = typeof address === "object" && address ? address.port : 0;
		peer.keeps("p3", pdf, { url: `http://127.0.0.1:${port}/b.pdf` });
		await citizen.sends({ type: "document", document: { id: "p3", filename: "b.pdf" } });
		await eventually(async () => expect((await transcript(citizen)).map(textOf)[0]).toContain("no se recibió"));
		expect(asked).toEqual([]);
		await new Promise((resolve) => elsewhere.close(resolve));
	});
});
