import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type ClamdPeer, eicar, startClamd } from "../peers/clamd.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { freePort } from "../support/processes.ts";
import { expectAccessible, journey, patience, useStage } from "./support/browser.ts";
import { close, officeOf } from "./support/office.ts";

const seconds = 8;
/** A note of eight seconds, large enough that a player asks for it in parts. */
const note = { name: "nota.wav", mimeType: "audio/wav", buffer: tone(seconds, 44_100) };
const harmful = { name: "recibo.txt", mimeType: "text/plain", buffer: Buffer.from(eicar) };

describe.skipIf(!hasChromium || !peer("clamd"))("files between a citizen and the desk", async () => {
	const port = await freePort();
	const { hub } = useHub({ CLAMD: `127.0.0.1:${port}` });
	const office = officeOf(hub, useStage());
	let clamd: ClamdPeer | null = null;
	afterEach(async () => {
		await clamd?.stop();
		clamd = null;
	});

	it(
		"C3 A2: a voice note is heard and wound by keyboard at the desk, and in the chat when it comes from an agent",
		async () => {
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenas, soy Ana.");
			await chat.attach(note);
			await chat.ask("Le explico");
			await ana.entry("Le explico").waitFor();
			const parts = new Set<number>();
			ana.page.on("response", (response) => response.url().includes("/api/v1/files/") && parts.add(response.status()));
			await expectPlays(ana.page, `audio[aria-label="${ana.word("conversation.audio", { name: "nota.wav" })}"]`);
			expect(parts).toEqual(new Set([206]));
			await expectAccessible(ana.page, "a voice note");

			await ana.attach(note);
			await ana.write("Escuche esto");
			await chat.message("Escuche esto").waitFor();
			await expectPlays(chat.page, 'ventanilla-chat article.agent audio[aria-label="nota.wav"]');
			await expectAccessible(chat.page, "a voice note from the agent");
			await close(ana);
		},
		journey,
	);

	it(
		"P9: what came while clamd was down is marked, and withdrawn in sight of both when it is found harmful",
		async () => {
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenas tardes, soy Ana.");
			await chat.attach(harmful);
			await chat.ask("Este es mi recibo");
			await ana.entry("Este es mi recibo").waitFor();
			await ana.page.getByText(ana.word("conversation.doubt.unscanned")).waitFor();
			await expectAccessible(ana.page, "a file that is not scanned");

			clamd = await startClamd(port);
			await ana.page.getByText(ana.word("conversation.doubt.infected")).waitFor({ timeout: 2 * patience });
			expect(await ana.page.getByRole("link", { name: /recibo\.txt/ }).count()).toBe(0);
			await expectAccessible(ana.page, "a withdrawn file");

			await chat.page.reload();
			await chat.message("Este es mi recibo").getByText(chat.word("file.removed")).waitFor();
			await expectAccessible(chat.page, "a withdrawn file of one's own");

			await chat.page.locator("ventanilla-chat input[type=file]").setInputFiles(harmful);
			await chat.panel
				.getByText(chat.word("file.infected", { name: harmful.name }))
				.first()
				.waitFor();
			await ana.page.locator("[data-mode] input[type=file]").setInputFiles(harmful);
			await ana.page.getByText(ana.word("composer.uploadFailed.infected")).waitFor();
			await expectAccessible(ana.page, "a file that is refused");
			await ana.page.getByRole("button", { name: ana.word("composer.removeFile", { name: harmful.name }) }).click();
			await close(ana);

			const marta = await office.staff("marta");
			await marta.page.goto(`${hub().url}/desk/audit`);
			await marta.page
				.getByRole("cell", { name: marta.word("admin.audit.types.file.infected") })
				.first()
				.waitFor();
		},
		journey,
	);
});

/** It can be reached and played with the keyboard alone, and wound to near its end. */
async function expectPlays(page: Page, selector: string): Promise<void> {
	const player = page.locator(selector);
	await player.waitFor();
	const is = (name: string) => player.evaluate((audio, name) => Reflect.get(audio, name), name);
	await expect.poll(async () => Math.round(Number(await is("duration"))), { timeout: patience }).toBe(seconds);
	await player.focus();
	await page.keyboard.press("Space");
	await expect.poll(() => is("currentTime"), { timeout: patience }).toBeGreaterThan(0);
	await page.keyboard.press("Space");
	await expect.poll(() => is("paused"), { timeout: patience }).toBe(true);
	await player.evaluate((audio) => Reflect.set(audio, "currentTime", 6));
	await expect.poll(() => is("seeking"), { timeout: patience }).toBe(false);
	expect(await is("currentTime")).toBe(6);
}

function tone(seconds: number, rate: number): Buffer {
	const samples = Buffer.alloc(seconds * rate * 2);
	for (let at = 0; at < seconds * rate; at += 1) {
		samples.writeInt16LE(Math.round(Math.sin((at / rate) * 2 * Math.PI * 440) * 8_000), at * 2);
	}
	const head = Buffer.alloc(44);
	head.write("RIFF");
	head.writeUInt32LE(36 + samples.length, 4);
	head.write("WAVEfmt ", 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write("data", 36);
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}
