import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { type Peer, startPeer } from "./peer.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

/** Builds the widget and the citizens' pages, as they are served, into a folder of their own. */
export async function buildPages(): Promise<{ dist: string; remove(): Promise<void> }> {
	const dist = await mkdtemp(join(tmpdir(), "ventanilla-widget-"));
	for (const part of ["widget", "site"]) {
		// In a process of its own: under vitest, vite builds for development.
		const parameters = [
			"build",
			"--config",
			`vite.${part}.config.ts`,
			"--outDir",
			join(dist, part),
			"--logLevel",
			"error",
		];
		await run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), ...parameters], {
			cwd: root,
			env: { ...process.env, NODE_ENV: "production" },
		});
	}
	return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

/** A browser and an office to talk to. */
export async function openStage() {
	const { dist, remove } = await buildPages();
	const browser = await launchChromium();
	return {
		dist,
		browser,
		async close() {
			await browser.close();
			await remove();
		},
	};
}

export interface Visit {
	page: Page;
	peer: Peer;
	/** What the browser complained of: script errors and breaches of the content policy. */
	complaints: string[];
	leave(): Promise<void>;
}

/** A citizen comes to a page of their own office; `attributes` are those of the script tag. */
export async function visit(
	stage: { browser: Browser; dist: string },
	{
		options = {},
		attributes = {},
		path,
	}: { options?: BrowserContextOptions; attributes?: Record<string, string>; path?: string } = {},
): Promise<Visit> {
	const peer = await startPeer(stage.dist);
	const context = await stage.browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: "es-SV",
		reducedMotion: "reduce",
		...options,
	});
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error" && /policy|trusted/i.test(message.text())) complaints.push(message.text());
	});
	await page.goto(`${peer.url}${path ?? `/host?${new URLSearchParams(attributes)}`}`);
	return {
		page,
		peer,
		complaints,
		async leave() {
			await context.close();
			await peer.close();
		},
	};
}

/** Opens the chat and waits until the office has answered. */
export async function openChat(page: Page): Promise<void> {
	await page.locator("button.launcher").click();
	await page.locator(".privacy").waitFor();
	await page.locator(".skeleton").waitFor({ state: "detached" });
}

export async function write(page: Page, text: string): Promise<void> {
	await page.locator("textarea").fill(text);
	await page.locator("textarea").press("Enter");
}

const shadow = "document.querySelector('ventanilla-chat').shadowRoot";

/** Id of what has the focus in the chat. */
export async function focused(page: Page): Promise<unknown> {
	return page.evaluate(`${shadow}.activeElement?.id`);
}

/** Asks for the line at once, unless it has just come back by itself. */
export async function retry(page: Page): Promise<void> {
	await page.evaluate(
		`[...${shadow}.querySelectorAll("button")].find(({ textContent }) => textContent === "Intentar ahora")?.click()`,
	);
}
