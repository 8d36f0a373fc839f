import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Conversations, Messages } from "../../src/conversations/index.ts";
import { pdf, png } from "../platform/files/samples.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, journey, patience, useStage } from "./support/browser.ts";
import { useLines } from "./support/line.ts";
import { close, officeOf } from "./support/office.ts";

const secret = "Nota: revisar si ya pagó la renovación";

describe.skipIf(!hasChromium)("a citizen and the people at the desk", () => {
	const { hub } = useHub();
	const { line } = useLines(hub);
	const office = officeOf(hub, useStage());

	it(
		"A1 A2 B7: who asks for a person waits in sight, is picked from the queue by an agent in pause, and both talk",
		async () => {
			const ana = await office.picking("ana");
			await ana.go("queue");
			await ana.page.getByText(ana.word("list.empty.queue")).waitFor();
			await expectAccessible(ana.page, "an empty queue");

			const chat = await office.citizen();
			await chat.ask("quiero hablar con una persona");
			await chat.strip(chat.word("status.next")).waitFor();
			await expectAccessible(chat.page, "waiting in the queue");
			await chat.page.setViewportSize({ width: 320, height: 256 });
			await expectAccessible(chat.page, "waiting in the queue at 400 %");
			await chat.page.setViewportSize({ width: 1280, height: 800 });
			await chat.page.reload();
			await chat.strip(chat.word("status.next")).waitFor();
			await chat.ask("Necesito renovar mi firma");

			await ana.rows.filter({ hasText: "Necesito renovar mi firma" }).click();
			await ana.page.getByRole("region", { name: ana.word("conversation.summary") }).waitFor();
			await ana.entry("Necesito renovar mi firma").waitFor();
			await expectAccessible(ana.page, "a waiting conversation");
			await ana.button("action.claim").click();
			await ana.page.getByText(ana.word("action.done.claim")).waitFor();
			await chat.strip(chat.word("status.agent", { name: "Ana" })).waitFor();

			await ana.reply.pressSequentially("Buenas");
			await chat.panel.getByText(chat.word("typing.agent", { name: "Ana" })).waitFor();
			await expectAccessible(chat.page, "an agent types");
			await ana.write("Buenas tardes, ¿en qué le ayudo?");
			await chat.message("¿en qué le ayudo?").waitFor();
			await chat.panel.getByText(chat.word("typing.agent", { name: "Ana" })).waitFor({ state: "hidden" });
			await ana.entry("¿en qué le ayudo?").waitFor();
			await ana.mark("read").waitFor();

			await chat.field.pressSequentially("Vence");
			await ana.page.getByText(/está escribiendo…/).waitFor();
			await expectAccessible(ana.page, "a citizen types");
			await chat.ask("Vence mañana");
			await ana.entry("Vence mañana").waitFor();
			await ana.page.getByText(/está escribiendo…/).waitFor({ state: "detached" });
			await chat.panel.getByText(chat.word("mark.read"), { exact: true }).waitFor();
			await expectAccessible(chat.page, "a talk with a person");
			await close(ana);
		},
		journey,
	);

	it(
		"A3 C3: a file goes each way, and a note of the team is never at the citizen's",
		async () => {
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenos días, soy Ana.");
			const heard = chat.page.waitForEvent("websocket").then((socket) => {
				const frames: string[] = [];
				socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
				return frames;
			});
			await chat.page.reload();
			await chat.message("soy Ana").waitFor();

			await chat.attach({ name: "recibo.png", mimeType: "image/png", buffer: png });
			await expectAccessible(chat.page, "a file to send");
			await chat.ask("Este es mi recibo");
			await ana.entry("Este es mi recibo").waitFor();
			await expectShown(ana.page.getByRole("img", { name: ana.word("conversation.image", { name: "recibo.png" }) }));
			await expectAccessible(ana.page, "a file from the citizen");

			await ana.attach({ name: "constancia.pdf", mimeType: "application/pdf", buffer: pdf });
			await expectAccessible(ana.page, "a file to the citizen");
			await ana.write("Su constancia");
			await chat.message("Su constancia").waitFor();
			const file = chat.message("Su constancia").getByRole("button", { name: /constancia\.pdf/ });
			await expectAccessible(chat.page, "a file from the agent");
			const [download] = await Promise.all([chat.page.waitForEvent("download"), file.click()]);
			expect(download.suggestedFilename()).toBe("constancia.pdf");
			expect(await readFile(await download.path())).toEqual(pdf);

			await ana.button("composer.note").click();
			await ana.note.fill(secret);
			await expectAccessible(ana.page, "writing a note");
			await ana.note.press("Enter");
			await ana.page.getByRole("article", { name: ana.word("conversation.noteBy", { name: "Usted" }) }).waitFor();
			await expectAccessible(ana.page, "a note in the talk");
			await ana.button("composer.reply", { channel: ana.word("channel.webchat") }).click();
			await ana.write("¿Algo más?");
			await chat.message("¿Algo más?").waitFor();
			await chat.ask("Una pregunta más");
			await ana.entry("Una pregunta más").waitFor();

			const frames = await heard;
			expect(frames.join("\n")).toContain("¿Algo más?");
			expect(frames.join("\n")).not.toContain(secret);
			expect(await chat.panel.innerText()).not.toContain(secret);
			await chat.page.reload();
			await chat.message("¿Algo más?").waitFor();
			await expectShown(chat.page.getByRole("img", { name: chat.word("file.image", { name: "recibo.png" }) }));
			expect(await chat.panel.innerText()).not.toContain(secret);
			expect(await Messages.countDocuments({ direction: "note", "parts.text": secret })).toBe(1);
			await close(ana);
		},
		journey,
	);

	it(
		"C2: a reload and a cut line of the citizen in the middle of a talk with a person lose and repeat nothing",
		async () => {
			const ana = await office.picking("ana");
			const wire = await line();
			const chat = await office.talk(ana, "Buenas tardes, ¿en qué le ayudo?", wire.url);

			wire.cut();
			await chat.panel.getByText(chat.word("line.offline")).waitFor();
			await chat.ask("Escribo sin conexión");
			await ana.write("Escribo mientras no está");
			await ana.entry("Escribo mientras no está").waitFor();
			wire.mend();
			await chat.message("Escribo mientras no está").waitFor();
			await ana.entry("Escribo sin conexión").waitFor();
			await chat.page.reload();
			await chat.expectSaid(["quiero hablar con una persona", "Escribo sin conexión"]);
			expect(await chat.message("Escribo mientras no está").count()).toBe(1);
			expect(await Messages.countDocuments({ "parts.text": "Escribo sin conexión" })).toBe(1);
			await close(ana);
		},
		journey,
	);

	it(
		"A1 C2: a reload and a cut line of the agent in the middle of a talk lose and repeat nothing, and the chat stays theirs",
		async () => {
			const wire = await line();
			const ana = await office.picking("ana", wire.url);
			const chat = await office.talk(ana, "Buenas noches, le atiende Ana.");
			await ana.reply.fill("A medio escribir");
			await ana.page.reload();
			await ana.entry("le atiende Ana").waitFor();
			await expect.poll(() => ana.reply.inputValue(), { timeout: patience }).toBe("A medio escribir");

			wire.cut();
			await ana.page.getByText(ana.word("shell.offline")).first().waitFor();
			await ana.write("Respondo sin conexión");
			await ana.page.getByText(ana.word("conversation.delivery.waiting")).waitFor();
			await expectAccessible(ana.page, "the desk without a line");
			await chat.ask("¿Sigue ahí?");
			await chat.panel.getByText(chat.word("mark.sent"), { exact: true }).waitFor();
			wire.mend();
			await ana.entry("¿Sigue ahí?").waitFor();
			await chat.message("Respondo sin conexión").waitFor();
			await ana.page.getByText(ana.word("conversation.delivery.waiting")).waitFor({ state: "detached" });

			// What reaches the hub while its answer gets lost is sent again, and is still one.
			wire.deafen();
			await ana.write("Esto lo oye una vez");
			await chat.message("Esto lo oye una vez").waitFor();
			wire.cut();
			await ana.page.getByText(ana.word("shell.offline")).first().waitFor();
			wire.mend();
			await ana.page.getByText(ana.word("shell.offline")).first().waitFor({ state: "detached" });
			await expect.poll(() => ana.page.locator("[data-unsent]").count(), { timeout: patience }).toBe(0);
			for (const text of ["Respondo sin conexión", "Esto lo oye una vez", "¿Sigue ahí?"]) {
				expect(await ana.page.locator("[data-message]").filter({ hasText: text }).count()).toBe(1);
				expect(await chat.message(text).count()).toBe(1);
				expect(await Messages.countDocuments({ "parts.text": text })).toBe(1);
			}
			expect(await Conversations.countDocuments({ stage: "agent", assignee: "demo-agent-1" })).toBe(1);
			await close(ana);
		},
		journey,
	);
});

/** The picture is there in full, not only its place. */
async function expectShown(image: Locator): Promise<void> {
	await image.waitFor();
	await expect.poll(() => image.evaluate((shown) => Reflect.get(shown, "naturalWidth")), { timeout: patience }).toBe(5);
}
