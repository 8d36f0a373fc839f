/** Mails as programs write them; nobody in them is real. */

/** A mail with the line ends of the wire; what is not ASCII in it becomes one byte each (Latin 1). */
export function mail(header: string[], body = ""): Buffer {
	const head = ["From: Ana <ana@example.org>", "To: soporte@example.com", "Message-ID: <a1@example.org>"];
	const named = new Set(header.map((line) => line.split(":")[0]));
	const lines = [...head.filter((line) => !named.has(line.split(":")[0])), ...header];
	return Buffer.from(`${lines.join("\n")}\n\n${body}`.replace(/\r?\n/g, "\r\n"), "latin1");
}

/** A multipart with its parts, each a header and a body. */
export function multipart(subtype: string, parts: [header: string[], body: string][], header: string[] = []): Buffer {
	const [kind = "", ...parameters] = subtype.split(";");
	const type = [`Content-Type: multipart/${kind}`, ...parameters, ' boundary="=_b1"'].join(";");
	const written = parts.map(([head, body]) => `--=_b1\n${head.join("\n")}\n\n${body}\n`).join("");
	return mail([...header, "MIME-Version: 1.0", type], `${written}--=_b1--\n`);
}

export const ownId = "<vt.abc.def@example.com>";
const returned = `Message-ID: ${ownId}\nFrom: soporte@example.com\nTo: nadie@example.net\nSubject: Su caso`;

function report(
	subject: string,
	from: string,
	said: string,
	status: string,
	header: string[] = [],
	original = returned,
): Buffer {
	return multipart(
		"report; report-type=delivery-status",
		[
			[["Content-Type: text/plain; charset=us-ascii"], said],
			[["Content-Type: message/delivery-status"], status],
			[["Content-Type: text/rfc822-headers"], original],
		],
		[`From: ${from}`, `Subject: ${subject}`, ...header],
	);
}

