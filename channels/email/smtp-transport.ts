import { createTransport } from "nodemailer";
import type { MailSettings } from "./settings.ts";
import { smtpError } from "./smtp-errors.ts";

/** Longest that a server may take to greet us, and to say anything while a mail is sent; in ms. */
const greetMs = 15_000;
const silentMs = 30_000;

export type Smtp = ReturnType<typeof openSmtp>;

/** A few connections to the server that takes our mail, opened when there is something to send. */
export function openSmtp({ smtp, oauth, dkim }: Pick<MailSettings, "smtp" | "oauth" | "dkim">) {
	const { host, port, security, user, password } = smtp;
	const { tokenUrl, ...client } = oauth ?? { tokenUrl: "" };
	// A relay inside the house may ask for no password.
	const login = password === "" ? {} : { auth: { user, pass: password } };
	return createTransport({
		pool: true,
		maxConnections: 3,
		// Again in this pool only where not a byte went out: the outbox sees to all else.
		maxRequeues: 1,
		host,
		port,
		secure: security === "tls",
		requireTLS: security === "starttls",
		ignoreTLS: security === "none",
		...(oauth ? { auth: { type: "OAuth2", user, ...client, accessUrl: tokenUrl } } : login),
		connectionTimeout: greetMs,
		greetingTimeout: greetMs,
		socketTimeout: silentMs,
		disableFileAccess: true,
		disableUrlAccess: true,
		...(dkim && { dkim }),
	});
}

/**
 * Logs in, and out again.
 *
 * @throws ChannelError
 */
export async function testSmtp(settings: MailSettings): Promise<void> {
	const transport = openSmtp(settings);
	try {
		await transport.verify();
	} catch (error) {
		throw smtpError(error);
	} finally {
		transport.close();
	}
}
