import { ChannelError } from "../../src/conversations/index.ts";
import { DomainError } from "../../src/platform/errors.ts";
import type { AccountKind } from "../accounts/index.ts";
import { createEmail, type EmailParts } from "./channel.ts";
import { connectImap } from "./imap-connect.ts";
import { imapError } from "./imap-errors.ts";
import { type MailSettings, mailFields, mailSettings } from "./settings.ts";
import { testSmtp } from "./smtp-transport.ts";

/**
 * Mailboxes as accounts; `key` is the secret of the hub that signs our Message-IDs, `resumeAt` makes the links of mails
 * about what was not seen in the web chat.
 */
export function emailKind({ key, resumeAt, timing }: Pick<EmailParts, "key" | "resumeAt" | "timing">): AccountKind {
	return {
		transport: "email",
		fields: mailFields,
		async test(values) {
			const settings = mailSettings(values);
			await testImap(settings).catch(atFault);
			await testSmtp(settings).catch(atFault);
			return { name: settings.address };
		},
		open: (values, parts) =>
			createEmail({ settings: mailSettings(values), key, resumeAt, ...parts, ...(timing && { timing }) }),
	};
}

async function testImap(settings: MailSettings): Promise<void> {
	const client = await connectImap(settings);
	try {
		for (const folder of settings.folders) await client.mailboxOpen(folder, { readOnly: true });
	} catch (error) {
		throw imapError(error);
	} finally {
		client.close();
	}
}

/** Which field to look at, of those that say how either side is reached. */
const fieldsAtFault: Readonly<Record<string, string>> = {
	"imap-auth": "password",
	"imap-folder": "folders",
	"smtp-auth": "smtpPassword",
};

function atFault(error: unknown): never {
	if (!(error instanceof ChannelError)) throw error;
	const { code, message } = error;
	const field = fieldsAtFault[code] ?? (code.startsWith("imap-") ? "imapHost" : "smtpHost");
	throw new DomainError("invalid", `${message} (${code})`, { field: `values.${field}` });
}
