import { findConversation } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { type Changer, remark } from "../remark.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { conversationOfMail } from "./kept-mail.ts";
import { placeReply, type ThreadHint, threadHints } from "./thread.ts";

/**
 * A reply to what was written to or by somebody else is not theirs because it says so: it stays in the conversation of
 * its own address, and staff is told in the one that it names (P2).
 */
export async function flagOtherAddress(
	mail: InboundMail,
	message: string,
	{ key, intake }: { key: string; intake: Changer },
): Promise<void> {
	const thread = await namedBy(threadHints(mail, key));
	if (!placeReply(mail.from.address, thread && [thread.address]).flagged || !thread) return;
	const said = texts("es", "channels").say("mail.otherAddress", { address: mail.from.address });
	await remark(thread._id, said, `${thread._id}.other.${message}`, intake);
}

/** The first that is found decides. */
async function namedBy(hints: ThreadHint[]) {
	for (const hint of hints) {
		const id =
			hint.by === "token" ? hint.conversation : hint.by === "id" ? await conversationOfMail(hint.messageId) : null;
		const found = id === null ? null : await findConversation(id);
		if (found) return found;
	}
	return null;
}
