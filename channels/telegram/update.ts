import { z } from "zod";

const User = z.looseObject({
	id: z.number().int(),
	first_name: z.string().optional(),
	last_name: z.string().optional(),
	language_code: z.string().optional(),
});

const Chat = z.looseObject({ id: z.number().int(), type: z.string() });

const named = z.looseObject({ file_name: z.string().optional() });

/** A message with the contents that are told apart; all others are of the kind "something else". */
export const TelegramMessage = z.looseObject({
	message_id: z.number().int(),
	chat: Chat,
	from: User.optional(),
	text: z.string().optional(),
	caption: z.string().optional(),
	photo: z.unknown().optional(),
	video: z.unknown().optional(),
	video_note: z.unknown().optional(),
	voice: z.unknown().optional(),
	audio: z.unknown().optional(),
	animation: z.unknown().optional(),
	document: named.optional(),
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
	message: z.looseObject({ chat: Chat, reply_markup: Keyboard.optional() }).optional(),
	data: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

export type TelegramUser = z.infer<typeof User>;

/** What `getUpdates` gives; the contents are looked at one by one, so that a strange one does not stop the others. */
export const Updates = z.array(z.looseObject({ update_id: z.number().int() }));
export type Update = z.infer<typeof Updates>[number];

/** The kinds of update that are asked for. */
export const allowedUpdates = ["message", "callback_query"] as const;
