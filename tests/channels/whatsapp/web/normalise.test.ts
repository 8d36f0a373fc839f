import { proto } from "@whiskeysockets/baileys";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../../channels/whatsapp/web/index.ts";
import { senderOf } from "../../../../channels/whatsapp/web/normalise.ts";

const from = { channel: "whatsapp", account: "main", address: "50371234567" } as const;
const key = { remoteJid: "50371234567@s.whatsapp.net", fromMe: false, id: "3AC0FFEE" };
const { StubType } = proto.WebMessageInfo;
const { Type } = proto.Message.ProtocolMessage;

/** As it comes off the wire. */
function arrived(message: proto.IMessage): object {
	const decoded = proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish());
	return { key, pushName: "Rosa\u202E Pérez", message: decoded };
}

const inWords = (message: proto.IMessage) => {
	const said = normalise(arrived(message), from);
	if (said.kind !== "message") return said.kind;
	const [part] = said.inbound.parts;
	return part?.type === "text" ? part.text : part?.type;
};

const place = { degreesLatitude: 13.69, degreesLongitude: -89.21 };
const vcard = "BEGIN:VCARD\nFN:Ana\nitem1.TEL;waid=50370000001:+503 7000-0001\nEND:VCARD";

describe("C1 C2: what is said on WhatsApp, in the one model", () => {
	it("has its id, its sender's name and its words", () => {
		expect(normalise(arrived({ conversation: " hola\u0007 " }), from)).toEqual({
			kind: "message",
			id: "3AC0FFEE",
			from,
			inbound: {
				from,
				externalId: "3AC0FFEE",
				parts: [{ type: "text", text: "hola" }],
				contact: { name: "Rosa Pérez", language: "es" },
			},
		});
	});

	it.each<[string, proto.IMessage, string]>([
		["text with a link or a quote", { extendedTextMessage: { text: "mire esto" } }, "mire esto"],
		["a message that disappears", { ephemeralMessage: { message: { conversation: "breve" } } }, "breve"],
		["a button's answer", { buttonsResponseMessage: { selectedDisplayText: "Sí" } }, "Sí"],
		["a list's answer", { listResponseMessage: { title: "Renovar" } }, "Renovar"],
		["a template's answer", { templateButtonReplyMessage: { selectedDisplayText: "Confirmo" } }, "Confirmo"],
		[
			"a location",
			{ locationMessage: place },
			"[Ubicación: 13.69, -89.21]\nhttps://www.openstreetmap.org/?mlat=13.69&mlon=-89.21#map=17/13.69/-89.21",
		],
		[
			"a place",
			{ locationMessage: { ...place, name: "Oficina", address: "Calle 1" } },
			"[Lugar: Oficina, Calle 1]\nhttps://www.openstreetmap.org/?mlat=13.69&mlon=-89.21#map=17/13.69/-89.21",
		],
		[
			"a location that moves",
			{ liveLocationMessage: place },
			"[Ubicación: 13.69, -89.21]\nhttps://www.openstreetmap.org/?mlat=13.69&mlon=-89.21#map=17/13.69/-89.21",
		],
		["a contact", { contactMessage: { displayName: "Ana", vcard } }, "[Contacto: Ana, +503 7000-0001]"],
		[
			"contacts",
			{ contactsArrayMessage: { contacts: [{ displayName: "Ana", vcard }, { displayName: "Luis" }] } },
			"[Contacto: Ana, +503 7000-0001]\n[Contacto: Luis, ]",
		],
		[
			"a poll",
			{ pollCreationMessageV3: { name: "¿Cuándo?", options: [{ optionName: "Hoy" }, { optionName: "Mañana" }] } },
			"[Encuesta: ¿Cuándo?]\n– Hoy\n– Mañana",
		],
		["a sticker", { stickerMessage: { mimetype: "image/webp" } }, "[Calcomanía]"],
		["an event", { eventMessage: { name: "Feria" } }, "[Evento: Feria]"],
		[
			"a kind with no words of its own",
			{ orderMessage: { orderId: "1" } },
			"[Mensaje que este medio no puede mostrar]",
		],
		["a kind newer than this program", {}, "[Mensaje que este medio no puede mostrar]"],
		["nothing but white space", { conversation: " \n " }, "[Mensaje que este medio no puede mostrar]"],
		["a vote", { pollUpdateMessage: {} }, "ignored"],
		["a key of the chat", { senderKeyDistributionMessage: { groupId: "1" } }, "ignored"],
		["a setting of the chat", { protocolMessage: { type: Type.EPHEMERAL_SETTING } }, "ignored"],
	])("%s", (_what, message, expected) => {
		expect(inWords(message)).toBe(expected);
	});

	const sealed = {
		directPath: "/v/t62",
		mediaKey: Buffer.alloc(32, 1),
		fileSha256: Buffer.alloc(32, 2),
		fileLength: 1_234,
	};
	it.each<[string, proto.IMessage, object]>([
		[
			"a photo",
			{ imageMessage: { ...sealed, caption: "mi DUI" } },
			{ name: "Foto", what: "Foto", caption: "mi DUI", type: "image" },
		],
		["a video", { videoMessage: sealed }, { name: "Video", type: "video" }],
		["a round video", { ptvMessage: sealed }, { name: "Video", type: "ptv" }],
		["a moving picture", { videoMessage: { ...sealed, gifPlayback: true } }, { name: "Animación", type: "video" }],
		["a voice note", { audioMessage: { ...sealed, ptt: true } }, { name: "Mensaje de voz", type: "audio" }],
		["music", { audioMessage: sealed }, { name: "Audio", type: "audio" }],
		[
			"a document",
			{ documentMessage: { ...sealed, fileName: "dui\u202E.pdf" } },
			{ name: "dui.pdf", what: "Documento «dui.pdf»", type: "document" },
		],
		[
			"a document with words",
			{
				documentWithCaptionMessage: { message: { documentMessage: { ...sealed, fileName: "a.pdf", caption: "lea" } } },
			},
			{ name: "a.pdf", caption: "lea", type: "document" },
		],
	])("C3: %s", (_what, message, { type, ...expected }: { type?: string }) => {
		const said = normalise(arrived(message), from);
		expect(said).toMatchObject({ kind: "media", media: { size: 1_234, ...expected } });
		if (said.kind !== "media") return;
		expect(said.media.from).toMatchObject({ path: "/v/t62", type });
		expect(Buffer.from(said.media.from?.key ?? []).equals(sealed.mediaKey)).toBe(true);
	});

	it.each<[string, proto.IMessage, object]>([
		[
			"an edit",
			{
				editedMessage: {
					message: {
						protocolMessage: {
							type: Type.MESSAGE_EDIT,
							key: { id: "3A1" },
							editedMessage: { conversation: "corregido" },
						},
					},
				},
			},
			{ kind: "edit", externalId: "3A1", text: "corregido" },
		],
		[
			"an edit of what was written to a photo",
			{
				protocolMessage: {
					type: Type.MESSAGE_EDIT,
					key: { id: "3A1" },
					editedMessage: { imageMessage: { caption: "otro" } },
				},
			},
			{ kind: "edit", text: "otro" },
		],
		["an edit to nothing", { protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: "3A1" } } }, { kind: "ignored" }],
		[
			"a deletion",
			{ protocolMessage: { type: Type.REVOKE, key: { id: "3A1" } } },
			{ kind: "deletion", externalId: "3A1" },
		],
		["a reaction", { reactionMessage: { text: "👍🏽", key: { id: "3EB0" } } }, { kind: "reaction", emoji: "👍🏽" }],
		["a reaction taken back", { reactionMessage: { text: "", key: { id: "3EB0" } } }, { kind: "ignored" }],
	])("%s", (_what, message, expected) => {
		expect(normalise(arrived(message), from)).toMatchObject(expected);
	});

	it.each<[string, object, object]>([
		["a missed call", { messageStubType: StubType.CALL_MISSED_VOICE }, { kind: "message" }],
		["what the service notes in the chat", { messageStubType: StubType.BIZ_PRIVACY_MODE_TO_FB }, { kind: "ignored" }],
		["a photo to be seen once", { key: { ...key, isViewOnce: true } }, { kind: "message" }],
		[
			"an id that no document may have",
			{ key: { ...key, id: "../$x" }, message: { conversation: "hola" } },
			{ id: expect.stringMatching(/^[\w-]{43}$/) },
		],
	])("%s", (_what, given, expected) => {
		expect(normalise({ key, ...given }, from)).toMatchObject(expected);
	});

	it.each<[string, object, object | null]>([
		["a person", {}, { identity: { phone: "50371234567", lid: null }, jid: "50371234567@s.whatsapp.net" }],
		[
			"a person by LID, with the number said along",
			{ remoteJid: "9:4@lid", remoteJidAlt: "50371234567@s.whatsapp.net" },
			{ identity: { phone: "50371234567", lid: "9@lid" }, jid: "9@lid" },
		],
		["a group", { remoteJid: "1203@g.us", remoteJidAlt: "50371234567@s.whatsapp.net" }, null],
		["a status", { remoteJid: "status@broadcast" }, null],
		["ourselves", { fromMe: true }, null],
	])("the sender: %s", (_what, given, expected) => {
		expect(senderOf({ key: { ...key, ...given } })).toEqual(expected);
	});

	it("C1: never throws, whatever it is given", () => {
		const kinds = [
			"conversation",
			"imageMessage",
			"documentMessage",
			"locationMessage",
			"contactMessage",
			"pollCreationMessage",
			"protocolMessage",
			"reactionMessage",
			"ephemeralMessage",
			"editedMessage",
			"extendedTextMessage",
			"stickerMessage",
		];
		const message = fc.oneof(
			fc.anything(),
			fc.dictionary(
				fc.constantFrom(...kinds),
				fc.oneof(
					fc.anything(),
					fc.dictionary(
						fc.constantFrom(
							"text",
							"message",
							"caption",
							"key",
							"name",
							"options",
							"vcard",
							"directPath",
							"mediaKey",
							"fileLength",
							"type",
							"editedMessage",
						),
						fc.anything(),
					),
				),
			),
		);
		const whole = fc.oneof(
			fc.anything(),
			fc.record({
				key: fc.oneof(fc.constant(key), fc.anything()),
				pushName: fc.anything(),
				messageStubType: fc.anything(),
				message,
			}),
		);
		fc.assert(
			fc.property(whole, (given) => {
				senderOf(given);
				expect(normalise(given, from).from).toBe(from);
			}),
			{ numRuns: 3_000 },
		);
	});

	it("C1: never throws on bytes of real messages that were changed on the way", () => {
		const real = [
			{ conversation: "hola ¿cómo está?" },
			{
				documentWithCaptionMessage: { message: { documentMessage: { ...sealed, fileName: "a.pdf", caption: "lea" } } },
			},
			{ locationMessage: { ...place, name: "Oficina" } },
			{ contactMessage: { displayName: "Ana", vcard } },
			{ protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: "3A1" }, editedMessage: { conversation: "x" } } },
		].map((message) => Buffer.from(proto.Message.encode(proto.Message.fromObject(message)).finish()));
		const change = fc.tuple(fc.nat(), fc.nat(255));
		fc.assert(
			fc.property(
				fc.constantFrom(...real),
				fc.array(change, { minLength: 1, maxLength: 6 }),
				fc.nat(),
				(bytes, changes, cut) => {
					const changed = Buffer.from(bytes);
					for (const [at, value] of changes) changed[at % changed.length] = value;
					let message: proto.Message | null = null;
					try {
						message = proto.Message.decode(cut % 3 === 0 ? changed.subarray(0, cut % changed.length) : changed);
					} catch {
						// Baileys goes no further with it either.
						return;
					}
					normalise({ key, message }, from);
				},
			),
			{ numRuns: 3_000 },
		);
	});
});
