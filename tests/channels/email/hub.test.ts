import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Messages } from "../../../src/conversations/index.ts";
import { Files } from "../../../src/platform/files/model.ts";
import { demoStaff } from "../../../src/seed/demo.ts";
import { openSession } from "../../../src/staff/sessions.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import { useHub } from "../../support/hub.ts";
import { peer as program } from "../../support/peers.ts";
import { mailsTo, shownText } from "./under-test.ts";

const { hub } = useHub({ LOG_LEVEL: "silent" });
const Account = z.looseObject({ id: z.string(), settings: z.record(z.string(), z.string()) });
const pixel = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

describe.skipIf(!program("dovecot") || !program("exim"))("C4, P1: a mailbox on the whole hub", () => {
	let peer: MailPeer;
	beforeAll(async () => {
		peer = await startMail();
	});
	afterAll(() => peer.stop());

	async function call(role: string, method: string, path: string, body?: object) {
		const staff = demoStaff.find(({ roles }) => roles.join() === role);
		const { token } = await openSession(staff?.id ?? "", new Date());
		const answer = await fetch(`${hub().url}${path}`, {
			method,
			headers: {
				cookie: `ventanilla_session=${token}`,
				"x-requested-with": "ventanilla",
				...(body && { "content-type": "application/json" }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}

	const values = (more: Record<string, string> = {}) => ({
		address: `soporte@${peer.domain}`,
		senderName: "Oficina",
		password: "right",
		imapHost: "127.0.0.1",
		imapPort: String(peer.imap.port),
		imapSecurity: "none",
		smtpPort: String(peer.smtp.port),
		smtpSecurity: "none",
		...more,
	});
	const add = (given: Record<string, string>) =>
		call("admin", "POST", "/api/v1/channels", { transport: "email", label: "Correo", values: given });

	it("is added only when both of its servers let it in, and says which one does not", async () => {
		const reading = await add(values({ password: "wrong", smtpPassword: "right" }));
		expect([reading.status, reading.text]).toEqual([400, expect.stringContaining("imap-auth")]);
		const sending = await add(values({ smtpPassword: "wrong" }));
		expect([sending.status, sending.text]).toEqual([400, expect.stringContaining("smtp-auth")]);
		for (const [one, field] of [
			[reading, "values.password"],
			[sending, "values.smtpPassword"],
			[await add(values({ folders: "INBOX, Nada" })), "values.folders"],
		] as const) {
			expect(one.text).toContain(`"${field}"`);
		}
		const port = await add(values({ imapPort: "99999" }));
		expect([port.status, port.text]).toEqual([400, expect.stringContaining("values.imapPort")]);

		const added = await add(values());
		expect(added.status).toBe(201);
		expect(Account.parse(JSON.parse(added.text)).settings).not.toHaveProperty("password");
	});

	it("answers by mail, and shows staff the whole mail without what could harm or tell", async () => {
		const person = `ana@${peer.domain}`;
		await peer.delivers(`soporte@${peer.domain}`, {
			from: `Ana <${person}>`,
			to: `soporte@${peer.domain}`,
			subject: "El horario",
			text: "¿Cuál es el horario?",
			html: '<p>¿Cuál es el <b>horario</b>?</p><script>alert(1)</script><img src="https://spy.test/a.png"><img src="cid:logo">',
			attachments: [{ filename: "logo.png", content: pixel, cid: "logo" }],
		});
		await vi.waitFor(async () => expect(await mailsTo(peer, person)).toHaveLength(1), {
			timeout: 25_000,
			interval: 100,
		});
		const [answer] = await mailsTo(peer, person);
		expect(answer?.subject).toBe("Re: El horario");
		expect(answer && shownText(answer).length).toBeGreaterThan(20);

		const message = await Messages.findOne({ direction: "in" }).lean();
		const path = `/api/v1/messages/${message?._id}/mail`;
		const whole = await call("supervisor", "GET", path);
		expect(whole.status).toBe(200);
		expect(JSON.parse(whole.text)).toMatchObject({
			subject: "El horario",
			from: { address: person, name: "Ana" },
			text: expect.stringContaining("¿Cuál es el horario?"),
			page: true,
			blockedImages: 1,
		});

		const page = await call("supervisor", "GET", `${path}/page`);
		expect(page.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'.*img-src data:;/);
		expect(page.text).toContain("<b>horario</b>");
		expect(page.text).toContain(`src="data:image/png;base64,${pixel.toString("base64")}"`);
		expect(page.text).not.toMatch(/script|spy\.test/);
		const shown = await call("supervisor", "GET", `${path}/page?images=shown`);
		expect(shown.text).toContain("https://spy.test/a.png");
		expect(shown.headers.get("content-security-policy")).toContain("img-src data: https: http:");

		// P9: neither what is infected, nor what nobody scanned, since it was not taken.
		const infected = { state: "infected", at: new Date(), tries: 1, dueAt: null };
		const logo = { "metadata.conversation": message?.conversation };
		await Files.updateOne(logo, { $set: { "metadata.scan": infected } }).orFail();
		const withheld = [await call("supervisor", "GET", `${path}/page`)];
		await Files.deleteOne(logo);
		withheld.push(await call("supervisor", "GET", `${path}/page?images=shown`));
		for (const { text } of withheld) {
			expect(text).toContain("<b>horario</b>");
			expect(text).not.toContain("data:image");
		}

		for (const one of [path, `${path}/page`]) {
			expect((await call("admin", "GET", one)).status).toBe(403);
			// The bot has the word: it is nobody's who attends.
			expect((await call("agent", "GET", one)).status).toBe(403);
		}
		expect((await call("supervisor", "GET", "/api/v1/messages/none/mail")).status).toBe(404);
	});
});
