import { describe, expect, it, vi } from "vitest";
import { Citizens } from "../../src/citizens/index.ts";
import { texts } from "../../src/texts/index.ts";
import { startFaultySmtp } from "../peers/faulty-smtp.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, expectNoSideways, journey, patience, useStage } from "./support/browser.ts";
import { officeOf } from "./support/office.ts";

const words = texts("es", "caso");

describe.skipIf(!hasChromium)("a citizen's own page", async () => {
	const smtp = await startFaultySmtp();
	const { hub } = useHub({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: "Oficina <oficina@office.example>" });
	const stage = useStage();

	/** The codes that a mail server took for this address, oldest first. */
	async function codeTo(address: string, count: number): Promise<string> {
		const codes = () =>
			smtp.taken.map(String).flatMap((raw) => (raw.includes(address) && /digo es (\d{6})/.exec(raw)?.[1]) || []);
		await vi.waitFor(() => expect(codes()).toHaveLength(count), patience);
		return codes().at(-1) ?? "";
	}

	it(
		"B11 B3 T8: registers with what is least, by keyboard, on a narrow screen; sees own matters; leaves nothing behind",
		async () => {
			const page = await stage.enter({ viewport: { width: 320, height: 640 } });
			await page.goto(`${hub().url}/`);
			await page.getByRole("link", { name: texts("es", "home").say("hero.own") }).click();
			await page.getByRole("heading", { name: words.say("claim.title") }).waitFor();
			await expectAccessible(page, "who are you");
			await expectNoSideways(page);

			const document = page.getByLabel(words.say("document.label"));
			await document.press("Enter");
			await page.getByText(words.say("document.nothing")).waitFor();
			await document.fill("04567890-1");
			await page.getByLabel(words.say("name.label")).fill("<b>Ana</b> María Solís");
			await page.getByLabel(words.say("claim.new")).check();
			await page.getByLabel(words.say("mail.label")).fill("ana@citizens.example");
			await page.getByLabel(words.say("mail.label")).press("Enter");
			await page.getByText(words.say("document.checkDigit")).waitFor();
			await document.and(page.locator(":focus")).waitFor();
			await expectAccessible(page, "a wrong document");
			await document.fill("04567890-3");
			await document.press("Enter");

			await page.getByText(words.say("code.new")).waitFor();
			await expectAccessible(page, "the code");
			const code = await codeTo("ana@citizens.example", 1);
			const digits = page.getByLabel(words.say("code.label"));
			await digits.fill(code === "000000" ? "000001" : "000000");
			await digits.press("Enter");
			await page.getByText(words.say("words.left", {}).replace("[left]", "2")).waitFor();
			expect(await Citizens.countDocuments({ "contacts.address": "ana@citizens.example" })).toBe(0);
			await digits.fill(code);
			await digits.press("Enter");
			await page.getByText(words.say("matters.none")).waitFor();
			await page.getByText("<b>Ana</b> María Solís").waitFor();
			await expectAccessible(page, "no matters yet");
			expect(await Citizens.findOne({ "contacts.address": "ana@citizens.example" }).lean()).toMatchObject({
				proof: "claimed",
				source: "registered",
				documents: [{ country: "SV", type: "dui", number: "045678903" }],
			});

			await page.reload();
			await page.getByText("<b>Ana</b> María Solís").waitFor();
			await page.getByRole("button", { name: words.say("matters.leave") }).click();
			await page.getByRole("heading", { name: words.say("claim.title") }).waitFor();
			expect(await document.inputValue()).toBe("");
			await page.reload();
			await page.getByRole("heading", { name: words.say("claim.title") }).waitFor();
			expect(await page.getByText("María Solís").count()).toBe(0);
		},
		journey,
	);

	it(
		"B3: whoever is on file sees what they spoke of in the chat; a stranger with the right number reads the same words",
		async () => {
			const chat = await officeOf(hub, stage).citizen();
			await chat.ask("quiero verificar mi identidad");
			await chat.message("documento").first().waitFor();
			await chat.ask("01234567-8");
			await chat.message("nombre").last().waitFor();
			await chat.ask("Rosa Elena Menjívar Ayala");
			await chat.ask(await codeTo("rosa@citizens.example", 1));
			await chat.message("Gracias, Rosa Elena").waitFor();

			const page = await stage.enter();
			await page.clock.install();
			await page.goto(`${hub().url}/caso`);
			const claim = async (name: string) => {
				await page.getByLabel(words.say("document.label")).fill("01234567-8");
				await page.getByLabel(words.say("name.label")).fill(name);
				await page.getByLabel(words.say("name.label")).press("Enter");
				await page.getByText(words.say("code.known")).waitFor();
			};
			await claim("Otra Persona Cualquiera");
			await page.getByRole("button", { name: words.say("code.back") }).click();
			await claim("menjivar ayala rosa elena");
			await page.getByLabel(words.say("code.label")).fill(await codeTo("rosa@citizens.example", 2));
			await page.getByRole("button", { name: words.say("code.send") }).click();
			await page.getByText("Hola, Rosa Elena Menjívar Ayala.").waitFor();
			await page.getByText("En curso, por chat").waitFor();
			await expectAccessible(page, "own matters");

			await page.clock.fastForward("30:01");
			await page.getByRole("heading", { name: words.say("claim.title") }).waitFor();
			expect(await page.getByText("Rosa Elena").count()).toBe(0);
		},
		journey,
	);
});
