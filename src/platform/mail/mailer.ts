import { createTransport } from "nodemailer";
import type { Clock } from "../clock.ts";
import { KeptMails } from "./kept.ts";

/** A mail that the hub itself writes: a code, a notice. */
export interface OwnMail {
	/** Same id, same mail: tells a repeat. */
	id: string;
	/** Null: to nobody. It is made all the same, so that who watches the hub at work learns nothing (B3). */
	to: string | null;
	subject: string;
	text: string;
}

export interface Mailer {
	/** @throws what the server or the network said; it may be tried again. */
	send(mail: OwnMail): Promise<void>;
	close(): void;
}

/** Longest that a server may take to greet us, and to say anything while a mail is sent; in ms. */
const greetMs = 15_000;
const silentMs = 30_000;

/**
 * The hub's own mails go to `smtpUrl`. With none they are kept for the administrators to see, for a day: a
 * demonstration without a mail server.
 *
 * @param from address, or name and address: `"Oficina <no-responder@example.org>"`
 */
export function createMailer(parts: { smtpUrl: string | null; from: string; clock: Clock }): Mailer {
	const { smtpUrl, from, clock } = parts;
	if (smtpUrl === null) {
		return {
			async send({ id, to, subject, text }) {
				if (to === null) return;
				await KeptMails.updateOne({ _id: id }, { $set: { to, subject, text, at: clock.now() } }, { upsert: true });
			},
			close() {},
		};
	}
	const transport = createTransport(
		{
			url: smtpUrl,
			pool: true,
			maxConnections: 3,
			connectionTimeout: greetMs,
			greetingTimeout: greetMs,
			socketTimeout: silentMs,
			disableFileAccess: true,
			disableUrlAccess: true,
		},
		{ from, headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" } },
	);
	return {
		async send({ id, to, subject, text }) {
			if (to === null) return;
			await transport.sendMail({ to: { name: "", address: to }, subject, text, messageId: `<${id}@ventanilla>` });
		},
		close: () => transport.close(),
	};
}
