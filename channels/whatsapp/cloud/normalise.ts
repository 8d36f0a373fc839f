import type { Inbound } from "../../../src/conversations/index.ts";
import { cleanLine } from "../../../src/platform/clean-text.ts";
import { texts } from "../../../src/texts/index.ts";
import { type ButtonPlace, parseButton } from "../../button.ts";
import { capabilities } from "../../capabilities.ts";
import { type Media, mediaOf, nameOf, textOf } from "./contents.ts";
import { codeOf } from "./errors.ts";
import type { CloudMessage, CloudStatus, Told } from "./update.ts";

export type Normalised =
	| { kind: "message"; inbound: Inbound }
	/** A file is still to be fetched; `inbound` has what was written to it, perhaps nothing. */
	| { kind: "media"; inbound: Inbound; media: Media }
	/** An option was picked; `inbound` says so in words until it is looked up. */
	| { kind: "click"; inbound: Inbound; button: ButtonPlace }
	/** Something that staff is told of: a reaction, another number. */
	| { kind: "remark"; at: Inbound["from"]; externalId: string; text: string }
	/** What became of a message of ours. */
	| { kind: "mark"; externalId: string; state: "delivered" | "read" | "failed"; error?: string }
	/** Nothing that a citizen said to us. */
	| { kind: "ignored" };

/** WhatsApp tells nobody's language; the bot hears it. */
const language = "es";
/** Of a name, and of whatever else stands in a line, in characters. */
const longestName = 100;

/**
 * What a call told, in terms of the one conversation model (C1). What the channel cannot carry is named in words, so
 * that nothing which a citizen sends is lost silently (C2). Pure: files are named, not fetched.
 */
export function normalise(told: Told, account: string): Normalised {
	if ("status" in told) return markOf(told.status);
	const { message, name } = told;
	const words = texts(language, "channels");
	const from = { channel: "whatsapp" as const, account, address: message.from ?? message.from_user_id ?? "" };
	if (message.reaction || message.type === "reaction") {
		const emoji = cleanLine(message.reaction?.emoji ?? "", longestName);
		const text = emoji === "" ? words.say("reaction.taken") : words.say("reaction.given", { emoji });
		return { kind: "remark", at: from, externalId: message.id, text };
	}
	if (message.type === "system") return changeOf(message, from);

	const inbound: Inbound = {
		from,
		externalId: message.id,
		parts: [],
		contact: { name: nameFrom(name), language },
		...windowOf(message),
	};
	const media = mediaOf(message, words.say);
	if (media) {
		const parts = media.caption === "" ? [] : [{ type: "text" as const, text: media.caption }];
		return { kind: "media", media, inbound: { ...inbound, parts } };
	}
	const text = textOf(message);
	const said: Inbound = {
		...inbound,
		parts: [{ type: "text", text: text === "" ? nameOf(message, words.say) : text }],
	};
	const picked = message.interactive?.button_reply ?? message.interactive?.list_reply;
	const button = parseButton(picked?.id ?? "");
	return button ? { kind: "click", inbound: said, button } : { kind: "message", inbound: said };
}

/** Any message may be sent to them for a day from now on: a citizen's message opens the window, whatever it is. */
function windowOf({ timestamp }: CloudMessage): Pick<Inbound, "intake"> {
	const { replyWindowMs } = capabilities["whatsapp-cloud"];
	if (replyWindowMs === null || !/^\d{9,10}$/.test(timestamp ?? "")) return {};
	return { intake: { repliesUntil: new Date(Number(timestamp) * 1_000 + replyWindowMs) } };
}

function markOf({ id, status, errors }: CloudStatus): Normalised {
	switch (status) {
		case "delivered":
			return { kind: "mark", externalId: id, state: "delivered" };
		// A voice note that was played was read, and more.
		case "read":
		case "played":
			return { kind: "mark", externalId: id, state: "read" };
		case "failed":
			return { kind: "mark", externalId: id, state: "failed", error: codeOf(errors?.[0]?.code) };
		default:
			return { kind: "ignored" };
	}
}

function changeOf({ id, system }: CloudMessage, at: Inbound["from"]): Normalised {
	const number = system?.wa_id;
	if (number === undefined) return { kind: "ignored" };
	const text = texts(language, "channels").say("newNumber", { number: cleanLine(number, longestName) });
	return { kind: "remark", at, externalId: id, text };
}

function nameFrom(given: string | null): string | null {
	const name = cleanLine(given ?? "", longestName);
	return name === "" ? null : name;
}