/** Each with what is to be read out of it. */
export const bounces: [name: string, raw: Buffer, bounced: object][] = [
	[
		"postfix",
		report(
			"Undelivered Mail Returned to Sender",
			"MAILER-DAEMON@mx.example.net (Mail Delivery System)",
			'This is the mail system at host mx.example.net.\n\nI\'m sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<nadie@example.net>: unknown user: "nadie"',
			'Reporting-MTA: dns; mx.example.net\nX-Postfix-Queue-ID: 4D1\n\nFinal-Recipient: rfc822; nadie@example.net\nOriginal-Recipient: rfc822;nadie@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Postfix; unknown user: "nadie"',
			["Auto-Submitted: auto-replied", "Return-Path: <>"],
		),
		{ recipient: "nadie@example.net", status: "5.1.1", permanent: true, messageId: ownId },
	],
	[
		"postfix, delayed",
		report(
			"Delayed Mail (still being retried)",
			"MAILER-DAEMON@mx.example.net (Mail Delivery System)",
			"THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
			"Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; nadie@example.net\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 8 Nov 2025 10:00:00 -0600",
		),
		{ recipient: "nadie@example.net", status: "4.4.1", permanent: false, messageId: ownId },
	],
	[
		"a server that gave up after days",
		report(
			"Undelivered Mail",
			"mailer-daemon@mx.example.net",
			"Expired",
			"Final-Recipient: rfc822; nadie@example.net\nAction: failed\nStatus: 4.4.7",
		),
		{ recipient: "nadie@example.net", status: "4.4.7", permanent: true, messageId: ownId },
	],
	[
		"Exchange",
		report(
			"No se puede entregar: Su caso",
			"Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
			"No se pudo entregar el mensaje a nadie@example.net.",
			"Reporting-MTA: dns;AM0PR.example.net\n\nFinal-Recipient: rfc822;nadie@example.net\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
		),
		{ recipient: "nadie@example.net", status: "5.1.10", permanent: true, messageId: ownId },
	],
	[
		"Gmail, Spanish",
		report(
			"Delivery Status Notification (Failure)",
			"Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
			"** No se ha encontrado la dirección **\n\nTu mensaje no se ha entregado a nadie@example.net",
			"Reporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; nadie@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist",
			["X-Failed-Recipients: nadie@example.net", "Auto-Submitted: auto-replied"],
		),
		{ recipient: "nadie@example.net", status: "5.1.1", permanent: true, messageId: ownId },
	],
	[
		"several recipients, one of them reached",
		report(
			"Failure",
			"mailer-daemon@mx.example.net",
			"x",
			"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; si@example.net\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; nadie@example.net\nAction: Failed (permanent)\nDiagnostic-Code: smtp; 552 5.2.2\n mailbox full",
		),
		{ recipient: "nadie@example.net", status: "5.2.2", permanent: true, messageId: ownId },
	],
	[
		"an address that was forwarded",
		report(
			"Failure",
			"mailer-daemon@mx.example.net",
			"x",
			"Final-Recipient: rfc822; otro@example.net\nOriginal-Recipient: rfc822; nadie+2Bcasa@example.net\nAction: failed\nStatus: 5.0.0",
		),
		{ recipient: "nadie+casa@example.net", status: "5.0.0", permanent: true, messageId: ownId },
	],
	[
		"a report without a status",
		report(
			"Failure",
			"mailer-daemon@mx.example.net",
			"x",
			"Final-Recipient: rfc822; nadie@example.net\nAction: failed",
			[],
			"",
		),
		{ recipient: "nadie@example.net", status: "5.0.0", permanent: true, messageId: null },
	],
	[
		"a report that only says what it answers to",
		report(
			"Failure",
			"mailer-daemon@mx.example.net",
			"x",
			"Final-Recipient: rfc822; nadie@example.net\nAction: failed\nStatus: 5.1.1",
			[`In-Reply-To: ${ownId}`],
			"",
		),
		{ recipient: "nadie@example.net", status: "5.1.1", permanent: true, messageId: ownId },
	],
	[
		"qmail",
		mail(
			["Return-Path: <>", "From: MAILER-DAEMON@mx.example.net", "Subject: failure notice"],
			`Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<nadie@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <soporte@example.com>\n${returned}\n\nBuenos días`,
		),
		{ recipient: "nadie@example.net", status: "5.1.1", permanent: true, messageId: ownId },
	],
	[
		"exim",
		mail(
			[
				"Return-path: <>",
				"X-Failed-Recipients: nadie@example.net",
				"Auto-Submitted: auto-replied",
				"From: Mail Delivery System <Mailer-Daemon@mx.example.net>",
				"Subject: Mail delivery failed: returning message to sender",
			],
			`This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  nadie@example.net\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned}\n\nBuenos días`,
		),
		{ recipient: "nadie@example.net", status: "5.0.0", permanent: true, messageId: ownId },
	],
	[
		"exim, delayed",
		mail(
			[
				"Return-path: <>",
				"Auto-Submitted: auto-replied",
				"From: Mail Delivery System <Mailer-Daemon@mx.example.net>",
				"Subject: Warning: message 1abc delayed 24 hours",
			],
			"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours on the queue.\n\n  nadie@example.net\n    Delay reason: connection refused\n\nNo action is required on your part. Delivery attempts will continue; the message will be retried.",
		),
		{ recipient: "nadie@example.net", status: "4.0.0", permanent: false, messageId: null },
	],
	[
		"an old Exchange, in Spanish",
		mail(
			[
				"From: Administrador del sistema <postmaster@example.net>",
				"Subject: No entregado: Su caso",
				`References: ${ownId}`,
			],
			"Su mensaje no llegó a algunos o ninguno de los destinatarios deseados.\n\n      nadie@example.net en 03/11/2025 10:00\n            No existe la cuenta. <mx.example.net #5.1.1>",
		),
		{ recipient: "nadie@example.net", status: "5.1.1", permanent: true, messageId: ownId },
	],
	[
		"a server that sends the whole mail back",
		multipart(
			"mixed",
			[
				[["Content-Type: text/plain"], "Your message could not be delivered to <nadie@example.net>: 550 no such user"],
				[["Content-Type: message/rfc822"], `${returned}\n\nBuenos días`],
			],
			["From: postmaster@example.net", "Subject: Undeliverable: Su caso", "Return-Path: <>"],
		),
		{ recipient: "nadie@example.net", status: "5.0.0", permanent: true, messageId: ownId },
	],
];

