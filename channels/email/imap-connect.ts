import { ImapFlow } from "imapflow";
import XOAuth2 from "nodemailer/lib/xoauth2";
import { imapError } from "./imap-errors.ts";
import type { MailSettings } from "./settings.ts";

/** Longest that a server may take to let us in, in ms. */
const connectMs = 20_000;
/** Longer than the pauses between two questions, so that silence means that the connection is dead; in ms. */
const silentMs = 5 * 60_000;

/**
 * Opens a connection to the mailbox and logs in.
 *
 * @throws ChannelError with a code that begins with `imap-`
 */
export async function connectImap({ imap, oauth }: Pick<MailSettings, "imap" | "oauth">): Promise<ImapFlow> {
	const { host, port, security, user, password } = imap;
	try {
		const client = new ImapFlow({
			host,
			port,
			secure: security === "tls",
			...(security !== "tls" && { doSTARTTLS: security === "starttls" }),
			auth: { user, ...(oauth ? { accessToken: await accessToken(user, oauth) } : { pass: password }) },
			clientInfo: { name: "Ventanilla" },
			// Idling is begun where it is wanted: by itself it begins only after a while.
			disableAutoIdle: true,
			connectionTimeout: connectMs,
			greetingTimeout: connectMs,
			socketTimeout: silentMs,
			logger: false,
		});
		// Each failure also comes by the command that failed, or by "close".
		client.on("error", () => {});
		await client.connect();
		return client;
	} catch (error) {
		throw imapError(error);
	}
}

function accessToken(user: string, oauth: NonNullable<MailSettings["oauth"]>): Promise<string> {
	const { tokenUrl, ...client } = oauth;
	const tokens = new XOAuth2({ user, ...client, accessUrl: tokenUrl, requestTimeout: connectMs });
	return new Promise((resolve, reject) => {
		tokens.getToken(true, (error, token) => (error ? reject(error) : resolve(token)));
	});
}
