/** Who a mail is from or to; without a name or a readable address the field is empty. */
export interface MailAddress {
	address: string;
	name: string;
}

export interface MailFile {
	/** As its sender named it, without a path; empty for a file without a name. */
	name: string;
	/** What its sender calls it, in lower case; what it really is, its bytes tell. */
	mime: string;
	content: Buffer;
	/** The name by which the HTML shows it ("cid:…"), without angle brackets. */
	cid: string | null;
	/** It is shown within the text, not beside it. */
	inline: boolean;
}

/** What a bounce tells of a mail of ours. */
export interface Bounced {
	/** The address that was not reached; empty where the bounce does not tell. */
	recipient: string;
	/** Enhanced status code (RFC 3463), such as "5.1.1"; "5.0.0" or "4.0.0" where only the sense is known. */
	status: string;
	/** It will not arrive any more. When false, the server goes on trying: nothing has failed yet. */
	permanent: boolean;
	/** Message-ID of the mail that came back, with its angle brackets. */
	messageId: string | null;
}

/** A mail as it is read. Message-IDs have their angle brackets. */
export interface InboundMail {
	messageId: string | null;
	inReplyTo: string | null;
	/** Oldest first. */
	references: string[];
	from: MailAddress;
	/** Where an answer is asked for, when that is elsewhere. */
	replyTo: MailAddress | null;
	to: MailAddress[];
	cc: MailAddress[];
	/** When its sender says it was sent. */
	date: Date | null;
	subject: string;
	/** The whole text, out of the HTML when that is all there is. */
	text: string;
	/** What they wrote themselves: `visibleReply(text)`. */
	visible: string;
	/** As it came and so not to be shown: see `sanitiseHtml`. */
	html: string | null;
	attachments: MailFile[];
	kind: "message" | "auto-reply" | "bounce";
	/** Only of a bounce, and only when it tells of a mail. */
	bounced?: Bounced;
	/** Something was left out: too many parts, too much HTML, or it could not be read. The raw message has it. */
	cut: boolean;
}
