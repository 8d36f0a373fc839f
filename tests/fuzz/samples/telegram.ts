const chat = { id: 4_011, type: "private", first_name: "Rosa" };
const from = { id: 4_011, is_bot: false, first_name: "Rosa", last_name: "Paz", language_code: "es" };
const file = { file_id: "AgACAgEAAxkBAAI", file_unique_id: "AQADx", file_size: 90_112 };
const base = { message_id: 77, from, chat, date: 1_793_600_000 };

/** Updates as the Bot API 7.1 gives them, one of each kind that is asked for. */
export const telegramUpdates: readonly object[] = [
	{ update_id: 1, message: { ...base, text: "¿Cuánto cuesta la firma?" } },
	{ update_id: 2, message: { ...base, text: "/start ref", entities: [{ offset: 0, length: 6, type: "bot_command" }] } },
	{
		update_id: 3,
		message: {
			...base,
			photo: [
				{ ...file, width: 90, height: 51 },
				{ ...file, width: 1_280, height: 720 },
			],
			caption: "mi recibo",
		},
	},
	{ update_id: 4, message: { ...base, document: { ...file, file_name: "dui.pdf", mime_type: "application/pdf" } } },
	{ update_id: 5, message: { ...base, voice: { ...file, duration: 4, mime_type: "audio/ogg" } } },
	{ update_id: 6, message: { ...base, location: { latitude: 13.69, longitude: -89.19 } } },
	{ update_id: 7, message: { ...base, contact: { phone_number: "+50377778888", first_name: "Luis", user_id: 5 } } },
	{ update_id: 8, message: { ...base, sticker: { ...file, type: "regular", emoji: "👍", width: 512, height: 512 } } },
	{ update_id: 9, message: { ...base, poll: { id: "1", question: "¿Sí?", options: [{ text: "a", voter_count: 0 }] } } },
	{ update_id: 10, edited_message: { ...base, edit_date: 1_793_600_060, text: "¿Cuánto vale la firma?" } },
	{
		update_id: 11,
		callback_query: {
			id: "4382bfdwdsb323b2d9",
			from,
			chat_instance: "1",
			data: "2.0",
			message: {
				...base,
				text: "¿Le sirvió?",
				reply_markup: { inline_keyboard: [[{ text: "Sí", callback_data: "2.0" }]] },
			},
		},
	},
	{
		update_id: 12,
		my_chat_member: {
			chat,
			from,
			date: 1_793_600_000,
			old_chat_member: { user: from, status: "member" },
			new_chat_member: { user: from, status: "kicked", until_date: 0 },
		},
	},
	{ update_id: 13, message: { ...base, chat: { id: -100, type: "supergroup", title: "Vecinos" }, text: "/ayuda@bot" } },
	{
		update_id: 14,
		message: { ...base, venue: { title: "Oficina", address: "1.ª calle", location: { latitude: 1, longitude: 2 } } },
	},
];
