import { describe, expect, it } from "vitest";
import { parseInbound } from "../../../channels/email/index.ts";
import { mail, multipart } from "./mails.ts";

const plain = "Content-Type: text/plain; charset=utf-8";
const html = "Content-Type: text/html; charset=utf-8";
const pdf = "Content-Type: application/pdf";
const base64 = "Content-Transfer-Encoding: base64";
const quoted = "Content-Transfer-Encoding: quoted-printable";

describe("a mail's header", () => {
	it("C1: says who wrote what to whom, and in answer to what", async () => {
		const read = await parseInbound(
			mail(
				[
					"From: =?utf-8?Q?Ana_L=C3=B3pez?= <ana@example.org>",
					'To: "Soporte, Ejemplo" <soporte@example.com>, otra@example.com',
					"Cc: Grupo: uno@example.org, dos@example.org;",
					"Reply-To: casa@example.org",
					"Subject: =?utf-8?B?wr9Ew7NuZGU=?= =?utf-8?Q?_est=C3=A1=3F?=",
					"Date: Mon, 3 Nov 2025 10:00:00 -0600 (CST)",
					"In-Reply-To: Your message <b@example.com>",
					"References: <a@example.com>",
					"\t<b@example.com>",
				],
				"Hola",
			),
		);
		expect(read).toMatchObject({
			messageId: "<a1@example.org>",
			inReplyTo: "<b@example.com>",
			references: ["<a@example.com>", "<b@example.com>"],
			from: { address: "ana@example.org", name: "Ana López" },
			to: [
				{ address: "soporte@example.com", name: "Soporte, Ejemplo" },
				{ address: "otra@example.com", name: "" },
			],
			cc: [{ address: "uno@example.org" }, { address: "dos@example.org" }],
			replyTo: { address: "casa@example.org" },
			date: new Date("2025-11-03T16:00:00Z"),
			subject: "¿Dónde está?",
			text: "Hola",
			html: null,
			attachments: [],
			kind: "message",
			cut: false,
		});
	});

	it.each([
		["in Latin 1 without a word", "Subject: ma\xf1ana", "mañana"],
		["in UTF-8 without a word", `Subject: ${Buffer.from("mañana").toString("latin1")}`, "mañana"],
		["in an unknown charset", "Subject: =?x-nada?Q?hola?=", "hola"],
		["in Japanese", "Subject: =?iso-2022-jp?B?GyRCJDMkcxsoQg==?=", "こん"],
		["in Windows' Latin", "Subject: =?windows-1252?Q?10_=80?=", "10 €"],
		["folded", "Subject: uno\n dos", "uno dos"],
		["with a mark that turns it around", `Subject: ${Buffer.from("a\u202eb").toString("latin1")}`, "ab"],
		["right to left", `Subject: ${Buffer.from("مرحبا").toString("latin1")}`, "مرحبا"],
		["none", "X-Nothing: 1", ""],
	])("C2: its subject %s", async (_what, line, subject) => {
		expect((await parseInbound(mail([line], "x"))).subject).toBe(subject);
	});

	it.each([
		["with a comment", "From: ana@example.org (Ana)", { address: "ana@example.org", name: "Ana" }],
		["without a name", "From: ana@example.org", { address: "ana@example.org", name: "" }],
		["empty", "From: <>", { address: "", name: "" }],
		["unreadable", "From: nadie", { address: "", name: "nadie" }],
		[
			"with an address in its name",
			'From: "jefe@example.com" <ana@example.org>',
			{ address: "ana@example.org", name: "jefe@example.com" },
		],
	])("C2: its sender %s", async (_what, line, from) => {
		expect((await parseInbound(mail([line], "x"))).from).toEqual(from);
	});
});

