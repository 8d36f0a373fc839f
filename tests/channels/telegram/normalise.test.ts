import { describe, expect, it } from "vitest";
import { buttonData, parseButton } from "../../../channels/button.ts";
import { type Normalised, normalise } from "../../../channels/telegram/normalise.ts";

const from = { id: 77, is_bot: false, first_name: "Ana", last_name: "López", language_code: "es-SV" };
const chat = { id: 77, type: "private" };
const update = (fields: object, sender: object = from) => ({
	update_id: 1,
	message: { message_id: 5, date: 1, chat, from: sender, ...fields },
});
const textIn = (normalised: Normalised) => {
	const [part] = "inbound" in normalised ? normalised.inbound.parts : [];
	return part?.type === "text" ? part.text : null;
};

describe("a Telegram message", () => {
	it("C1: becomes an inbound message of the one model", () => {
		expect(normalise(update({ text: "hola" }), "main")).toEqual({
			kind: "message",
			inbound: {
				from: { channel: "telegram", account: "main", address: "77" },
				externalId: "5",
				parts: [{ type: "text", text: "hola" }],
				contact: { name: "Ana López", language: "es" },
			},
		});
	});

	it.each([
		["a greeting from the start button", { text: "/start" }, "/start"],
		["a command as a group's menu writes it", { text: "/ayuda@mi_bot" }, "/ayuda"],
		["the same from a link", { text: "/start promo_42" }, "/start"],
		["control characters", { text: "uno\u0000 \u202Edos" }, "uno dos"],
		["a text that shows nothing", { text: "\u0007" }, "[Mensaje que este medio no puede mostrar]"],
		["a sticker", { sticker: { emoji: "👍" } }, "[Calcomanía 👍]"],
		["a sticker without an emoji", { sticker: {} }, "[Calcomanía]"],
		["a contact", { contact: { phone_number: "7777", first_name: "Luis" } }, "[Contacto: Luis, 7777]"],
		[
			"a place, which comes as a location too",
			{ venue: { title: "Sede", address: "Calle 1" }, location: { latitude: 1, longitude: 2 } },
			"[Lugar: Sede, Calle 1]\nhttps://www.openstreetmap.org/?mlat=1&mlon=2#map=17/1/2",
		],
		[
			"a location",
			{ location: { latitude: 13.69, longitude: -89.21 } },
			"[Ubicación: 13.69, -89.21]\nhttps://www.openstreetmap.org/?mlat=13.69&mlon=-89.21#map=17/13.69/-89.21",
		],
		["a poll", { poll: { question: "¿Sí?" } }, "[Encuesta: ¿Sí?]"],
		["a die", { dice: { emoji: "🎲", value: 4 } }, "[🎲 4]"],
		["something of later years", { hologram: {} }, "[Mensaje que este medio no puede mostrar]"],
	])("C2: %s is kept in words", (_what, fields, text) => {
		expect(textIn(normalise(update(fields), "main"))).toBe(text);
	});

	const file = { file_id: "f", file_size: 5 };
	const sizes = [
		{ file_id: "small", width: 90, height: 60 },
		{ file_id: "large", width: 1280, height: 853, file_size: 9 },
		{ file_id: "middle", width: 320, height: 213 },
	];
	it.each([
		[
			"a photo, of which it takes the largest",
			{ photo: sizes },
			{ fileId: "large", name: "Foto", what: "Foto", size: 9 },
		],
		["a photo of no size", { photo: [] }, { fileId: null, name: "Foto", size: null }],
		["a voice message", { voice: file }, { fileId: "f", name: "Mensaje de voz" }],
		["a song", { audio: { ...file, file_name: "himno.mp3" } }, { name: "himno.mp3", what: "Audio «himno.mp3»" }],
		["a video", { video: file }, { name: "Video" }],
		["a video note", { video_note: file }, { name: "Video" }],
		["an animation, which comes as a document too", { animation: file, document: file }, { name: "Animación" }],
		[
			"a document",
			{ document: { ...file, file_name: "d\u202Eui.pdf" } },
			{ name: "dui.pdf", what: "Documento «dui.pdf»" },
		],
		["a document without a name", { document: file }, { name: "Documento", what: "Documento", size: 5 }],
	])("C3: %s is a file to be fetched", (_what, fields, media) => {
		const normalised = normalise(update({ ...fields, caption: " mi recibo\u0000" }), "main");
		expect(normalised).toMatchObject({
			kind: "media",
			media,
			inbound: { parts: [{ type: "text", text: "mi recibo" }] },
		});
		expect(normalise(update(fields), "main")).toMatchObject({ inbound: { externalId: "5", parts: [] } });
	});

	it("C2: an edit is told as one, unless nothing was written in it", () => {
		const edited = (fields: object) =>
			normalise({ update_id: 1, edited_message: { message_id: 5, chat, from, ...fields } }, "main");
		expect(edited({ text: "hola" })).toMatchObject({ kind: "edit", externalId: "5", text: "hola", language: "es" });
		expect(edited({ photo: [], caption: "hola" })).toMatchObject({ kind: "edit", text: "hola" });
		expect(edited({ location: { latitude: 1, longitude: 2 } }).kind).toBe("ignored");
	});

	it("C2: blocking and unblocking are told; being put into a group is answered there", () => {
		const became = (before: string, after: string, where: object = chat) =>
			normalise(
				{
					update_id: 1,
					my_chat_member: {
						chat: where,
						from,
						old_chat_member: { status: before },
						new_chat_member: { status: after },
					},
				},
				"main",
			);
		expect(became("member", "kicked")).toMatchObject({ kind: "membership", blocked: true });
		expect(became("kicked", "member")).toMatchObject({ kind: "membership", blocked: false });
		expect(became("left", "member", { id: -5, type: "group" })).toEqual({ kind: "group", chat: "-5", language: "es" });
		expect(became("member", "left", { id: -5, type: "group" }).kind).toBe("ignored");
		expect(became("member", "administrator", { id: -5, type: "group" }).kind).toBe("ignored");
		expect(became("left", "administrator", { id: -5, type: "channel" }).kind).toBe("ignored");
	});

	it("P2: what is written in a group goes no further than that it was written", () => {
		const group = { id: -5, type: "group" };
		expect(normalise(update({ text: "hola", chat: group }), "main")).toEqual({
			kind: "group",
			chat: "-5",
			language: "es",
		});
	});

	it.each([
		["Spanish without a language", undefined, "es"],
		["Spanish in another one", "pt-BR", "es"],
		["English in English", "en", "en"],
		["English in any of it", "en-GB", "en"],
		["Spanish in a language that begins like it", "enm", "es"],
	])("B10: is answered in %s", (_how, language_code, language) => {
		const normalised = normalise(update({ text: "hi" }, { ...from, language_code }), "main");
		expect(normalised).toMatchObject({ inbound: { contact: { language } } });
	});

	it("P2: a name is cleaned and cut; without one there is none", () => {
		const long = normalise(update({ text: "x" }, { id: 77, first_name: `\u202E${"😀".repeat(300)}` }), "main");
		expect(long).toMatchObject({ inbound: { contact: { name: "😀".repeat(100) } } });
		expect(normalise(update({ text: "x" }, { id: 77 }), "main")).toMatchObject({
			inbound: { contact: { name: null } },
		});
	});

	it.each([
		["of Telegram's own", update({ pinned_message: {} }), "service"],
		["in a channel", update({ text: "hola", chat: { id: -5, type: "channel" } }), "unasked"],
		["that is none", { update_id: 1, message: { text: 5 } }, "unreadable"],
	])("is ignored %s", (_where, given, why) => {
		expect(normalise(given, "main")).toEqual({ kind: "ignored", why });
	});
});

