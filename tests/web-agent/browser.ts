import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { axeFindings } from "../support/axe.ts";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { type Peer, startPeer } from "./peer/peer.ts";

export interface View {
	width: number;
	height: number;
	scheme: "light" | "dark";
	language: "es" | "en";
}

const wide: View = { width: 1440, height: 900, scheme: "light", language: "es" };

/** Builds the desk once for the file and gives each test a hub of its own and pages that look at it. */
export function useDeskInBrowser(): { peer(): Peer; open(path: string, view?: Partial<View>): Promise<Page> } {
	let browser: Browser;
	let dist: string;
	let peer: Peer;
	const faults: string[] = [];

	beforeAll(async () => {
		if (!hasChromium) return;
		dist = await mkdtemp(join(tmpdir(), "ventanilla-desk-"));
		const { build } = await import("vite");
		const root = resolve(import.meta.dirname, "../../web-agent");
		// As it is shipped: under vitest's own NODE_ENV it would be React's development build.
		const env = process.env.NODE_ENV;
		process.env.NODE_ENV = "production";
		await build({ configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir: dist } });
		process.env.NODE_ENV = env;
		browser = await launchChromium();
	}, 180_000);
	afterAll(async () => {
		await browser?.close();
		if (dist) await rm(dist, { recursive: true, force: true });
	});
	beforeEach(async () => {
		if (hasChromium) peer = await startPeer(dist);
	});
	afterEach(async () => {
		for (const context of browser?.contexts() ?? []) await context.close();
		await peer?.close();
		expect(faults.splice(0)).toEqual([]);
	});

	return {
		peer: () => peer,
		async open(path, view = {}) {
			const { width, height, scheme, language } = { ...wide, ...view };
			const context = await browser.newContext({
				viewport: { width, height },
				colorScheme: scheme,
				reducedMotion: "reduce",
				locale: language,
			});
			await context.addInitScript(
				`try { localStorage.getItem("ventanilla.language") ?? localStorage.setItem("ventanilla.language", "${language}") } catch {}`,
			);
			const page = await context.newPage();
			page.setDefaultTimeout(15_000);
			page.on("pageerror", (error) => faults.push(error.message));
			page.on("console", (message) => {
				// What a refused request or a cut line prints is the browser's; everything else is ours.
				if (message.type() === "error" && !/^(Failed to load resource|WebSocket connection to )/.test(message.text()))
					faults.push(message.text());
			});
			await page.goto(`${peer.url}/desk${path}`);
			return page;
		},
	};
}

/** Nothing that axe can find wrong on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await axeFindings(page)).toEqual([]);
}

/** Nothing sticks out to the side. */
export async function expectNoSideways(page: Page): Promise<void> {
	const wider = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
	expect(wider).toBe(false);
}
