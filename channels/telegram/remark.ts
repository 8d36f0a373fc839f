import { Messages, type Part, type Received } from "../../src/conversations/index.ts";
import { DomainError } from "../../src/platform/errors.ts";
import { texts } from "../../src/texts/index.ts";
import type { Intake } from "../channel.ts";
import type { Normalised } from "./normalise.ts";
import type { Update } from "./update.ts";

type Changer = Pick<Intake, "change">;

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
	await remark(conversation, texts(language, "channels").say("edited", { text }), update, intake);
}

/** The citizen blocked the bot, or lets it write again. */
export async function noteMembership(
	{ conversation, blocked }: Extract<Normalised, { kind: "membership" }>,
	update: Update,
	intake: Changer,
): Promise<void> {
	await remark(conversation, texts("es", "channels").say(blocked ? "blocked" : "unblocked"), update, intake);
}

/** Tells the citizen, once, what became of a file that they sent. */
export async function apologise(received: Received, apology: string, intake: Changer): Promise<void> {
	const cause = `${received.id}.not-taken`;
	const parts: Part[] = [{ type: "text", text: apology }];
	await intake.change(received.conversation, (draft) => void draft.say({ kind: "system" }, parts, cause), cause);
}

/** Written once for each update, however often that comes. Where nothing was ever written, there is nothing to remark. */
async function remark(conversation: string, text: string, update: Update, intake: Changer): Promise<void> {
	const cause = `${conversation}.update${update.update_id}`;
	try {
		await intake.change(
			conversation,
			(draft) => {
				draft.note({ kind: "system" }, [{ type: "text", text }], cause);
			},
			cause,
		);
	} catch (error) {
		if (!(error instanceof DomainError && error.kind === "not-found")) throw error;
	}
}
