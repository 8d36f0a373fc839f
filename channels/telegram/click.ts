import { conversationId, type Inbound, type Part } from "../../src/conversations/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import { choiceAt } from "../button.ts";
import { capabilities } from "../capabilities.ts";
import type { Intake } from "../channel.ts";
import type { TelegramApi } from "./api.ts";
import type { Normalised } from "./normalise.ts";

interface ClickParts {
	intake: Pick<Intake, "receive">;
	api: Pick<TelegramApi, "answerClick" | "closeButtons">;
	log: Log;
	signal: AbortSignal;
}

/**
 * A pressed button is choosing its option (B10). The citizen is told what was chosen, and the buttons of that message
 * give way to it. Resolves when the choice is stored.
 */
export async function takeClick(click: Extract<Normalised, { kind: "click" }>, parts: ClickParts): Promise<void> {
	const { inbound, button, query, shown } = click;
	const choice = button ? await choiceAt(button, conversationId(inbound.from)) : null;
	await parts.intake.receive(choice ? { ...inbound, parts: [choice] } : inbound);

	// The answer is stored; that the button still shows the waiting mark, or stays, would be the lesser harm.
	const lesserHarm = (error: unknown) => parts.log.debug({ err: error }, "telegram click not answered");
	const notice = choice ? chosen(choice, inbound) : "";
	parts.api.answerClick(query, [...notice].slice(0, longestNotice).join(""), parts.signal).catch(lesserHarm);
	if (!choice || !shown) return;
	const text = shown.text === null ? null : `${shown.text}\n\n${notice}`;
	const fits = text !== null && text.length <= capabilities.telegram.textLength;
	parts.api.closeButtons(inbound.from.address, shown.id, fits ? text : null, parts.signal).catch(lesserHarm);
}

type ChoicePart = Extract<Part, { type: "choice" }>;

/** Telegram shows up to 200 characters, as it counts them. */
const longestNotice = 100;

function chosen({ label }: ChoicePart, { contact }: Inbound): string {
	return texts(contact.language, "channels").say("chosen", { label });
}
