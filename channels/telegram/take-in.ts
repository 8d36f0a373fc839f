import { conversationId, type Inbound, messagesAfter, type Part } from "../../src/conversations/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import type { Intake } from "../channel.ts";
import type { TelegramApi } from "./api.ts";
import type { ButtonPlace } from "./button.ts";
import { type Normalised, normalise } from "./normalise.ts";
import type { Update } from "./update.ts";

interface TakeInParts {
	intake: Intake;
	api: Pick<TelegramApi, "answerClick">;
	account: string;
	log: Log;
	signal: AbortSignal;
}

/**
 * Hands updates in, each chat's in order, different chats at the same time. Resolves when all are stored for good;
 * fails when one could not be, and then all are to be fetched again, where those that were stored are repeats (C2).
 */
export async function takeIn(updates: readonly Update[], parts: TakeInParts): Promise<void> {
	const byChat = new Map<string, Taken[]>();
	for (const update of updates) {
		const normalised = normalise(update, parts.account);
		if (normalised.kind === "ignored") {
			parts.log.debug({ update: update.update_id, why: normalised.why }, "telegram update ignored");
			continue;
		}
		const { address } = normalised.inbound.from;
		byChat.set(address, [...(byChat.get(address) ?? []), normalised]);
	}
	await Promise.all(
		[...byChat.values()].map(async (taken) => {
			for (const one of taken) await (one.kind === "click" ? takeClick(one, parts) : parts.intake.receive(one.inbound));
		}),
	);
}

type Taken = Exclude<Normalised, { kind: "ignored" }>;

async function takeClick(click: Extract<Taken, { kind: "click" }>, parts: TakeInParts): Promise<void> {
	const { inbound, button, query } = click;
	const choice = button ? await choiceAt(button, conversationId(inbound.from)) : null;
	await parts.intake.receive(choice ? { ...inbound, parts: [choice] } : inbound);
	// The citizen's answer is stored; that its button still shows the waiting mark would be the lesser harm.
	parts.api.answerClick(query, noticeOf(choice, inbound), parts.signal).catch((error: unknown) => {
		parts.log.debug({ err: error }, "telegram click not answered");
	});
}

type ChoicePart = Extract<Part, { type: "choice" }>;

async function choiceAt({ seq, index }: ButtonPlace, conversation: string): Promise<ChoicePart | null> {
	const { messages } = await messagesAfter(conversation, seq - 1, { limit: 1, notes: false });
	const [message] = messages;
	if (message?.seq !== seq || message.direction !== "out") return null;
	const options = message.parts.flatMap((part) => (part.type === "choices" ? part.options : []));
	const option = options[index];
	return option ? { type: "choice", option: option.id, label: option.label } : null;
}

/** Telegram shows up to 200 characters. */
const longestNotice = 200;

function noticeOf(choice: ChoicePart | null, { contact }: Inbound): string {
	if (!choice) return "";
	const notice = texts(contact.language, "channels").say("chosen", { label: choice.label });
	return [...notice].slice(0, longestNotice / 2).join("");
}
