import type { Part, Received } from "../src/conversations/index.ts";
import { DomainError } from "../src/platform/errors.ts";
import type { Intake } from "./channel.ts";

export type Changer = Pick<Intake, "change">;

/**
 * A line that staff sees, written once for each cause, however often that comes. Where nothing was ever written, there
 * is nothing to remark.
 */
export async function remark(conversation: string, text: string, cause: string, intake: Changer): Promise<void> {
	const parts: Part[] = [{ type: "text", text }];
	try {
		await intake.change(conversation, (draft) => void draft.note({ kind: "system" }, parts, cause), cause);
	} catch (error) {
		if (!(error instanceof DomainError && error.kind === "not-found")) throw error;
	}
}

/** Tells the citizen, once, what became of a file that they sent. */
export async function apologise(received: Received, apology: string, intake: Changer): Promise<void> {
	const cause = `${received.id}.not-taken`;
	const parts: Part[] = [{ type: "text", text: apology }];
	await intake.change(received.conversation, (draft) => void draft.say({ kind: "system" }, parts, cause), cause);
}
