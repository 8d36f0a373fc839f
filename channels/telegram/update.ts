import { z } from "zod";

const User = z.looseObject({
	id: z.number().int(),
	first_name: z.string().optional(),
	last_name: z.string().optional(),
	language_code: z.string().optional(),
});

const Chat = z.looseObject({ id: z.number().int(), type: z.string() });

/** A file that Telegram keeps; a photo comes in several sizes. */
const TelegramFile = z.looseObject({
	file_id: z.string().optional(),
	file_name: z.string().optional(),
	/** Bytes. */
	file_size: z.number().optional(),
	width: z.number().optional(),
	height: z.number().optional(),
});
export type TelegramFile = z.infer<typeof TelegramFile>;

/** A message with the contents that are told apart; all others are of the kind "something else". */
export const TelegramMessage = z.looseObject({
	message_id: z.number().int(),
	chat: Chat,
	from: User.optional(),
	text: z.string().optional(),
	caption: z.string().optional(),
	/** Of an edited message: when, in seconds. */
	edit_date: z.number().optional(),
	photo: z.array(TelegramFile).optional(),
	video: TelegramFile.optional(),
	video_note: TelegramFile.optional(),
	voice: TelegramFile.optional(),
	audio: TelegramFile.optional(),
	animation: TelegramFile.optional(),
	document: TelegramFile.optional(),
	sticker: z.looseObject({ emoji: z.string().optional() }).optional(),
	contact: z
		.looseObject({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() })
		.optional(),
	venue: z.looseObject({ title: z.string(), address: z.string() }).optional(),
	location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
	poll: z.looseObject({ question: z.string() }).optional(),
	dice: z.looseObject({ emoji: z.string(), value: z.number() }).optional(),
});
export type TelegramMessage = z.infer<typeof TelegramMessage>;

const Keyboard = z.looseObject({
	inline_keyboard: z.array(z.array(z.looseObject({ text: z.string(), callback_data: z.string().optional() }))),
});

export const CallbackQuery = z.looseObject({
	id: z.string(),
	from: User,
	/** The message with the buttons; absent or without its contents when it is old. */
	message: z
		.looseObject({
			message_id: z.number().int().optional(),
			chat: Chat,
			text: z.string().optional(),
			reply_markup: Keyboard.optional(),
		})
		.optional(),
	data: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

const Member = z.looseObject({ status: z.string() });
/** What became of the bot itself in a chat. */
export const MembershipChange = z.looseObject({
	chat: Chat,
	from: User.optional(),
	old_chat_member: Member,
	new_chat_member: Member,
});

export type TelegramUser = z.infer<typeof User>;

/** What `getUpdates` gives; the contents are looked at one by one, so that a strange one does not stop the others. */
export const Update = z.looseObject({ update_id: z.number().int() });
export type Update = z.infer<typeof Update>;
export const Updates = z.array(Update);

/** The kinds of update that are asked for. */
export const allowedUpdates = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
