import type { Language } from "../../src/conversations/index.ts";
import { cleanText } from "../../src/platform/clean-text.ts";
import { texts } from "../../src/texts/index.ts";
import { mapLink } from "../map-link.ts";
import type { TelegramFile, TelegramMessage } from "./update.ts";

/** A file that came with a message, still at Telegram. */
export interface Media {
	/** Telegram's own id, by which it is fetched; null when none was given. */
	fileId: string | null;
	/** What its sender calls it, else what it is: "Foto". */
	name: string;
	/** What it is, in words, for when it cannot be fetched: "Documento «dui.pdf»". */
	what: string;
	/** Bytes, where Telegram says so. */
	size: number | null;
}

/** The file of a message, if it has one. Some kinds come along with a more general one, so the order counts. */
export function mediaOf(message: TelegramMessage, language: Language): Media | null {
	const { photo, voice, audio, video, video_note, animation, document } = message;
	if (photo !== undefined) return media("photo", largest(photo), language);
	if (voice !== undefined) return media("voice", voice, language);
	if (audio !== undefined) return media("audio", audio, language);
	if (video !== undefined) return media("video", video, language);
	if (video_note !== undefined) return media("video", video_note, language);
	if (animation !== undefined) return media("animation", animation, language);
	if (document !== undefined) return media("document", document, language);
	return null;
}

function media(kind: string, { file_id, file_name, file_size }: TelegramFile, language: Language): Media {
	const words = texts(language, "channels");
	const plain = words.say(`file.${kind}`);
	const name = cleanText(file_name ?? "");
	return {
		fileId: file_id ?? null,
		name: name === "" ? plain : name,
		what: name === "" ? plain : words.say("file.named", { what: plain, name }),
		size: file_size ?? null,
	};
}

function largest(sizes: readonly TelegramFile[]): TelegramFile {
	const area = ({ width = 0, height = 0 }: TelegramFile) => width * height;
	return sizes.reduce<TelegramFile>((best, one) => (area(one) >= area(best) ? one : best), {});
}

type Say = (key: string, values?: Record<string, string | number>) => string;

/** In words, what is neither text nor file. */
export function nameOf(message: TelegramMessage, say: Say): string {
	const { sticker, contact, venue, location, poll, dice } = message;
	if (sticker) return say("sticker", { emoji: sticker.emoji ?? "" }).replace(/\s+\]$/, "]");
	if (contact) {
		const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
		return say("contact", { name, phone: contact.phone_number });
	}
	if (venue) {
		const place = say("venue", { title: venue.title, address: venue.address });
		return location ? `${place}\n${mapLink(location)}` : place;
	}
	if (location) {
		const { latitude, longitude } = location;
		return `${say("location", { latitude, longitude })}\n${mapLink(location)}`;
	}
	if (poll) return say("poll", { question: poll.question });
	if (dice) return say("dice", { emoji: dice.emoji, value: dice.value });
	return say("other");
}
