import { type Address, type Conversation, findConversation } from "../../src/conversations/index.ts";
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
	if (!thread || !placeReply(mail.from.address, addressesOf(thread)).flagged) return;
	const said = texts("es", "channels").say("mail.otherAddress", { address: mail.from.address });
	await remark(thread._id, said, `${thread._id}.other.${message}`, intake);
}

/**
 * The conversation of the web chat that a mail replies in: our own signed Message-ID names it, and it comes from the
 * address that its citizen left there.
 *
 * @returns null when it is no such reply.
 */
export async function awayChat(mail: InboundMail, { key }: { key: string }): Promise<Address | null> {
	for (const hint of threadHints(mail, key)) {
		const thread = hint.by === "token" ? await findConversation(hint.conversation) : null;
		if (thread?.channel !== "webchat") continue;
		return placeReply(mail.from.address, addressesOf(thread)).thread ? thread : null;
	}
	return null;
}

/** Where the citizen of a conversation gets its mails. */
function addressesOf({ channel, address, away }: Conversation): string[] {
	if (channel === "webchat") return away ? [away.address] : [];
	return [address];
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
