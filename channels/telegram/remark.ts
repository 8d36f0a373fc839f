import { Messages } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { type Changer, remark } from "../remark.ts";
import type { Normalised } from "./normalise.ts";
import type { Update } from "./update.ts";

/** A corrected message is a line that staff sees: the bot has answered what was written first (C2). */
export async function noteEdit(
	edit: Extract<Normalised, { kind: "edit" }>,
	update: Update,
	intake: Changer,
): Promise<void> {
	const { conversation, externalId, text, language } = edit;
	const written = await Messages.findById(`${conversation}.${externalId}`, { parts: 1 }).lean();
	// Telegram calls it an edit, too, when a preview of a link was added.
	if (written?.parts.some((part) => part.type === "text" && part.text === text)) return;
	await remark(
		conversation,
		texts(language, "channels").say("edited", { text }),
		causeOf(conversation, update),
		intake,
	);
}

/** The citizen blocked the bot, or lets it write again. */
export async function noteMembership(
	{ conversation, blocked }: Extract<Normalised, { kind: "membership" }>,
	update: Update,
	intake: Changer,
): Promise<void> {
	const text = texts("es", "channels").say(blocked ? "blocked" : "unblocked");
	await remark(conversation, text, causeOf(conversation, update), intake);
}

/** The same each time that the update comes. */
function causeOf(conversation: string, update: Update): string {
	return `${conversation}.update${update.update_id}`;
}
