import { describe, expect, it } from "vitest";
import { watchTiming } from "../../../channels/email/imap-watch.ts";
import { openMail } from "../../../channels/email/kept-mail.ts";
import { takeLease } from "../../../src/platform/lease.ts";
import { useDatabase } from "../../support/database.ts";
import { peer as program } from "../../support/peers.ts";
import { eventually, hears, transcript, useEmail, words } from "./at-work.ts";
import { mailsTo, quick } from "./under-test.ts";

useDatabase();
const missing = !program("dovecot") || !program("exim");

function raw(from: string, to: string, text: string): Buffer {
	const head = [`From: ${from}`, `To: ${to}`, `Message-ID: <${text}.${from}>`, "MIME-Version: 1.0"];
	return Buffer.from([...head, "Content-Type: text/plain; charset=utf-8", "", text, ""].join("\r\n"));
}

describe.skipIf(missing)("a mailbox", () => {
	const mail = useEmail();
	const write = (from: string, to: string, text: string) => mail.peer().delivers(to, { from, to, text });

	it("C2: read for the first time, it gives what is unread and at most a week old", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const { address } = settings;
		const box = await mail.program(address);
		const ago = (days: number) => new Date(mail.clock.now().getTime() - days * 24 * 3_600_000);
		await box.append("INBOX", raw(person, address, "hace tiempo"), [], ago(30));
		await box.append("INBOX", raw(person, address, "ya leído"), ["\\Seen"], ago(1));
		await box.append("INBOX", raw(person, address, "sin leer"), [], ago(2));
		const hub = await mail.hub({ settings });
		await write(person, address, "nuevo");
		await hears(hub, ["sin leer", "nuevo"]);
	});

	it("C2: a mail is marked as read only once it is stored", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		await write(person, settings.address, "hola");
		await hears(hub, ["hola"]);
		await eventually(async () => {
			const [flags] = await mail.flagsOf(settings.address);
			expect(flags?.has("\\Seen")).toBe(true);
		});
	});

	it("C2: numbered anew by its server, it is read again, and what was taken is not repeated", async () => {
		const settings = mail.office({ folders: "Trabajo" });
		const person = mail.person();
		const { address } = settings;
		const box = await mail.program(address);
		await box.mailboxCreate("Trabajo");
		const texts = ["uno", "dos"];
		for (const text of texts) await box.append("Trabajo", raw(person, address, text));
		const first = await mail.hub({ settings });
		await hears(first, texts);
		await first.stop();

		await box.mailboxDelete("Trabajo");
		await box.mailboxCreate("Trabajo");
		for (const text of ["tres", "dos", "uno"]) await box.append("Trabajo", raw(person, address, text), ["\\Seen"]);
		const second = await mail.hub({ settings });
		await hears(second, ["tres"]);
		await box.append("Trabajo", raw(person, address, "cuatro"));
		await hears(second, ["tres", "cuatro"]);
		await eventually(async () => {
			const written = words(await transcript(person)).filter((text) => !text.startsWith("eco"));
			expect(written).toEqual([...texts, "tres", "cuatro"]);
		});
	});

	it("C2: several folders are read at once, and a mail that lies in two is one", async () => {
		const settings = mail.office({ folders: "INBOX, Trabajo" });
		const person = mail.person();
		const box = await mail.program(settings.address);
		await box.mailboxCreate("Trabajo");
		const hub = await mail.hub({ settings });
		for (const folder of ["INBOX", "Trabajo"]) await box.append(folder, raw(person, settings.address, "una vez"));
		await box.append("Trabajo", raw(person, settings.address, "otra"));
		await eventually(async () => expect(new Set(hub.bot.heard)).toEqual(new Set(["una vez", "otra"])));
		expect(hub.bot.heard).toHaveLength(2);
	});

	it("C2: when the connection breaks, what came meanwhile is taken once it stands again", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const codes: (string | null)[] = [];
		const hub = await mail.hub({ settings, health: (code) => void codes.push(code) });
		await write(person, settings.address, "antes");
		await hears(hub, ["antes"]);
		await mail.peer().imap.cut();
		await eventually(async () => expect(codes.at(-1)).toMatch(/^imap-/));
		await write(person, settings.address, "durante");
		await mail.peer().imap.mend();
		await hears(hub, ["antes", "durante"]);
		await eventually(async () => expect(codes.at(-1)).toBeNull());
	});

	it("C2: a fallen process is taken over from within 30 s", async () => {
		expect(watchTiming.leaseMs + watchTiming.renewMs).toBeLessThan(30_000);
		const [settings, elsewhere, person] = [mail.office(), mail.office(), mail.person()];
		// Nobody gives this one back.
		await takeLease("email.fallen", "fallen", watchTiming.leaseMs, mail.clock.now());
		await write(person, settings.address, "hola");
		const hub = await mail.hub({ settings, account: "fallen" });
		const other = await mail.hub({ settings: elsewhere, account: "free", owner: "hub-2" });
		await write(person, elsewhere.address, "aquí sí");
		await hears(other, ["aquí sí"]);
		expect(hub.bot.heard).toEqual([]);
		mail.clock.advance(watchTiming.leaseMs);
		await hears(hub, ["hola"]);
	});

	it("C3: of a mail that is too large the header is taken, and its sender is told", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		await mail.hub({ settings, largestMail: 100_000 });
		const subject = "Los planos";
		const attachments = [{ filename: "planos.pdf", content: Buffer.alloc(100_000, "%PDF-1.4 ") }];
		await mail.peer().delivers(settings.address, { from: person, to: settings.address, subject, attachments });
		await eventually(async () => {
			expect(words(await transcript(person))[0]).toBe("[Correo «Los planos»: no se recibió entero, pesa demasiado]");
			const told = (await mailsTo(mail.peer(), person)).map(({ text }) => text).join("\n");
			expect(told).toContain("Su correo pesa demasiado");
		});
	});

	it("C4: the mail is kept whole as it came, beside what its sender wrote", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		const text = "gracias\n\nEl lun, 2 nov 2026 a las 10:00, Oficina <soporte@oficina.test> escribió:\n> algo\n";
		await write(person, settings.address, text);
		await hears(hub, ["gracias"]);
		// Heard before it has its place in the transcript.
		await eventually(async () => expect(await transcript(person)).not.toHaveLength(0));
		const [message] = await transcript(person);
		const kept = await openMail(message?._id ?? "");
		expect(kept.mail).toMatchObject({ from: { address: person } });
		expect(kept.raw.toString()).toContain("> algo");
	});
});

describe.skipIf(missing)("a mailbox whose server tells nothing by itself", () => {
	const mail = useEmail({ idle: false });

	it("C2: is asked at intervals", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings, timing: { ...quick, pollMs: 100 } });
		for (const text of ["uno", "dos"]) {
			await mail.peer().delivers(settings.address, { from: person, to: settings.address, text });
			await eventually(async () => expect(hub.bot.heard).toContain(text));
		}
	});
});