describe("a mail's text", () => {
	it.each([
		["Latin 1", "text/plain; charset=iso-8859-1", "ma\xf1ana", "mañana"],
		["Windows' Latin", "text/plain; charset=windows-1252", "10 \x80 \x93s\xed\x94", "10 € “sí”"],
		["Windows' Latin that calls itself Latin 1", "text/plain; charset=iso-8859-1", "\x9310 \x80\x94", "“10 €”"],
		[
			"UTF-8 that calls itself Latin 1",
			"text/plain; charset=iso-8859-1",
			Buffer.from("mañana").toString("latin1"),
			"mañana",
		],
		["Latin that calls itself UTF-8", "text/plain; charset=utf-8", "ma\xf1ana", "mañana"],
		["Latin that calls itself ASCII", "text/plain; charset=us-ascii", "ma\xf1ana", "mañana"],
		["Latin that says nothing", "text/plain", "ma\xf1ana", "mañana"],
		["an unknown charset", "text/plain; charset=x-nada", Buffer.from("mañana").toString("latin1"), "mañana"],
		["UTF-8 with a mark", "text/plain; charset=utf-8", Buffer.from("\ufeffmañana").toString("latin1"), "mañana"],
		["Japanese", "text/plain; charset=iso-2022-jp", "\x1b$B$3$s\x1b(B", "こん"],
		["Chinese", "text/plain; charset=gb2312", "\xc4\xe3\xba\xc3", "你好"],
		["Cyrillic", "text/plain; charset=koi8-r", "\xd0\xd2\xc9", "при"],
		["UTF-7", "text/plain; charset=utf-7", "ma+APE-ana", "mañana"],
		["UTF-16", "text/plain; charset=utf-16le", "h\0o\0l\0a\0", "hola"],
		["a type that is broken", "text", "hola", "hola"],
		["a flowed text", "text/plain; format=flowed", "uno \ndos\n\ntres \n-- \nAna", "uno dos\n\ntres\n-- \nAna"],
		[
			"a flowed text with a quote",
			"text/plain; format=flowed; delsp=yes",
			"> uno \n> dos\ntres \ncuatro",
			"> unodos\ntrescuatro",
		],
		["HTML alone", "text/html", "<p>Hola</p><p>Adi\xf3s</p>", "Hola\n\nAdiós"],
	])("C2: %s", async (_what, type, body, text) => {
		expect((await parseInbound(mail([`Content-Type: ${type}`], body))).text).toBe(
			text.replace("tres\n--", "tres \n--"),
		);
	});

	it.each([
		["quoted-printable", quoted, "ma=C3=B1=\nana", "mañana"],
		["broken quoted-printable", quoted, "100%= =ZZ ma=C3=B1ana=", "100%= =ZZ mañana"],
		["base64", base64, "bWHD\nsWFuYQ==", "mañana"],
		["base64 with strangers in it", base64, "bWHD*sWFu!YQ", "mañana"],
		["base64 in two pieces", base64, "aG9sYQ==\nICBob2xh", "hola  hola"],
		["an unknown encoding", "Content-Transfer-Encoding: x-nada", "hola", "hola"],
	])("C2: in %s", async (_what, encoding, body, text) => {
		expect((await parseInbound(mail([plain, encoding], body))).text).toBe(text);
	});

	it.each([
		[
			"a file beside HTML alone",
			multipart("mixed", [
				[[html], "<p>Hola</p>"],
				[[pdf], "x"],
			]),
			"Hola",
			"<p>Hola</p>",
		],
		[
			"the same in two ways",
			multipart("alternative", [
				[[plain], "Hola"],
				[[html], "<b>Hola</b>"],
			]),
			"Hola",
			"<b>Hola</b>",
		],
		[
			"the same in two ways, one empty",
			multipart("alternative", [
				[[plain], "  "],
				[[html], "<b>Hola</b>"],
			]),
			"Hola",
			"<b>Hola</b>",
		],
		[
			"a list's footer",
			multipart("mixed", [
				[[html], "<p>Hola</p>"],
				[[plain], "Lista <x>"],
			]),
			"Hola\n\nLista <x>",
			"<p>Hola</p><br>\n<p>Lista &lt;x&gt;</p>",
		],
		[
			"text around a file",
			multipart("mixed", [
				[[plain], "Uno"],
				[[pdf], "x"],
				[[plain], "Dos"],
			]),
			"Uno\n\nDos",
			null,
		],
		["no body", mail([plain]), "", null],
		[
			"a boundary that nobody named",
			mail(["Content-Type: multipart/mixed"], `--x1\n${plain}\n\nHola\n--x1--\n`),
			"Hola",
			null,
		],
		["a boundary that never comes", mail(["Content-Type: multipart/mixed; boundary=no"], "Hola"), "Hola", null],
		[
			"a last boundary that is missing",
			mail(["Content-Type: multipart/mixed; boundary=b"], `--b\n${plain}\n\nHola`),
			"Hola",
			null,
		],
		[
			"a mailbox's mark above it",
			Buffer.concat([Buffer.from("From ana@example.org Mon Nov  3 10:00:00 2025\n"), mail([plain], "Hola")]),
			"Hola",
			null,
		],
	])("C2: with %s", async (_what, raw, text, inHtml) => {
		const read = await parseInbound(raw);
		expect({ text: read.text, html: read.html?.replace(/\r\n/g, "\n").trim() ?? null }).toEqual({ text, html: inHtml });
	});

	it.each([
		[
			"links",
			'<a href="https://example.org/a">aquí</a> <a href="https://example.org/">example.org</a> <a href="mailto:ana@example.org">ana@example.org</a> <a href="javascript:x">no</a>',
			"aquí (https://example.org/a) example.org ana@example.org no",
		],
		[
			"lists",
			"<ul><li>uno<li>dos<ol><li>a</li><li>b</li></ol></ul><ol><li>x</ol>",
			"- uno\n- dos\n  1. a\n  2. b\n1. x",
		],
		["tables", "<table><tr><th>Mes<th>Monto<tr><td>Mayo<td>10</table>fin", "Mes | Monto\nMayo | 10\nfin"],
		[
			"hidden parts",
			'<div style="display:none">no</div><span hidden>no</span><style>no</style><script>no</script><title>no</title>sí',
			"sí",
		],
		[
			"images",
			'<img alt="Plano"><img alt="x" width="1" height="1" src="https://example.org/p.gif"><img src="a">',
			"[Plano]",
		],
		["quotes", "Sí<blockquote><p>uno</p><blockquote>dos</blockquote></blockquote>", "Sí\n\n> uno\n>\n>> dos"],
		["breaks and spaces", "a<br>b<br><br>c\n   d&nbsp;e<p>f</p>", "a\nb\n\nc d e\n\nf"],
		["a listing", "<pre>a  b\n  c</pre>", "a  b\n  c"],
		["words in pieces", "ho<b>la</b>, <i>sí</i>", "hola, sí"],
		["fillers", "a\u200b\u00adb&zwnj;c", "abc"],
		["entities", "&lt;b&gt; &aacute; &#x41; &nada;", "<b> á A &nada;"],
		["nothing", "<p> </p>", ""],
	])("C2: out of HTML with %s", async (_what, body, text) => {
		expect((await parseInbound(mail([html], Buffer.from(body).toString("latin1")))).text).toBe(text);
	});

	it("C1: is also given as its visible reply, out of HTML too", async () => {
		const gmail =
			'<div dir="ltr">Es la 42.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">El lun, 3 nov 2025 a las 10:00, Soporte (&lt;<a href="mailto:s@example.com">s@example.com</a>&gt;) escribió:<br></div><blockquote class="gmail_quote">¿Su número?</blockquote></div>';
		const outlook =
			'<div>Es la 42.</div><hr><div id="divRplyFwdMsg"><b>De:</b> Soporte &lt;s@example.com&gt;<br><b>Enviado:</b> lunes<br><b>Para:</b> Ana<br><b>Asunto:</b> x</div><div>¿Su número?</div>';
		for (const body of [gmail, outlook]) {
			const read = await parseInbound(mail([html], Buffer.from(body).toString("latin1")));
			expect(read.visible).toBe("Es la 42.");
			expect(read.text).toContain("¿Su número?");
		}
	});
});

