import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../../channels/whatsapp/cloud/normalise.ts";
import { Told, toldTo } from "../../../../channels/whatsapp/cloud/update.ts";

const number = "106540352242922";
const envelope = (value: object) => ({
	object: "whatsapp_business_account",
	entry: [{ id: "1", changes: [{ field: "messages", value: { metadata: { phone_number_id: number }, ...value } }] }],
});
const of = (body: unknown) => toldTo(number, body).flatMap((told) => normalise(Told.parse(told), "main"));
const from = { channel: "whatsapp", account: "main", address: "50371234567" };
const message = (content: object) => ({ from: "50371234567", id: "wamid.A=", timestamp: "1762092000", ...content });
const [...told] = [
	["text", { type: "text", text: { body: " hola\u0000 " } }, "hola"],
	["a quick reply of a template", { type: "button", button: { payload: "p", text: "Sí" } }, "Sí"],
	[
		"a foreign button",
		{ type: "interactive", interactive: { type: "button_reply", button_reply: { id: "x", title: "No" } } },
		"No",
	],
	[
		"a place",
		{ type: "location", location: { latitude: 13.7, longitude: -89.2 } },
		"[Ubicación: 13.7, -89.2]\nhttps://www.openstreetmap.org/?mlat=13.7&mlon=-89.2#map=17/13.7/-89.2",
	],
	[
		"a place with a name",
		{ type: "location", location: { latitude: 1, longitude: 2, name: "Ventanilla", address: "Calle 1" } },
		"[Lugar: Ventanilla, Calle 1]\nhttps://www.openstreetmap.org/?mlat=1&mlon=2#map=17/1/2",
	],
	[
		"contacts",
		{
			type: "contacts",
			contacts: [{ name: { formatted_name: "Ana" }, phones: [{ phone: "+503 1" }, { phone: "+503 2" }] }, {}],
		},
		"[Contacto: Ana, +503 1, +503 2]\n[Contacto: , ]",
	],
	[
		"an order",
		{ type: "order", order: { text: "gracias", product_items: [{}, {}] } },
		"[Pedido de 2 productos]\ngracias",
	],
	[
		"what is not supported",
		{ type: "unsupported", errors: [{ code: 131051 }] },
		"[Mensaje que este medio no puede mostrar]",
	],
	["a kind of tomorrow", { type: "hologram", hologram: {} }, "[Mensaje que este medio no puede mostrar]"],
	["a kind that is none", { type: 7 }, "[Mensaje que este medio no puede mostrar]"],
	["an empty text", { type: "text", text: { body: " " } }, "[Mensaje que este medio no puede mostrar]"],
	[
		"contents that are not as they should be",
		{ type: "text", text: "hola" },
		"[Mensaje que este medio no puede mostrar]",
	],
] as const;

