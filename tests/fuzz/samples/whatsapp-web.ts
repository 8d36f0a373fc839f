const key = { remoteJid: "50377778888@s.whatsapp.net", remoteJidAlt: "118742@lid", fromMe: false, id: "3EB0A1B2C3D4" };
const base = { key, messageTimestamp: 1_793_600_000, pushName: "Rosa Paz" };
const file = {
	url: "https://mmg.whatsapp.net/o1/v/t62",
	directPath: "/o1/v/t62",
	mediaKey: "AAECAw==",
	fileSha256: "AAECAw==",
	fileEncSha256: "AAECAw==",
	fileLength: 90_112,
	mimetype: "image/jpeg",
};

/** Messages as Baileys hands them over, one of each kind. */
export const webMessages: readonly object[] = [
	{ ...base, message: { conversation: "¿Cuánto cuesta la firma?" } },
	{
		...base,
		message: {
			extendedTextMessage: {
				text: "sí",
				contextInfo: { stanzaId: "3EB0", quotedMessage: { conversation: "¿Le sirvió?" } },
			},
		},
	},
	{ ...base, message: { imageMessage: { ...file, caption: "mi recibo" } } },
	{ ...base, message: { documentMessage: { ...file, fileName: "dui.pdf", mimetype: "application/pdf" } } },
	{
		...base,
		message: {
			documentWithCaptionMessage: { message: { documentMessage: { ...file, fileName: "a.pdf", caption: "vea" } } },
		},
	},
	{ ...base, message: { audioMessage: { ...file, mimetype: "audio/ogg; codecs=opus", ptt: true, seconds: 4 } } },
	{ ...base, message: { videoMessage: { ...file, mimetype: "video/mp4" } } },
	{ ...base, message: { stickerMessage: { ...file, mimetype: "image/webp" } } },
	{ ...base, message: { locationMessage: { degreesLatitude: 13.69, degreesLongitude: -89.19, name: "Oficina" } } },
	{ ...base, message: { contactMessage: { displayName: "Luis", vcard: "BEGIN:VCARD\nTEL:+50370000000\nEND:VCARD" } } },
	{ ...base, message: { reactionMessage: { key, text: "👍", senderTimestampMs: 1 } } },
	{ ...base, message: { protocolMessage: { key, type: 0 } } },
	{ ...base, message: { protocolMessage: { key, type: 14, editedMessage: { conversation: "corregido" } } } },
	{ ...base, message: { ephemeralMessage: { message: { viewOnceMessage: { message: { imageMessage: file } } } } } },
	{ ...base, message: { pollCreationMessage: { name: "¿Sí?", options: [{ optionName: "a" }] } } },
	{ ...base, message: { buttonsResponseMessage: { selectedButtonId: "1", selectedDisplayText: "Sí" } } },
	{
		key: { ...key, remoteJid: "1203@g.us", participant: "50377778888@s.whatsapp.net" },
		message: { conversation: "grupo" },
	},
];
