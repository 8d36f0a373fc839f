import { findConversation } from "../../src/conversations/index.ts";
import type { Log } from "../../src/platform/log.ts";
import { texts } from "../../src/texts/index.ts";
import type { Intake } from "../channel.ts";
import { remark } from "../remark.ts";
import type { InboundMail } from "./inbound-mail.ts";
import { readMessageId } from "./message-id.ts";

/**
 * A mail of ours that came back: the message has failed, and staff sees it in the conversation. Only one that names a
 * mail of ours is believed, since anybody can write that something came back.
 *
 * @returns whether it was about a mail of ours.
 */
export async function takeBounce(
	{ bounced }: InboundMail,
	{ intake, account, key, log }: { intake: Intake; account: string; key: string; log: Log },
): Promise<boolean> {
	const ours = bounced?.messageId ? readMessageId(bounced.messageId, key) : null;
	if (!bounced?.messageId || !ours) {
		log.info({ account, why: "a bounce of nothing of ours" }, "mail left in the mailbox");
		return false;
	}
	const { recipient, status, permanent, messageId } = bounced;
	if (permanent) {
		await intake.mark({ channel: "email", account, externalId: messageId, state: "failed", error: status });
		await forgetAddress(ours.conversation, recipient, intake);
	}
	const said = texts("es", "channels").say(permanent ? "mail.bounced" : "mail.delayed", { recipient, status });
	const cause = `${ours.conversation}.bounce.${ours.message}.${status}`;
	await remark(ours.conversation, said, cause, intake);
	return true;
}

/** Nothing more is sent where nobody is: what the citizen does not see waits for them in the chat. */
async function forgetAddress(conversation: string, recipient: string, intake: Intake): Promise<void> {
	const found = await findConversation(conversation);
	if (found?.away?.address !== recipient.toLowerCase()) return;
	await intake.change(conversation, (draft) => {
		if (draft.next.away?.address === found.away?.address) draft.next.away = null;
	});
}
