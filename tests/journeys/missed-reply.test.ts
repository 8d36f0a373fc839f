import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followEnvironment } from "../../channels/accounts/index.ts";
import { emailKind } from "../../channels/email/kind.ts";
import { missedAfterMs } from "../../src/conversations/index.ts";
import { createSealer } from "../../src/platform/seal.ts";
import { mailsTo, typedFor } from "../channels/email/under-test.ts";
import { type MailPeer, startMail } from "../peers/mail.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { peer as program } from "../support/peers.ts";
import { expectAccessible, journey, patience, useStage } from "./support/browser.ts";
import { chatOn } from "./support/chat.ts";
import { officeOf } from "./support/office.ts";

describe.skipIf(!hasChromium || !program("dovecot") || !program("exim"))("a citizen who does not wait", () => {
	let ahead = 0;
	const clock = { now: () => new Date(Date.now() + ahead) };
	const { hub, config } = useHub({}, { clock });
	const stage = useStage();
	const office = officeOf(hub, stage);
	let mail: MailPeer;
	beforeAll(async () => {
		mail = await startMail();
		const parts = { kinds: [emailKind({ key: "", resumeAt: () => null })], sealer: createSealer(config().secretsKeys) };
		await followEnvironment("email", typedFor(mail), { ...parts, clock });
	});
	afterAll(() => mail.stop());

	it(
		"C1 C2: leaves an address, is answered by mail, replies there, and goes on in the chat by its link",
		async () => {
			const ana = await office.picking("ana");
			const chat = await office.citizen();
			const address = `persona-${randomUUID().slice(0, 8)}@${mail.domain}`;
			await chat.ask("quiero hablar con una persona");
			await chat.strip(chat.word("status.next")).waitFor();
			await chat.button("mail.offer").click();
			await chat.panel.getByLabel(chat.word("mail.label")).fill(address);
			await expectAccessible(chat.page, "leaving an address");
			await chat.page.keyboard.press("Enter");
			await chat.panel.getByText(chat.word("mail.saved", { address })).waitFor();
			await chat.page.close();

			await ana.go("queue");
			await ana.rows.first().click();
			await ana.button("action.claim").click();
			await ana.entry(address).first().waitFor();
			await ana.write("Su trámite está listo, pase el martes.");
			await ana.entry("pase el martes").waitFor();
			expect(await mailsTo(mail, address)).toEqual([]);
			ahead = missedAfterMs;
			const [letter] = await arrived(address);
			expect(letter?.text).toContain("pase el martes");

			await mail.delivers(`soporte@${mail.domain}`, {
				from: address,
				to: `soporte@${mail.domain}`,
				subject: `Re: ${letter?.subject}`,
				inReplyTo: letter?.messageId ?? "",
				text: "¿A qué hora?",
			});
			await ana.entry("¿A qué hora?").waitFor();
			await ana.button("conversation.mail.open").waitFor();
			await expectAccessible(ana.page, "a reply by mail in a chat");

			const page = await stage.enter();
			await page.goto(/https?:\S+#chat=\S+/.exec(letter?.text ?? "")?.[0] ?? "");
			const again = chatOn(page);
			await again.message("pase el martes").waitFor();
			await again.message("¿A qué hora?").waitFor();
			await again.ask("Ya estoy aquí de nuevo");
			await ana.entry("Ya estoy aquí de nuevo").waitFor();
		},
		journey,
	);

	async function arrived(address: string) {
		await expect.poll(async () => (await mailsTo(mail, address)).length, { timeout: patience }).toBe(1);
		return mailsTo(mail, address);
	}
});