describe("a pressed button", () => {
	const pressed = (fields: object) => normalise({ update_id: 1, callback_query: { id: "9", from, ...fields } }, "main");
	const keyboard = {
		inline_keyboard: [[{ text: "Sí", callback_data: "12.0" }], [{ text: "No", callback_data: "12.1" }]],
	};

	it("C1: says where it stands, and its label in the meantime", () => {
		const normalised = pressed({ data: "12.1", message: { message_id: 5, chat, reply_markup: keyboard } });
		expect(normalised).toMatchObject({
			kind: "click",
			query: "9",
			button: { seq: 12, index: 1 },
			inbound: { externalId: "cb9", from: { address: "77" }, parts: [{ type: "text", text: "No" }] },
		});
	});

	it("C2: of a message that Telegram gives no more still counts", () => {
		expect(pressed({ data: "12.1" })).toMatchObject({
			button: { seq: 12, index: 1 },
			inbound: { from: { address: "77" } },
		});
	});

	it("is no click of a citizen in a group", () => {
		expect(pressed({ data: "1.0", message: { chat: { id: -5, type: "supergroup" } } }).kind).toBe("group");
	});

	it.each(["", "12", "12.", "-1.2", "1e9.0", "12.0.1", "99999999999.1", "otra cosa"])(
		"P1: made-up data (%j) stand nowhere",
		(data) => {
			expect(parseButton(data)).toBeNull();
		},
	);

	it("C1: fits into 64 bytes however long the conversation and the list", () => {
		expect(parseButton(buttonData({ seq: 999_999_999, index: 99 }))).toEqual({ seq: 999_999_999, index: 99 });
		expect(buttonData({ seq: 999_999_999, index: 99 }).length).toBeLessThanOrEqual(64);
	});
});