describe("a mail's files", () => {
	it.each([
		["a plain name", 'Content-Disposition: attachment; filename="factura.pdf"', "factura.pdf"],
		["a name in words", 'Content-Disposition: attachment; filename="=?utf-8?Q?factura_=C3=B1.pdf?="', "factura ñ.pdf"],
		["a name by RFC 2231", "Content-Disposition: attachment; filename*=utf-8''factura%20%C3%B1.pdf", "factura ñ.pdf"],
		[
			"a name in pieces",
			"Content-Disposition: attachment; filename*0*=iso-8859-1''factura%20; filename*1*=%F1.pdf",
			"factura ñ.pdf",
		],
		["a name in the type", "Content-Description: x", "otra.pdf"],
		["a path", 'Content-Disposition: attachment; filename="..\\\\..\\\\etc/clave.pdf"', "clave.pdf"],
	])("C3: with %s", async (_what, disposition, name) => {
		const type = name === "otra.pdf" ? `${pdf}; name="otra.pdf"` : pdf;
		const read = await parseInbound(
			multipart("mixed", [
				[[plain], "Hola"],
				[[type, disposition, base64], "JVBERi0="],
			]),
		);
		expect(read.attachments).toEqual([
			{ name, mime: "application/pdf", content: Buffer.from("%PDF-"), cid: null, inline: false },
		]);
		expect(Buffer.isBuffer(read.attachments[0]?.content)).toBe(true);
	});

	it("C3: those that the HTML shows have the name that it shows them by", async () => {
		const png = ["Content-Type: image/png", "Content-ID: <logo@x>", "Content-Disposition: inline", base64];
		const { attachments } = await parseInbound(
			multipart("related", [
				[[html], '<img src="cid:logo@x">'],
				[png, "iVBORw=="],
			]),
		);
		expect(attachments).toMatchObject([{ cid: "logo@x", inline: true, mime: "image/png" }]);
	});

	it.each([
		[
			"a mail",
			["Content-Type: message/rfc822"],
			"From: x@example.org\nSubject: y\n\nAdentro",
			["mensaje.eml", "message/rfc822"],
		],
		[
			"an invitation",
			["Content-Type: text/calendar; method=REQUEST"],
			"BEGIN:VCALENDAR",
			["invite.ics", "text/calendar"],
		],
		[
			"Outlook's bag",
			["Content-Type: application/ms-tnef; name=winmail.dat"],
			"x",
			["winmail.dat", "application/ms-tnef"],
		],
		[
			"a text with a name",
			[`${plain}; name=notas.txt`, "Content-Disposition: inline; filename=notas.txt"],
			"x",
			["notas.txt", "text/plain"],
		],
		["a text that is attached", [plain, "Content-Disposition: attachment"], "x", ["", "text/plain"]],
	])("C3: %s", async (_what, header, body, [name, mime]) => {
		const read = await parseInbound(
			multipart("mixed", [
				[[plain], "Hola"],
				[header, body],
			]),
		);
		expect(read.attachments).toMatchObject([{ name, mime, content: Buffer.from(body.replace(/\n/g, "\r\n")) }]);
		expect(read.text).toBe("Hola");
	});

	it("C3: a seal is none", async () => {
		const read = await parseInbound(
			multipart("signed", [
				[[plain], "Hola"],
				[["Content-Type: application/pgp-signature"], "x"],
			]),
		);
		expect(read.attachments).toEqual([]);
	});
});
