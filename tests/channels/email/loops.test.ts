import { describe, expect, it } from "vitest";
import { findConversation, interactionsOf } from "../../../src/conversations/index.ts";
import { useDatabase } from "../../support/database.ts";
import { peer as program } from "../../support/peers.ts";
import { eventually, hears, transcript, useEmail, words } from "./at-work.ts";
import { conversationOf, mailsTo } from "./under-test.ts";

useDatabase();

describe.skipIf(!program("dovecot") || !program("exim"))("mail that is not to be answered", () => {
	const mail = useEmail();
	const send = (from: string, to: string, more: object = {}) =>
		mail.peer().delivers(to, { from, to, subject: "Una consulta", text: "hola", ...more });

	it("C3: an automatic reply is a note for staff, and the bot does not hear it", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		await send(person, settings.address);
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		await send(person, settings.address, {
			subject: "Fuera de la oficina",
			text: "Vuelvo el lunes.",
			headers: { "Auto-Submitted": "auto-replied" },
		});
		await send(person, settings.address, { subject: "Re: Una consulta", text: "sigo aquí" });
		await hears(hub, ["Asunto: Una consulta\n\nhola", "sigo aquí"]);
		const notes = (await transcript(person)).filter(({ direction }) => direction === "note");
		expect(words(notes)).toEqual([expect.stringContaining("Vuelvo el lunes.")]);
	});

	it("C3: what is automatic and of nobody known, and what is our own, stays unread in the mailbox", async () => {
		const [settings, stranger, person] = [mail.office(), mail.person(), mail.person()];
		const hub = await mail.hub({ settings });
		await send(stranger, settings.address, { headers: { "Auto-Submitted": "auto-generated" } });
		await send(settings.address, settings.address, { text: "una copia" });
		await send(person, settings.address, { subject: "" });
		await hears(hub, ["hola"]);
		expect(await findConversation(conversationOf(stranger))).toBeNull();
		await eventually(async () => {
			expect((await mail.flagsOf(settings.address)).map((flags) => flags.has("\\Seen"))).toEqual([false, false, true]);
		});
	});

	it("C3: who writes more than an hour's number of mails is kept and not answered, which staff is told once", async () => {
		const [settings, person] = [mail.office({ perHour: "3" }), mail.person()];
		const hub = await mail.hub({ settings });
		for (const text of ["1", "2", "3", "4", "5"]) await send(person, settings.address, { subject: "", text });
		await eventually(async () => {
			const messages = await transcript(person);
			expect(words(messages.filter(({ direction }) => direction === "in"))).toEqual(["1", "2", "3", "4", "5"]);
			const notes = words(messages.filter(({ direction }) => direction === "note"));
			expect(notes).toEqual([expect.stringContaining("más de 3 correos en una hora")]);
		});
		expect(hub.bot.heard).toEqual(["1", "2", "3"]);
		mail.clock.advance(3_600_001);
		await send(person, settings.address, { subject: "", text: "6" });
		await hears(hub, ["1", "2", "3", "6"]);
	});

	it("C2, C3: a mail that comes back has failed, and staff sees which and why", async () => {
		const [settings, person] = [mail.office(), `nadie@${mail.peer().domain}`];
		await mail.hub({ settings });
		await send(person, settings.address);
		await eventually(async () => {
			const [, answer, note] = await transcript(person);
			expect(answer?.delivery).toMatchObject({ state: "failed", error: expect.stringMatching(/^5\.\d\.\d$/) });
			expect(words(note ? [note] : [])).toEqual([expect.stringContaining(`para ${person} no se entregó`)]);
		});
	});

	it("C2: a bounce that somebody made up marks nothing", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		await send(person, settings.address, { subject: "" });
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		const [answer] = await mailsTo(mail.peer(), person);
		const forged = answer?.messageId?.replace(/\.[^.]+@/, ".AAAAAAAAAAAAAAAAAAAAAA@");
		const report = [
			"From: Mail Delivery System <mailer-daemon@elsewhere.test>",
			`To: ${settings.address}`,
			"Subject: Undelivered Mail Returned to Sender",
			"MIME-Version: 1.0",
			'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
			"",
			"--b\r\nContent-Type: message/delivery-status",
			"",
			`Reporting-MTA: dns; elsewhere.test\r\n\r\nFinal-Recipient: rfc822; ${person}\r\nAction: failed\r\nStatus: 5.1.1`,
			"",
			"--b\r\nContent-Type: text/rfc822-headers",
			"",
			`From: ${settings.address}\r\nTo: ${person}\r\nMessage-ID: ${forged}`,
			"",
			"--b--",
		].join("\r\n");
		await mail.peer().delivers(settings.address, { raw: Buffer.from(report) });
		await send(person, settings.address, { subject: "", text: "después" });
		await hears(hub, ["hola", "después"]);
		expect((await transcript(person))[1]?.delivery).toMatchObject({ state: "sent" });
	});
});

describe.skipIf(!program("dovecot") || !program("exim"))("threads", () => {
	const mail = useEmail();

	it("C4, P2: a reply from another address stays its own, and the thread's staff is told", async () => {
		const [settings, person, other] = [mail.office(), mail.person(), mail.person()];
		const hub = await mail.hub({ settings });
		await mail.peer().delivers(settings.address, { from: person, to: settings.address, text: "hola" });
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		const [answer] = await mailsTo(mail.peer(), person);
		const inReplyTo = answer?.messageId ?? "";
		await mail
			.peer()
			.delivers(settings.address, { from: other, to: settings.address, inReplyTo, text: "deme su caso" });
		await hears(hub, ["hola", "deme su caso"]);
		await eventually(async () => {
			const notes = (await transcript(person)).filter(({ direction }) => direction === "note");
			expect(words(notes)).toEqual([expect.stringContaining(other)]);
		});
		expect(words(await transcript(other))).toEqual(["deme su caso", "eco: deme su caso"]);
	});

	it("C4: a new subject and a silence of 30 days begin another interaction, a reply does not", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		const write = (subject: string, text: string) =>
			mail.peer().delivers(settings.address, { from: person, to: settings.address, subject, text });
		const interactions = async () => (await interactionsOf(conversationOf(person), 10)).length;
		await write("Mi recibo", "uno");
		await hears(hub, ["Asunto: Mi recibo\n\nuno"]);
		await write("Re: Mi recibo", "dos");
		await eventually(async () => expect(await transcript(person)).toHaveLength(4));
		expect(await interactions()).toBe(1);
		await write("Una queja", "tres");
		await eventually(async () => expect(await transcript(person)).toHaveLength(6));
		expect(await interactions()).toBe(2);
		mail.clock.advance(31 * 24 * 3_600_000);
		await write("Re: Una queja", "cuatro");
		await eventually(async () => expect(await transcript(person)).toHaveLength(8));
		expect(await interactions()).toBe(3);
		const ended = (await interactionsOf(conversationOf(person), 10)).filter(({ endedAt }) => endedAt !== null);
		expect(ended.map(({ outcome }) => outcome)).toEqual(["expired", "expired"]);
	});
});