describe("C1, C2: a message becomes the one model", () => {
	it.each(told)("%s", (_what, content, text) => {
		expect(
			of(envelope({ contacts: [{ wa_id: "50371234567", profile: { name: "Ana" } }], messages: [message(content)] })),
		).toEqual([
			{
				kind: "message",
				inbound: {
					from,
					externalId: "wamid.A=",
					parts: [{ type: "text", text }],
					contact: { name: "Ana", language: "es" },
					// A day after it was sent.
					intake: { repliesUntil: new Date(1_762_092_000_000 + 86_400_000) },
				},
			},
		]);
	});

	it.each([
		["a photo", { image: { id: "7", caption: " mi DUI " } }, { id: "7", name: "Foto", what: "Foto" }, "mi DUI"],
		["a voice note", { audio: { id: "7", voice: true } }, { name: "Mensaje de voz" }, null],
		["a song", { audio: { id: "7" } }, { name: "Audio" }, null],
		["a film", { video: { id: "7" } }, { name: "Video" }, null],
		[
			"a paper",
			{ document: { id: "7", filename: "a\u202Efdp.exe" } },
			{ name: "afdp.exe", what: "Documento «afdp.exe»" },
			null,
		],
		["a sticker", { sticker: { id: "7" } }, { name: "Calcomanía" }, null],
		["a photo without an id", { image: {} }, { id: null }, null],
	])("C3: %s", (_what, content, media, caption) => {
		expect(of(envelope({ messages: [message(content)] }))).toMatchObject([
			{ kind: "media", media, inbound: { parts: caption === null ? [] : [{ type: "text", text: caption }] } },
		]);
	});

	it.each([
		["button", { button_reply: { id: "12.1", title: "No" } }],
		["row of a list", { list_reply: { id: "12.1", title: "No", description: "" } }],
	])("B10: a picked %s is looked up", (_what, interactive) => {
		expect(of(envelope({ messages: [message({ type: "interactive", interactive })] }))).toMatchObject([
			{ kind: "click", button: { seq: 12, index: 1 }, inbound: { parts: [{ type: "text", text: "No" }] } },
		]);
	});

	it.each([
		[
			"a reaction",
			{ type: "reaction", reaction: { message_id: "w", emoji: "👍" } },
			"La persona reaccionó con 👍 a un mensaje.",
		],
		[
			"a reaction taken back",
			{ type: "reaction", reaction: { message_id: "w" } },
			"La persona quitó su reacción a un mensaje.",
		],
		[
			"another number",
			{ type: "system", system: { type: "user_changed_number", wa_id: "50379999999", body: "x" } },
			"La persona cambió de número de WhatsApp: ahora escribe desde el 50379999999.",
		],
	])("C2: %s is told to staff, not answered", (_what, content, text) => {
		expect(of(envelope({ messages: [message(content)] }))).toEqual([
			{ kind: "remark", at: from, externalId: "wamid.A=", text },
		]);
	});

	it("C1: who hides their number behind a user name is known by what stands for it", () => {
		const content = { id: "wamid.B", from_user_id: "SV.134912086", type: "text", text: { body: "hola" } };
		const contacts = [{ user_id: "SV.134912086", profile: { name: "Ana" } }];
		expect(of(envelope({ contacts, messages: [content] }))).toMatchObject([
			{ inbound: { from: { address: "SV.134912086" }, contact: { name: "Ana" } } },
		]);
	});

	it.each([
		["sent", undefined, [{ kind: "ignored" }]],
		["delivered", undefined, [{ kind: "mark", externalId: "w", state: "delivered" }]],
		["read", undefined, [{ kind: "mark", externalId: "w", state: "read" }]],
		["played", undefined, [{ kind: "mark", externalId: "w", state: "read" }]],
		["failed", [{ code: 131_047 }], [{ kind: "mark", externalId: "w", state: "failed", error: "window-closed" }]],
		["failed", "x", [{ kind: "mark", externalId: "w", state: "failed", error: "unknown" }]],
		["beamed", undefined, [{ kind: "ignored" }]],
	])("C2: the mark %s", (status, errors, expected) => {
		expect(of(envelope({ statuses: [{ id: "w", status, errors }] }))).toEqual(expected);
	});

	it("C2: a value of another number, or of none, is nobody's", () => {
		const other = envelope({ metadata: { phone_number_id: "1" }, messages: [message({ type: "text" })] });
		expect(toldTo(number, other)).toEqual([]);
		expect(toldTo("", envelope({ metadata: {} }))).toEqual([]);
	});
});

/** Something of the webhook is replaced by anything, at any depth. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
	const anything = fc.anything({ maxDepth: 2, withBigInt: false });
	if (Array.isArray(value))
		return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 9, arbitrary: fc.tuple(...value.map(mutated)) });
	if (typeof value === "object" && value !== null) {
		const fields = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mutated(one)]));
		return fc.oneof(
			{ weight: 1, arbitrary: anything },
			{ weight: 12, arbitrary: fc.record(fields, { requiredKeys: [] }) },
		);
	}
	return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 6, arbitrary: fc.constant(value) });
};

it("C2: a webhook with anything in it never throws, and makes nothing without an address", () => {
	const real = envelope({
		contacts: [{ wa_id: "50371234567", profile: { name: "Ana" } }],
		messages: told.map(([, content]) => message(content)),
		statuses: [{ id: "w", status: "failed", errors: [{ code: 1 }] }],
	});
	fc.assert(
		fc.property(mutated(real), (body) => {
			for (const one of toldTo(number, body)) {
				const parsed = Told.safeParse(one);
				if (!parsed.success) continue;
				const made = normalise(parsed.data, "main");
				if (!("inbound" in made)) continue;
				expect(made.inbound.from.address).not.toBe("");
				expect(made.kind === "media" || made.inbound.parts.length === 1).toBe(true);
			}
		}),
		{ numRuns: 1_000 },
	);
});
