import type { Inbound, Language } from "../../src/conversations/index.ts";
import { cleanLine, cleanText } from "../../src/platform/clean-text.ts";
import { texts } from "../../src/texts/index.ts";
import { type ButtonPlace, parseButton } from "./button.ts";
import { CallbackQuery, TelegramMessage, type TelegramUser, type Update } from "./update.ts";

export type Normalised =
	| { kind: "message"; inbound: Inbound }
	/** A button was pressed; `inbound` says so in words until the option is looked up. */
	| { kind: "click"; query: string; button: ButtonPlace | null; inbound: Inbound }
	/** Nothing that a citizen said to us. */
	| { kind: "ignored"; why: "group" | "service" | "unasked" | "unreadable" };

const longestName = 100;
/** What Telegram itself writes into a private chat. */
const serviceKinds = [
	"pinned_message",
	"message_auto_delete_timer_changed",
	"write_access_allowed",
	"connected_website",
	"chat_background_set",
	"boost_added",
	"proximity_alert_triggered",
];

/**
 * A Telegram update in terms of the one conversation model (C1). What the channel cannot carry is named in words, so
 * that nothing which a citizen sends is lost silently (C2). Edited messages and groups are left out. Pure.
 */
export function normalise(update: Update, account: string): Normalised {
	if (update.callback_query !== undefined) return click(update.callback_query, account);
	if (update.message === undefined) return { kind: "ignored", why: "unasked" };

	const parsed = TelegramMessage.safeParse(update.message);
	if (!parsed.success) return { kind: "ignored", why: "unreadable" };
	const message = parsed.data;
	if (message.chat.type !== "private") return { kind: "ignored", why: "group" };
	if (serviceKinds.some((kind) => message[kind] !== undefined)) return { kind: "ignored", why: "service" };

	const contact = contactOf(message.from);
	return {
		kind: "message",
		inbound: {
			from: { channel: "telegram", account, address: String(message.chat.id) },
			externalId: String(message.message_id),
			parts: [{ type: "text", text: textOf(message, contact.language) }],
			contact,
		},
	};
}

function click(callbackQuery: unknown, account: string): Normalised {
	const parsed = CallbackQuery.safeParse(callbackQuery);
	if (!parsed.success) return { kind: "ignored", why: "unreadable" };
	const { id, from, message, data } = parsed.data;
	if (message && message.chat.type !== "private") return { kind: "ignored", why: "group" };

	const contact = contactOf(from);
	const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
	const label = cleanText(buttons.find(({ callback_data }) => callback_data === data)?.text ?? "");
	const text = label === "" ? texts(contact.language, "channels").say("came.button") : label;
	return {
		kind: "click",
		query: id,
		button: parseButton(data ?? ""),
		inbound: {
			// In a private chat, the chat has the id of the user.
			from: { channel: "telegram", account, address: String(message?.chat.id ?? from.id) },
			externalId: `cb${id}`,
			parts: [{ type: "text", text }],
			contact,
		},
	};
}

function contactOf(user: TelegramUser | undefined): Inbound["contact"] {
	const name = cleanLine([user?.first_name, user?.last_name].filter(Boolean).join(" "));
	const short = [...name].slice(0, longestName).join("");
	return { name: short === "" ? null : short, language: languageOf(user?.language_code) };
}

/** Spanish unless Telegram says English: an IETF tag, such as "en" or "en-GB". */
function languageOf(code: string | undefined): Language {
	return code !== undefined && /^en\b/i.test(code) ? "en" : "es";
}

function textOf(message: TelegramMessage, language: Language): string {
	const words = texts(language, "channels");
	if (message.text !== undefined) {
		// What follows "/start" comes from a link, not from the citizen.
		const text = cleanText(message.text).replace(/^\/start\s.*$/s, "/start");
		return text === "" ? words.say("came.other") : text;
	}
	const came = cleanText(nameOf(message, (key, values) => words.say(`came.${key}`, values)));
	const caption = cleanText(message.caption ?? "");
	return caption === "" ? came : `${came}\n${caption}`;
}

type Say = (key: string, values?: Record<string, string | number>) => string;

/** In words, what is not text. Some kinds come along with a more general one, so the order counts. */
function nameOf(message: TelegramMessage, say: Say): string {
	const { animation, document, sticker, contact, venue, location, poll, dice } = message;
	if (message.photo !== undefined) return say("photo");
	if (message.voice !== undefined) return say("voice");
	if (message.audio !== undefined) return say("audio");
	if (message.video !== undefined || message.video_note !== undefined) return say("video");
	if (animation !== undefined) return say("animation");
	if (document) return document.file_name ? say("document", { name: document.file_name }) : say("documentUnnamed");
	if (sticker) return say("sticker", { emoji: sticker.emoji ?? "" }).replace(/\s+\]$/, "]");
	if (contact) {
		const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
		return say("contact", { name, phone: contact.phone_number });
	}
	if (venue) return say("venue", { title: venue.title, address: venue.address });
	if (location) return say("location", { latitude: location.latitude, longitude: location.longitude });
	if (poll) return say("poll", { question: poll.question });
	if (dice) return say("dice", { emoji: dice.emoji, value: dice.value });
	return say("other");
}
