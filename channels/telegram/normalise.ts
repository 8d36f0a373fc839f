import { conversationId, type Inbound, type Language } from "../../src/conversations/index.ts";
import { cleanLine, cleanText } from "../../src/platform/clean-text.ts";
import { texts } from "../../src/texts/index.ts";
import { type ButtonPlace, parseButton } from "../button.ts";
import { type Media, mediaOf, nameOf } from "./contents.ts";
import { CallbackQuery, MembershipChange, TelegramMessage, type TelegramUser, type Update } from "./update.ts";

export type Normalised =
	| { kind: "message"; inbound: Inbound }
	/** A file is still to be fetched; `inbound` has what was written to it, perhaps nothing. */
	| { kind: "media"; inbound: Inbound; media: Media }
	/** A button was pressed; `inbound` says so in words until the option is looked up. */
	| { kind: "click"; query: string; button: ButtonPlace | null; shown: ShownMessage | null; inbound: Inbound }
	/** The citizen changed what they had written. */
	| { kind: "edit"; chat: string; conversation: string; externalId: string; text: string; language: Language }
	/** The citizen blocked the bot, or let it in again. */
	| { kind: "membership"; chat: string; conversation: string; blocked: boolean }
	/** Somebody spoke to the bot in a group, or put it there. */
	| { kind: "group"; chat: string; language: Language }
	/** Nothing that a citizen said to us. */
	| { kind: "ignored"; why: "service" | "unasked" | "unreadable" };

/** A message of ours as Telegram gives it back with a click; an old one without its text. */
export interface ShownMessage {
	id: number;
	text: string | null;
}

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
 * that nothing which a citizen sends is lost silently (C2). Pure: files are named, not fetched.
 */
export function normalise(update: Update, account: string): Normalised {
	if (update.callback_query !== undefined) return click(update.callback_query, account);
	if (update.my_chat_member !== undefined) return membership(update.my_chat_member, account);
	const given = update.message ?? update.edited_message;
	if (given === undefined) return { kind: "ignored", why: "unasked" };

	const parsed = TelegramMessage.safeParse(given);
	if (!parsed.success) return { kind: "ignored", why: "unreadable" };
	const message = parsed.data;
	if (update.message === undefined) return edit(message, account);
	const contact = contactOf(message.from);
	if (message.chat.type !== "private") return inGroup(message.chat, contact.language);
	if (serviceKinds.some((kind) => message[kind] !== undefined)) return { kind: "ignored", why: "service" };

	const inbound = {
		from: addressOf(message.chat.id, account),
		externalId: String(message.message_id),
		contact,
	};
	const media = mediaOf(message, contact.language);
	if (!media) {
		return {
			kind: "message",
			inbound: { ...inbound, parts: [{ type: "text", text: textOf(message, contact.language) }] },
		};
	}
	const caption = cleanText(message.caption ?? "");
	return {
		kind: "media",
		media,
		inbound: { ...inbound, parts: caption === "" ? [] : [{ type: "text", text: caption }] },
	};
}

function addressOf(chat: number, account: string): Inbound["from"] {
	return { channel: "telegram", account, address: String(chat) };
}

function click(callbackQuery: unknown, account: string): Normalised {
	const parsed = CallbackQuery.safeParse(callbackQuery);
	if (!parsed.success) return { kind: "ignored", why: "unreadable" };
	const { id, from, message, data } = parsed.data;
	const contact = contactOf(from);
	if (message && message.chat.type !== "private") return inGroup(message.chat, contact.language);

	const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
	const label = cleanText(buttons.find(({ callback_data }) => callback_data === data)?.text ?? "");
	const text = label === "" ? texts(contact.language, "channels").say("came.button") : label;
	return {
		kind: "click",
		query: id,
		button: parseButton(data ?? ""),
		shown: message?.message_id === undefined ? null : { id: message.message_id, text: message.text ?? null },
		inbound: {
			// In a private chat, the chat has the id of the user.
			from: addressOf(message?.chat.id ?? from.id, account),
			externalId: `cb${id}`,
			parts: [{ type: "text", text }],
			contact,
		},
	};
}

/** Only words can be corrected: a location that moves, for one, comes as edits as well. */
function edit(message: TelegramMessage, account: string): Normalised {
	const text = cleanText(message.text ?? message.caption ?? "");
	if (message.chat.type !== "private" || text === "") return { kind: "ignored", why: "unasked" };
	return {
		kind: "edit",
		chat: String(message.chat.id),
		conversation: conversationId(addressOf(message.chat.id, account)),
		externalId: String(message.message_id),
		text,
		language: languageOf(message.from?.language_code),
	};
}

function membership(change: unknown, account: string): Normalised {
	const parsed = MembershipChange.safeParse(change);
	if (!parsed.success) return { kind: "ignored", why: "unreadable" };
	const { chat, from, old_chat_member: before, new_chat_member: after } = parsed.data;
	const gone = ({ status }: { status: string }) => status === "kicked" || status === "left";
	if (gone(before) === gone(after)) return { kind: "ignored", why: "service" };
	if (chat.type !== "private") {
		return gone(after) ? { kind: "ignored", why: "service" } : inGroup(chat, languageOf(from?.language_code));
	}
	const conversation = conversationId(addressOf(chat.id, account));
	return { kind: "membership", chat: String(chat.id), conversation, blocked: gone(after) };
}

function inGroup({ id, type }: { id: number; type: string }, language: Language): Normalised {
	return type === "channel" ? { kind: "ignored", why: "unasked" } : { kind: "group", chat: String(id), language };
}

function contactOf(user: TelegramUser | undefined): Inbound["contact"] {
	const name = cleanLine([user?.first_name, user?.last_name].filter(Boolean).join(" "), longestName);
	return { name: name === "" ? null : name, language: languageOf(user?.language_code) };
}

/** Spanish unless Telegram says English: an IETF tag, such as "en" or "en-GB". */
function languageOf(code: string | undefined): Language {
	return code !== undefined && /^en\b/i.test(code) ? "en" : "es";
}

function textOf(message: TelegramMessage, language: Language): string {
	const words = texts(language, "channels");
	if (message.text !== undefined) {
		const text = cleanText(message.text)
			// What follows "/start" comes from a link, not from the citizen.
			.replace(/^\/start\s.*$/s, "/start")
			// As the menu of a group writes it.
			.replace(/^(\/\w+)@\w+/, "$1");
		return text === "" ? words.say("came.other") : text;
	}
	const came = cleanText(nameOf(message, (key, values) => words.say(`came.${key}`, values)));
	const caption = cleanText(message.caption ?? "");
	return caption === "" ? came : `${came}\n${caption}`;
}
