import { cleanLine, cleanText } from "../../../src/platform/clean-text.ts";
import { mapLink } from "../../map-link.ts";
import type { CloudFile, CloudMessage } from "./update.ts";

export type Say = (key: string, values?: Record<string, string | number>) => string;

/** A file that came with a message, still at WhatsApp. */
export interface Media {
	/** WhatsApp's own id, by which it is fetched; null when none was given. */
	id: string | null;
	/** What its sender calls it, else what it is: "Foto". */
	name: string;
	/** What it is, in words: "Documento «dui.pdf»". */
	what: string;
	/** What was written to it. */
	caption: string;
}

/** The file of a message, if it has one. */
export function mediaOf({ image, audio, video, document, sticker }: CloudMessage, say: Say): Media | null {
	if (image) return media("photo", image, say);
	if (audio) return media(audio.voice ? "voice" : "audio", audio, say);
	if (video) return media("video", video, say);
	if (document) return media("document", document, say);
	return sticker ? media("sticker", sticker, say) : null;
}

function media(kind: string, { id, caption, filename }: CloudFile, say: Say): Media {
	const plain = say(`file.${kind}`);
	const name = cleanLine(filename ?? "");
	return {
		id: id || null,
		name: name === "" ? plain : name,
		what: name === "" ? plain : say("file.named", { what: plain, name }),
		caption: cleanText(caption ?? ""),
	};
}

/** What was written, or chosen in words; empty when nothing was. */
export function textOf({ text, button, interactive }: CloudMessage): string {
	const picked = interactive?.button_reply ?? interactive?.list_reply;
	return cleanText(text?.body ?? button?.text ?? picked?.title ?? "");
}

/** In words, what is neither text nor file. */
export function nameOf({ location, contacts, order }: CloudMessage, say: Say): string {
	if (location) return placeOf(location, say);
	if (contacts && contacts.length > 0) {
		const lines = contacts.map(({ name, phones }) =>
			say("came.contact", {
				name: cleanLine(name?.formatted_name ?? ""),
				phone: (phones ?? []).flatMap(({ phone }) => cleanLine(phone ?? "") || []).join(", "),
			}),
		);
		return lines.join("\n");
	}
	if (order) {
		const came = say("came.order", { count: order.product_items?.length ?? 0 });
		return cleanText(`${came}\n${order.text ?? ""}`);
	}
	return say("came.other");
}

function placeOf(location: NonNullable<CloudMessage["location"]>, say: Say): string {
	const { latitude, longitude, name, address } = location;
	const line =
		name || address
			? say("came.venue", { title: cleanLine(name ?? ""), address: cleanLine(address ?? "") })
			: say("came.location", { latitude, longitude });
	return `${line}\n${mapLink({ latitude, longitude })}`;
}
