import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { texts } from "../../src/texts/index.ts";
import { useHub } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { expectAccessible, expectNoSideways, journey, useStage } from "./support/browser.ts";
import { type Chat, chatOn } from "./support/chat.ts";

const bot = texts("es", "bot").say;
/** The open chat, as scripts in the page reach it. */
const panel = 'document.querySelector("ventanilla-chat").shadowRoot.querySelector(".panel")';

describe.skipIf(!peer("chromium"))("how a citizen sees the counter", () => {
	const { hub } = useHub();
	const stage = useStage();

	const screens: [name: string, options: BrowserContextOptions][] = [
		["a small phone", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
		["a screen at 200 %", { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }],
		["a screen at 400 %", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
		["a phone on its side", { viewport: { width: 740, height: 360 }, hasTouch: true, isMobile: true }],
	];

	it.each(screens)(
		"B10: can ask and choose on %s, without looking to the side",
		async (name, options) => {
			const { page, chat } = await enter(options);
			await expectNoSideways(page);
			await chat.open();
			await expectInside(chat);
			await chat.ask("¿Cómo instalo el token?");
			await chat.choose("Instalar el programa del token en macOS");
			await chat.message("Fuente: Instalar el programa del token en macOS").waitFor();
			await chat.expectChoices([bot("answer.yes"), bot("answer.no")]);
			await expectInside(chat);
			await expectAccessible(page, `an answer on ${name}`);
			await chat.button("tool.end").click();
			await chat.button("end.stay").waitFor();
			await expectInside(chat);
			await chat.button("end.stay").click();
		},
		journey,
	);

	it(
		"B10: letters grow to very large on a small phone, in high contrast too, and stay so over a reload",
		async () => {
			const { page, chat } = await enter({ viewport: { width: 320, height: 640 } });
			await chat.open();
			await chat.ask("¿Cuánto cuesta la firma electrónica?");
			const price = chat.message(/Certificado de persona natural/);
			await price.waitFor();
			const normal = await sizeOf(page);
			const size = page.getByRole("button", { name: chat.word("tool.size") });
			await size.click();
			await size.click();
			const large = await sizeOf(page);
			expect(large / normal).toBeGreaterThanOrEqual(1.4);
			await expectInside(chat);
			await expectAccessible(page, "very large letters");
			await chat.button("options.button").click();
			const contrast = page.getByRole("switch", { name: chat.word("options.contrast") });
			await contrast.click();
			await vi.waitFor(async () => expect(await contrast.getAttribute("aria-checked")).toBe("true"));
			await page.keyboard.press("Escape");
			await expectInside(chat);
			await expectAccessible(page, "very large letters in high contrast");
			await page.reload();
			await price.waitFor();
			expect(await sizeOf(page)).toBe(large);
		},
		journey,
	);

	it(
		"B10: follows a system that asks for contrast or forces its colours",
		async () => {
			for (const options of [{ contrast: "more" }, { forcedColors: "active" }] as const) {
				const { page, chat } = await enter(options);
				await chat.open();
				await chat.ask("Mi token está bloqueado");
				await chat.expectChoices([bot("answer.yes"), bot("answer.no")]);
				await expectAccessible(page, JSON.stringify(options));
			}
		},
		journey,
	);

	it.each(["light", "dark"] as const)(
		"B10: a page may force the %s theme, whatever the system says",
		async (theme) => {
			const page = await stage.enter({ colorScheme: theme === "dark" ? "light" : "dark" });
			// A page of the office's own, as it stands on another site of theirs.
			const address = `${hub().url}/pagina-de-la-oficina`;
			await page.route(address, (route) =>
				route.fulfill({
					contentType: "text/html; charset=utf-8",
					body: `<!doctype html><html lang="es"><title>Una página</title><main><h1>Una página</h1></main><script src="/widget.js" data-theme="${theme}" async></script></html>`,
				}),
			);
			await page.goto(address);
			const chat = chatOn(page);
			await chat.open();
			await chat.ask("Mi token está bloqueado");
			await chat.message("Fuente: Mi token está bloqueado").waitFor();
			const background = await page.evaluate<string>(`getComputedStyle(${panel}).backgroundColor`);
			const brightness = Math.max(...(background.match(/\d+/g) ?? []).slice(0, 3).map(Number));
			if (theme === "dark") expect(brightness).toBeLessThan(90);
			else expect(brightness).toBeGreaterThan(200);
			await expectAccessible(page, `a page that forces ${theme}`);
		},
		journey,
	);

	async function enter(options: BrowserContextOptions): Promise<{ page: Page; chat: Chat }> {
		const page = await stage.enter(options);
		await page.goto(hub().url);
		return { page, chat: chatOn(page) };
	}
});

/** The chat is in the window, and nothing in it sticks out of it. */
async function expectInside(chat: Chat): Promise<void> {
	await expectNoSideways(chat.page);
	const box = await chat.panel.boundingBox();
	const window = chat.page.viewportSize();
	if (!box || !window) throw new Error("The chat is not there");
	expect(box.x).toBeGreaterThanOrEqual(0);
	expect(box.y).toBeGreaterThanOrEqual(0);
	expect(box.x + box.width).toBeLessThanOrEqual(window.width);
	expect(box.y + box.height).toBeLessThanOrEqual(window.height + 1);
	const wider = await chat.page.evaluate<string[]>(
		`[...${panel}.querySelectorAll("*")]
			.filter((each) => each.checkVisibility() && !each.closest(".unseen"))
			.filter((each) => each.getBoundingClientRect().right > ${panel}.getBoundingClientRect().right + 1)
			.map((each) => each.tagName + "." + each.className)`,
	);
	expect(wider).toEqual([]);
}

/** Of the letters of an answer, in CSS pixels. */
function sizeOf(page: Page): Promise<number> {
	return page.evaluate(`parseFloat(getComputedStyle(${panel}.querySelector("article.bot .text")).fontSize)`);
}
