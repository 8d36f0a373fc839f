import { resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { axeFindings } from "../../support/axe.ts";
import { launchChromium } from "../../support/chromium.ts";

/** Milliseconds in which something must have shown itself, on a slow machine too. */
export const patience = 30_000;
/** For whole journeys, with axe at every stop. */
export const journey = 360_000;

export interface Stage {
	/** A person of their own: nothing is shared with other contexts. */
	enter(options?: BrowserContextOptions): Promise<Page>;
}

/** One browser for the file; each test's pages are closed after it, and none of them may have had a fault. */
export function useStage(): Stage {
	let browser: Browser;
	const faults: string[] = [];
	beforeAll(async () => {
		browser = await launchChromium();
	});
	afterAll(() => browser?.close());
	afterEach(async ({ task }) => {
		const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
		if (task.result?.state === "fail") await picture(pages, task.name);
		for (const context of browser?.contexts() ?? []) await context.close();
		expect(faults.splice(0)).toEqual([]);
	});
	return {
		async enter(options = {}) {
			const context = await browser.newContext({
				viewport: { width: 1280, height: 800 },
				locale: "es-SV",
				timezoneId: "America/El_Salvador",
				colorScheme: "light",
				reducedMotion: "reduce",
				...options,
			});
			context.setDefaultTimeout(patience);
			context.on("page", (page) => listen(page, faults));
			return context.newPage();
		},
	};
}

/** What was on the screens when a test failed, for whoever looks into it. */
async function picture(pages: readonly Page[], test: string): Promise<void> {
	const name = test.replaceAll(/[^\p{L}\d]+/gu, "-").slice(0, 60);
	for (const [place, page] of pages.entries()) {
		await page.screenshot({ path: resolve(failures, `${name}-${place}.png`), timeout: 10_000 }).catch(() => {});
	}
}

/** What no page may ever do: fail, breach the content policy, or open a dialog that nobody asked for. */
function listen(page: Page, faults: string[]): void {
	page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
	page.on("console", (message) => {
		const text = message.text();
		if (message.type() === "error" && /policy|trusted ?type|refused to/i.test(text)) faults.push(text);
	});
	page.on("dialog", (dialog) => {
		faults.push(`${dialog.type()}: ${dialog.message()}`);
		dialog.dismiss().catch(() => {});
	});
}

const failures = resolve(import.meta.dirname, "../../../.cache/journeys");

/**
 * Nothing that axe can find wrong on what the page shows now, in either theme; the page is left light.
 *
 * @param state what it shows, for the message of a failure
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
	const found: string[] = [];
	// A hint that follows the pointer is no part of the page.
	await page.mouse.move(0, 0);
	await page.getByRole("tooltip").first().waitFor({ state: "hidden" });
	for (const colorScheme of ["dark", "light"] as const) {
		await page.emulateMedia({ colorScheme });
		// Two frames: the page hears of it, and paints.
		await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
		for (const finding of await axeFindings(page)) found.push(`${state}, ${colorScheme}, ${finding}`);
	}
	expect(found).toEqual([]);
}

/** Nothing sticks out to the side. */
export async function expectNoSideways(page: Page): Promise<void> {
	const { wide, shown } = await page.evaluate<{ wide: number; shown: number }>(
		"({ wide: document.documentElement.scrollWidth, shown: document.documentElement.clientWidth })",
	);
	expect(wide).toBeLessThanOrEqual(shown);
}