const vacationBody = "Estoy de vacaciones hasta el lunes.";
export const automatic: [name: string, raw: Buffer][] = [
	["a reply by RFC 3834", mail(["Auto-Submitted: auto-replied (vacation)", "Subject: Re: Su caso"], vacationBody)],
	["what a program made", mail(["Auto-Submitted: auto-generated", "Subject: Aviso"], "x")],
	["Exchange's reply", mail(["Subject: Respuesta automática: Su caso", "X-Auto-Response-Suppress: All"], vacationBody)],
	[
		"Exchange's reply with an encoded subject",
		mail(["Subject: =?iso-8859-1?Q?Respuesta_autom=E1tica=3A_Su_caso?="], vacationBody),
	],
	["Exchange's reply in English", mail(["Subject: Automatic reply: Your case"], vacationBody)],
	["out of the office", mail(["Subject: Out of Office: Your case"], vacationBody)],
	["out of the office, until", mail(["Subject: Out of the office until Monday"], vacationBody)],
	["fuera de la oficina", mail(["Subject: Fuera de la oficina: Su caso"], vacationBody)],
	["fuera de oficina", mail(["Subject: Fuera de oficina"], vacationBody)],
	["a vacation reply", mail(["Subject: Vacation reply"], vacationBody)],
	["autoreply by a header", mail(["X-Autoreply: yes", "Subject: Re: Su caso"], vacationBody)],
	["autorespond by a header", mail(["X-Autorespond: Su caso", "Subject: Re: Su caso"], vacationBody)],
	["precedence auto_reply", mail(["Precedence: auto_reply", "Subject: Re: Su caso"], vacationBody)],
	["precedence bulk", mail(["Precedence: bulk", "Subject: Ofertas"], "x")],
	["precedence junk", mail(["Precedence: junk", "Subject: x"], "x")],
	["a null return path", mail(["Return-Path: <>", "Subject: Leído"], "x")],
	[
		"a read receipt",
		multipart(
			"report; report-type=disposition-notification",
			[
				[["Content-Type: text/plain"], "El mensaje se ha mostrado."],
				[
					["Content-Type: message/disposition-notification"],
					"Final-Recipient: rfc822;ana@example.org\nDisposition: manual-action/MDN-sent-manually; displayed",
				],
			],
			["Subject: Leído: Su caso"],
		),
	],
	[
		"a delivery that went well",
		multipart(
			"report; report-type=delivery-status",
			[
				[["Content-Type: text/plain"], "Delivered"],
				[
					["Content-Type: message/delivery-status"],
					"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; ana@example.org\nAction: delivered\nStatus: 2.0.0",
				],
			],
			["Subject: Successful Mail Delivery Report"],
		),
	],
	[
		"a reply to an invitation",
		multipart(
			"alternative",
			[
				[["Content-Type: text/plain"], "Ana ha aceptado"],
				[["Content-Type: text/calendar; method=REPLY"], "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR"],
			],
			["Subject: Aceptado: Reunión"],
		),
	],
];

export const byPeople: [name: string, raw: Buffer][] = [
	["a mail", mail(["Subject: No tengo agua"], "Hola")],
	["one that says no", mail(["Auto-Submitted: no", "Subject: x"], "Hola")],
	["one of Outlook", mail(["X-Auto-Response-Suppress: All", "Subject: x"], "Hola")],
	["one by a list", mail(["Precedence: list", "List-Id: <vecinos.example.org>", "Subject: x"], "Hola")],
	["an answer to an automatic reply", mail(["Subject: RE: Respuesta automática: Su caso"], "Hola")],
	["a complaint about an office", mail(["Subject: Fuera de la oficina hay un bache"], "Hola")],
	[
		"a complaint about mail that comes back",
		mail(["Subject: Undelivered Mail Returned to Sender"], "¿Qué es esto? nadie@example.net: 550 5.1.1"),
	],
	[
		"a forwarded bounce",
		multipart(
			"mixed",
			[
				[["Content-Type: text/plain"], "No pude escribirles, your message could not be delivered"],
				[["Content-Type: message/rfc822"], "From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail\n\nx"],
			],
			["Subject: Fwd: Undelivered Mail Returned to Sender"],
		),
	],
	[
		"an invitation",
		multipart(
			"mixed",
			[
				[["Content-Type: text/plain"], "Reunión"],
				[["Content-Type: text/calendar; method=REQUEST"], "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"],
			],
			["Subject: Reunión"],
		),
	],
];
