import type { Locator, Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { Conversations, Interactions, Messages } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import { useHub } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { expectAccessible, journey, patience, useStage } from "./support/browser.ts";
import { type Chat, chatOn } from "./support/chat.ts";
import { useLines } from "./support/line.ts";

const bot = texts("es", "bot").say;
const helped = [bot("answer.yes"), bot("answer.no")];
const prices = "Fuente: Precios de la firma electrónica y del token";

describe.skipIf(!peer("chromium"))("a citizen at the counter", () => {
	const { hub } = useHub();
	const { line } = useLines(hub);
	const stage = useStage();

	it(
		"B2 B8 B10 C2: is told about privacy, asks, chooses, is surveyed; a reload and a cut line lose and repeat nothing",
		async () => {
			const wire = await line();
			const page = await stage.enter();
			await page.goto(wire.url);
			await page.getByRole("heading", { level: 1 }).waitFor();
			await expectAccessible(page, "the office's page");
			const chat = chatOn(page);
			const others = await Conversations.countDocuments();
			await chat.open();
			await chat.panel.getByText(chat.word("privacy.short")).waitFor();
			expect(await Conversations.countDocuments()).toBe(others);
			await chat.panel.getByText(chat.word("privacy.how"), { exact: true }).click();
			await chat.panel.getByText(chat.word("privacy.what")).waitFor();
			await expectAccessible(page, "the privacy notice");

			const said = ["¿Cuánto cuesta la firma electrónica?"];
			await chat.ask("¿Cuánto cuesta la firma electrónica?");
			await chat.message(prices).waitFor();
			await chat.expectChoices(helped);
			await chat.expectSaid(said);
			await expectAccessible(page, "an answer with its source");

			// A reload in the middle: the talk, what can be chosen and what was being written are there again.
			const before = await chat.ids();
			await chat.field.fill("¿Y cómo pago");
			await page.reload();
			await chat.message(prices).waitFor();
			await chat.expectChoices(helped);
			expect(await chat.ids()).toEqual(before);
			await expect.poll(() => chat.field.inputValue(), { timeout: patience }).toBe("¿Y cómo pago");
			await chat.field.fill("");
			await chat.choose(bot("answer.yes"));
			said.push(bot("answer.yes"));
			await chat.expectChoices([bot("more.yes"), bot("more.no")]);

			// The cable is pulled: one goes on writing, and it arrives once when the line is back.
			wire.cut();
			await chat.panel.getByText(chat.word("line.offline")).waitFor();
			await chat.ask("¿Cómo instalo el token?");
			await chat.message(chat.word("mark.waiting")).waitFor();
			await expectAccessible(page, "without a line");
			wire.mend();
			said.push("¿Cómo instalo el token?");
			const near = ["Instalar el programa del token en Windows", "Instalar el programa del token en macOS"];
			await chat.expectChoices([...near, bot("near.none")]);
			await chat.panel.getByText(chat.word("line.offline")).waitFor({ state: "hidden" });
			await chat.expectSaid(said);
			await expectAccessible(page, "a choice between two answers");
			await chat.choose("Instalar el programa del token en Windows");
			said.push("Instalar el programa del token en Windows");
			await chat.message("Fuente: Instalar el programa del token en Windows").waitFor();
			await chat.expectChoices(helped);

			// The message arrives and its answer gets lost: sent again, it is still one.
			wire.deafen();
			await chat.ask("¿Cómo cocino pupusas?");
			said.push("¿Cómo cocino pupusas?");
			await vi.waitFor(async () => expect(await stored("¿Cómo cocino pupusas?")).toBe(1), { timeout: patience });
			wire.cut();
			await chat.panel.getByText(chat.word("line.offline")).waitFor();
			wire.mend();
			await chat.expectChoices([bot("offer.reword"), bot("offer.person")]);
			await chat.expectSaid(said);
			await expectAccessible(page, "a question without an answer");
			for (const text of said.filter((each) => each.includes("¿"))) expect(await stored(text)).toBe(1);

			await endAndBeSurveyed(chat, page);
			const ids = await chat.ids();
			expect(new Set(ids).size).toBe(ids.length);
			const heard = await Messages.findOne({ "parts.text": "¿Cómo cocino pupusas?" }).lean().orFail();
			const conversation = await Conversations.findById(heard.conversation).lean().orFail();
			expect(conversation.privacy?.version).toBeTruthy();
			await vi.waitFor(
				async () =>
					expect(await Interactions.find({ conversation: conversation._id }).lean()).toMatchObject([
						{ outcome: "ended-by-citizen", survey: { overall: 5, attention: 4, comment: "Todo claro, gracias." } },
					]),
				{ timeout: patience },
			);
		},
		journey,
	);

	it(
		"C2 P2: a conversation is this tab's only, this device's when asked, and gone when asked",
		async () => {
			const page = await stage.enter();
			await page.goto(hub().url);
			const chat = chatOn(page);
			await chat.open();
			await chat.ask("Mi token está bloqueado");
			await chat.message("Fuente: Mi token está bloqueado").waitFor();
			expect(await seenInAnotherTab(page)).toBe(false);

			const remember = page.getByRole("switch", { name: chat.word("options.remember") });
			const setRemember = async (on: boolean) => {
				await chat.button("options.button").click();
				await remember.click();
				await vi.waitFor(async () => expect(await remember.getAttribute("aria-checked")).toBe(String(on)));
				if (on) await expectAccessible(page, "the options");
				await page.keyboard.press("Escape");
				await remember.waitFor({ state: "hidden" });
			};
			await setRemember(true);
			expect(await seenInAnotherTab(page)).toBe(true);
			await page.reload();
			await chat.message("Fuente: Mi token está bloqueado").waitFor();
			await setRemember(false);
			expect(await seenInAnotherTab(page)).toBe(false);
			expect(await kept(page, "localStorage")).toEqual([]);
			await setRemember(true);

			await chat.button("tool.end").click();
			await chat.button("end.forget").click();
			await chat.panel.getByText(chat.word("gone.title")).waitFor();
			await expectAccessible(page, "forgotten");
			expect(await kept(page, "localStorage")).toEqual([]);
			expect(await kept(page, "sessionStorage")).toEqual([]);
			await chat.button("gone.again").click();
			await chat.panel.getByText(chat.word("privacy.short")).waitFor();
			expect(await chat.ids()).toEqual([]);
			expect(await stored("Mi token está bloqueado")).toBe(1);
		},
		journey,
	);

	it(
		"B10: everything is done by keyboard alone, and the focus is where one would look for it",
		async () => {
			const page = await stage.enter();
			await page.goto(hub().url);
			const chat = chatOn(page);
			const { keyboard } = page;
			await page.getByRole("heading", { level: 1 }).waitFor();
			await keyboard.press("Tab");
			await expectFocus(page.getByRole("link", { name: texts("es", "home").say("skip") }));
			const launcher = page.getByRole("button", { name: chat.word("launcher.openLabel") });
			await tabTo(launcher);
			await keyboard.press("Enter");
			await expectFocus(chat.field);
			await chat.panel.getByText(chat.word("welcome.suggestions")).waitFor();
			await keyboard.type("¿Cuánto cuesta la firma electrónica?");
			await keyboard.press("Enter");
			await chat.message(prices).waitFor();
			await chat.expectChoices(helped);
			await expectFocus(chat.field);

			// Back from the field to the answer's buttons, which keep the focus when they are taken.
			await tabTo(chat.choice(bot("answer.yes")), "Shift+Tab");
			await keyboard.press("Enter");
			await chat.expectChoices([bot("more.yes"), bot("more.no")]);
			await tabTo(chat.field);
			await keyboard.press("Escape");
			await expectFocus(launcher);
			await keyboard.press("Space");
			await expectFocus(chat.field);

			await tabTo(chat.button("options.button"), "Shift+Tab");
			await keyboard.press("Enter");
			const contrast = page.getByRole("switch", { name: chat.word("options.contrast") });
			await tabTo(contrast);
			await keyboard.press("Space");
			await vi.waitFor(async () => expect(await contrast.getAttribute("aria-checked")).toBe("true"));
			await expectAccessible(page, "the options, in high contrast");
			await keyboard.press("Escape");
			await expectFocus(chat.button("options.button"));

			await tabTo(chat.button("tool.end"));
			await keyboard.press("Enter");
			await expectFocus(chat.button("end.stay"));
			await keyboard.press("Escape");
			await expectFocus(chat.button("tool.end"));
			await keyboard.press("Enter");
			await tabTo(chat.button("end.end"));
			await keyboard.press("Enter");
			await chat.expectChoices([bot("survey.yes"), bot("survey.no")]);
			await expectFocus(chat.field);
			await keyboard.type("no");
			await keyboard.press("Enter");
			await chat.strip(chat.word("status.closed")).waitFor();
		},
		journey,
	);

	it(
		"B10: speaks English from the page to the survey",
		async () => {
			const page = await stage.enter({ locale: "en-GB" });
			await page.goto(`${hub().url}/?lang=en`);
			const chat = chatOn(page, "en");
			const english = texts("en", "bot").say;
			await chat.open();
			await chat.panel.getByText(chat.word("privacy.short")).waitFor();
			await expectAccessible(page, "the welcome in English");
			await chat.ask("How much does the electronic signature cost?");
			await chat.message("Source: Prices of the electronic signature and the token").waitFor();
			await chat.expectChoices([english("answer.yes"), english("answer.no")]);
			await chat.choose(english("answer.no"));
			await chat.choose(english("offer.reword"));
			await chat.ask("I forgot my portal password");
			await chat.choose(english("answer.yes"));
			await chat.choose(english("more.no"));
			await chat.choose(english("survey.yes"));
			await chat.choose(english("survey.rating.3"));
			await chat.choose(english("survey.rating.3"));
			await chat.choose(english("survey.skip"));
			await chat.strip(chat.word("status.closed")).waitFor();
			await expectAccessible(page, "after the survey in English");
			const spanish = await chat.panel.getByText(/usted|conversación|gracias/i).allInnerTexts();
			expect(spanish).toEqual([]);
		},
		journey,
	);
});

/** Whether the talk of this page is there in another tab of the same browser. */
async function seenInAnotherTab(page: Page): Promise<boolean> {
	const other = await page.context().newPage();
	await other.goto(page.url());
	const chat = chatOn(other);
	// Who is remembered with the chat open finds it open.
	const launcher = other.getByRole("button", { name: chat.word("launcher.openLabel") });
	await launcher.or(chat.field).first().waitFor();
	if (await launcher.isVisible()) await chat.open();
	const greeting = chat.panel.getByText(chat.word("welcome.suggestions"));
	const talk = chat.message("Fuente: Mi token está bloqueado");
	await greeting.or(talk).first().waitFor();
	const seen = await talk.isVisible();
	await other.close();
	return seen;
}

/** What the chat has kept in this browser. */
function kept(page: Page, box: "localStorage" | "sessionStorage"): Promise<string[]> {
	return page.evaluate(`Object.keys(${box}).filter((key) => key.startsWith("ventanilla:"))`);
}

async function expectFocus(what: Locator): Promise<void> {
	await what.and(what.page().locator(":focus")).waitFor();
}

/** Goes on until the focus is there, as somebody does who cannot point. */
async function tabTo(what: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
	const focused = what.and(what.page().locator(":focus"));
	for (let presses = 0; presses < 60; presses += 1) {
		await what.page().keyboard.press(key);
		if ((await focused.count()) > 0) return;
	}
	throw new Error(`${key} never reaches ${what}`);
}

async function endAndBeSurveyed(chat: Chat, page: Page): Promise<void> {
	await chat.button("tool.end").click();
	const dialog = page.getByRole("dialog", { name: chat.word("end.title") });
	await dialog.waitFor();
	await expectAccessible(page, "asked whether to end");
	await dialog.getByRole("button", { name: chat.word("end.end"), exact: true }).click();
	await dialog.waitFor({ state: "hidden" });
	await chat.expectChoices([bot("survey.yes"), bot("survey.no")]);
	await chat.choose(bot("survey.yes"));
	await chat.message(bot("survey.overall")).waitFor();
	await expectAccessible(page, "the survey");
	await chat.choose(bot("survey.rating.5"));
	await chat.message(bot("survey.attentionBot")).waitFor();
	await chat.choose(bot("survey.rating.4"));
	await chat.message(bot("survey.comment")).waitFor();
	await chat.ask("Todo claro, gracias.");
	await chat.strip(chat.word("status.closed")).waitFor();
	await expectAccessible(page, "after the survey");
}

/** How often the store holds these words of a citizen. */
function stored(text: string): Promise<number> {
	return Messages.countDocuments({ direction: "in", "parts.text": text });
}
