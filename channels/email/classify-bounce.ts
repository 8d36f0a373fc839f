import type { Bounced } from "./inbound-mail.ts";
import type { MailBody } from "./read-body.ts";
import { type MailHead, readHead } from "./read-head.ts";

export interface Bounce {
	is: boolean;
	bounced?: Bounced;
}

/** Characters of the text that are looked at: what a server has to say stands at the beginning. */
const longestLooked = 20_000;

/** Whether a server gives back one of our mails, by its delivery report (RFC 3464) or, without one, by its words. */
export async function readBounce(head: MailHead, body: MailBody): Promise<Bounce> {
	const report = body.reports.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
	const told = report ? byReport(report.content.toString()) : byWords(head, body);
	if (told === null) return { is: false };
	return { is: true, bounced: { ...told, messageId: await originalId(head, body) } };
}

/** The first recipient that was not reached, else the first that still may be; null when all went well. */
function byReport(report: string): Omit<Bounced, "messageId"> | null {
	const recipients = report
		.replace(/\r\n?/g, "\n")
		.replace(/\n[ \t]+/g, " ")
		.split(/\n\s*\n/)
		.map(fieldsOf)
		.filter((fields) => fields.has("action") || fields.has("status") || fields.has("final-recipient"));
	const outcomes = recipients.map((fields) => {
		const diagnostic = fields.get("diagnostic-code") ?? "";
		const given = enhanced.exec(fields.get("status") ?? "")?.[0] ?? enhanced.exec(diagnostic)?.[0];
		const action = /^\w+/.exec(fields.get("action") ?? "")?.[0]?.toLowerCase();
		const permanent = action === "failed" || (action === undefined && given?.startsWith("5") === true);
		return {
			recipient: addressIn(fields.get("original-recipient")) || addressIn(fields.get("final-recipient")),
			status: given && !given.startsWith("2") ? given : permanent ? "5.0.0" : "4.0.0",
			permanent,
			failing: permanent || action === "delayed" || (action === undefined && given?.startsWith("4") === true),
		};
	});
	const failing = outcomes.filter((outcome) => outcome.failing);
	const first = failing.find(({ permanent }) => permanent) ?? failing[0];
	if (!first) return null;
	const { recipient, status, permanent } = first;
	return { recipient, status, permanent };
}

function fieldsOf(group: string): Map<string, string> {
	return new Map(
		group.split("\n").map((line) => {
			const colon = line.indexOf(":");
			return [line.slice(0, Math.max(colon, 0)).trim().toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
}

/** "rfc822; ana@example.org", also in the encoding of RFC 3461 ("+2B"). */
function addressIn(field = ""): string {
	const address = field.slice(field.indexOf(";") + 1).trim();
	const plain = address.replace(/\+([0-9A-F]{2})/g, (_all, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return plain.replace(/^<|>$/g, "");
}

/** What servers without a report write. Only a server's own mail is believed. */
function byWords(head: MailHead, { text: whole }: MailBody): Omit<Bounced, "messageId"> | null {
	const text = whole.slice(0, longestLooked);
	const failed = head.field("x-failed-recipients");
	const daemon =
		daemons.test(head.from.address) || daemonNames.test(head.from.name) || head.field("return-path") === "<>";
	const returned = failed !== "" || subjects.test(head.subject) || openings.test(text);
	if (!(daemon && returned)) return null;

	const own = copyMark.exec(text);
	const said = own ? text.slice(0, own.index) : text;
	const status =
		enhanced.exec(said)?.[0] ?? (/\b4[0-9]{2}[ -]/.test(said) && !/\b5[0-9]{2}[ -]/.test(said) ? "4.0.0" : "5.0.0");
	const delayed = delays.test(head.subject) || delays.test(said.slice(0, 2_000));
	return {
		recipient: addressIn(failed.split(",")[0]) || recipientIn(said, head),
		status: delayed && status === "5.0.0" ? "4.0.0" : status,
		permanent: !delayed,
	};
}

/** Such as "5.1.1", not a part of an IP address. */
const enhanced = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/;
const daemons = /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon|microsoftexchange[0-9a-f]*)@/i;
const daemonNames =
	/^(mail delivery (sub)?system|mailer[- ]daemon|postmaster|microsoft outlook|system administrator|administrador del sistema|internet mail delivery)$/i;
const subjects =
	/(undeliver|undelivered mail|returned to sender|delivery status notification|delivery (has )?fail|failure notice|mail delivery (failed|failure|problem)|returned mail|could not (send|be delivered)|not delivered|delayed mail|delivery (is |has been )?delayed|no se (ha podido|pudo|puede) entregar|no entregado|no se ha entregado|mensaje no entregado|error (en|de) (la )?entrega|entrega (fallida|retrasada|aplazada|demorada)|correo devuelto|mensaje devuelto|direcci[óo]n no encontrada|address not found)/i;
const openings =
	/(this is the (qmail-send|mail system|postfix) program|this is the mail system at host|this message was created automatically by mail delivery software|address not found|no se ha encontrado la direcci[óo]n|direcci[óo]n no encontrada|your message (wasn'?t|was not|could not be|couldn'?t be) delivered|did not reach (some or all of )?the (following|intended) recipient|no se (ha )?(pudo|podido) entregar (su|tu|el) mensaje|su mensaje no (se ha entregado|lleg[óo])|tu mensaje no se ha entregado|el mensaje no (ha llegado|lleg[óo]) a)/i;
const delays =
	/(delayed|\(delay\)|warning: (could not|message)|still being retried|will (be retried|continue to (try|be tried)|keep trying)|temporary (problem|failure)|retrasad|demorad|aplazad|se (seguir[áa]|volver[áa]) (intentando|a intentar)|no es necesario (que )?(vuelva|reenv))/i;
/** Below it stands our own mail. */
const copyMark =
	/^-{2,}.{0,10}(below this line is a copy|this is a copy of the message|included is a copy|original message|mensaje original|the header of the original|returned message)/im;

/** The first address that is neither the server's nor ours; those between angle brackets come first. */
function recipientIn(text: string, head: MailHead): string {
	const ours = new Set([head.from, ...head.to, ...head.cc].map(({ address }) => address.toLowerCase()));
	const found = text.match(/[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g) ?? [];
	const others = found.filter((address) => !ours.has(address.toLowerCase()) && !daemons.test(address));
	return others.find((address) => text.includes(`<${address}>`)) ?? others[0] ?? "";
}

/** Our mail's Message-ID: in its returned header, wherever the server put that, else in what the bounce replies to. */
async function originalId(head: MailHead, body: MailBody): Promise<string | null> {
	const returned = [
		...body.reports.filter(({ type }) => !/delivery-status/.test(type)),
		...body.files.filter(({ mime }) => mime === "message/rfc822"),
	];
	for (const { content } of returned) {
		const id = (await readHead(content.subarray(0, longestLooked))).messageId;
		if (id) return id;
	}
	const told = [...body.reports.map(({ content }) => content.toString("latin1", 0, longestLooked)), body.text];
	for (const text of told) {
		const id = /^[> \t]{0,4}(?:x-)?(?:original-)?message-id:\s{0,4}(<[^<>\s]{1,998}>)/im.exec(
			text.slice(0, longestLooked),
		)?.[1];
		if (id) return id;
	}
	return head.inReplyTo ?? head.references.at(-1) ?? null;
}
