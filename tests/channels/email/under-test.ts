import { capabilities } from "../../../channels/capabilities.ts";
import type { Channel } from "../../../channels/channel.ts";
import { createEmail, type EmailParts } from "../../../channels/email/channel.ts";
import type { WatchTiming } from "../../../channels/email/imap-watch.ts";
import { type InboundMail, parseInbound } from "../../../channels/email/index.ts";
import { emailKind } from "../../../channels/email/kind.ts";
import { type MailSettings, mailFields, mailSettings } from "../../../channels/email/settings.ts";
import { conversationId } from "../../../src/conversations/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import type { ChannelUnderTest, ContractCitizen } from "../contract.ts";
import { courierFor } from "../courier.ts";

export const account = "main";
export const key = "a key of at least thirty-two characters";
/** Fast enough for a test; nothing depends on them. */
export const quick: Partial<WatchTiming> = { leaseMs: 2_000, renewMs: 50, retryMs: 10, longestRetryMs: 50 };

export const conversationOf = (address: string) => conversationId({ channel: "email", account, address });

/** What an administrator types for the office's mailbox on the peer. */
export function typedFor(peer: MailPeer, values: Record<string, string> = {}): Record<string, string> {
	return {
		address: `soporte@${peer.domain}`,
		senderName: "Oficina de prueba",
		password: "right",
		imapHost: "127.0.0.1",
		imapPort: String(peer.imap.port),
		imapSecurity: "none",
		smtpPort: String(peer.smtp.port),
		smtpSecurity: "none",
		perHour: "1000",
		...values,
	};
}

/** The same as an account has it. */
export function settingsFor(peer: MailPeer, values: Record<string, string> = {}): MailSettings {
	const defaults = mailFields.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]]));
	return mailSettings({ ...Object.fromEntries(defaults), ...typedFor(peer, values) });
}

/** An e-mail channel on the peer; the privacy notice has tests of its own. */
export function emailChannel(
	peer: MailPeer,
	parts: Pick<EmailParts, "owner" | "clock"> & Partial<EmailParts>,
): Channel {
	const log = createLog({ level: "silent" });
	const resumeAt = () => null;
	return createEmail({
		settings: settingsFor(peer),
		account,
		key,
		resumeAt,
		log,
		timing: quick,
		privacy: null,
		...parts,
	});
}

/** What the office wrote to somebody, oldest first. */
export async function mailsTo(peer: MailPeer, address: string): Promise<InboundMail[]> {
	return Promise.all((await peer.mailsOf(address)).map(({ raw }) => parseInbound(raw)));
}

/** What a mail program shows when it folds away the signature and what is quoted. */
export function shownText({ text }: InboundMail): string {
	return text.replace(/\n\n(-- \n|El [^\n]+ escribió:\n>)[\s\S]*$/, "").trim();
}

/** E-mail for the contract, on Dovecot and Exim. */
export function emailUnderTest(): ChannelUnderTest {
	let started: MailPeer | null = null;
	let people = 0;
	const addresses = new Map<string, string>();
	const peer = () => {
		if (!started) throw new Error("The peer is not started");
		return started;
	};

	return {
		name: "email",
		can: capabilities.email,
		async start() {
			started = await startMail();
		},
		stop: () => peer().stop(),
		account: () => ({
			settings: {},
			kind: emailKind({ key, resumeAt: () => null, timing: quick }),
			values: typedFor(peer()),
		}),
		async hub({ owner, clock, bot }) {
			const channel = emailChannel(peer(), { owner, clock });
			const { engine } = startEngine({ owner, clock, bot, courier: courierFor(channel) });
			await channel.start(engine);
			return { engine, stop: () => channel.stop() };
		},
		async citizen() {
			people += 1;
			const address = `persona${people}@${peer().domain}`;
			const to = `soporte@${peer().domain}`;
			let mails = 0;
			let last: Parameters<MailPeer["delivers"]>[1] = {};
			let line = Promise.resolve();
			// One after the other, as a mail program sends them.
			const writes = (mail: typeof last) => {
				mails += 1;
				const own = { from: address, to, messageId: `<${address}.${mails}>`, ...mail };
				last = own;
				line = line.then(() => peer().delivers(to, own));
				return line;
			};
			const citizen: ContractCitizen = {
				conversation: conversationOf(address),
				writes: (text) => writes({ text }),
				lastComesAgain: () => peer().delivers(to, last),
				async clicks() {
					throw new Error("A mail has no buttons");
				},
				sendsOther: () => writes({ text: "" }),
				sendsTooLarge: () =>
					writes({
						attachments: [{ filename: "plano.pdf", content: Buffer.alloc(21 * 1024 * 1024, "%PDF-1.4 ") }],
					}),
				sendsFile: ({ name, content, caption }) =>
					writes({ text: caption, attachments: [{ filename: name, content, contentType: "application/pdf" }] }),
				async shown() {
					const received = await mailsTo(peer(), address);
					return received.map((mail) => ({ text: shownText(mail), buttons: [] }));
				},
				async files() {
					return (await mailsTo(peer(), address)).flatMap(({ attachments }) => attachments);
				},
			};
			addresses.set(citizen.conversation, address);
			return citizen;
		},
		cut: () => peer().smtp.cut(),
		mend: () => peer().smtp.mend(),
		refusal: "550",
		async refuses({ conversation }, on) {
			await peer().refuses(addresses.get(conversation) ?? "", on);
		},
	};
}
