import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { type TextLanguage, texts } from "../../../src/texts/index.ts";
import { patience } from "./browser.ts";

/** The chat as a citizen uses it, found by what it says and not by how it is made. */
export interface Chat {
	page: Page;
	panel: Locator;
	/** Where one writes. */
	field: Locator;
	/** A word or button of the widget by its key in `texts/<language>/widget.json`. */
	word(key: string, values?: Record<string, string | number>): string;
	button(key: string, values?: Record<string, string | number>): Locator;
	/** The strip above the talk: place in the queue, who attends, that it is over. */
	strip(text: string | RegExp): Locator;
	open(): Promise<void>;
	ask(text: string): Promise<void>;
	/** A message of anybody with this text. */
	message(text: string | RegExp): Locator;
	/** A choice that can still be taken. */
	choice(label: string): Locator;
	choose(label: string): Promise<void>;
	/** Waits until the choices on offer are these. */
	expectChoices(labels: readonly string[]): Promise<void>;
	/** Waits until the citizen's own messages are exactly these, in this order. */
	expectSaid(texts: readonly string[]): Promise<void>;
	/** Ids of everything that stands in the talk. */
	ids(): Promise<string[]>;
	/** Uploads a file, to go with the next message. */
	attach(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
}

export function chatOn(page: Page, language: TextLanguage = "es"): Chat {
	const { say: word } = texts(language, "widget");
	const chat = page.locator("ventanilla-chat");
	const panel = chat.locator(".panel");
	const log = chat.getByRole("log", { name: word("log.label") });
	const field = chat.getByRole("textbox", { name: word("composer.label") });
	const openChoices = log.locator(".choice:not([aria-disabled=true])");
	const choice = (label: string) => openChoices.filter({ has: page.getByText(label, { exact: true }) });
	return {
		page,
		panel,
		field,
		word,
		button: (key, values) => chat.getByRole("button", { name: word(key, values), exact: true }),
		strip: (text) => panel.getByRole("status").filter({ hasText: text }),
		async open() {
			await chat.getByRole("button", { name: word("launcher.openLabel") }).click();
			await chat.getByText(word("panel.connecting")).waitFor({ state: "hidden" });
		},
		async ask(text) {
			await field.fill(text);
			await field.press("Enter");
		},
		message: (text) => log.getByRole("article").filter({ hasText: text }),
		choice,
		async choose(label) {
			await choice(label).last().click();
		},
		async expectChoices(labels) {
			await expect.poll(() => openChoices.allInnerTexts(), { timeout: patience }).toEqual(labels);
		},
		async expectSaid(said) {
			await expect
				.poll(() => log.locator("article.citizen .text").allInnerTexts(), { timeout: patience })
				.toEqual(said);
		},
		async ids() {
			const all = await log.locator("article").all();
			return Promise.all(all.map(async (article) => (await article.getAttribute("data-id")) ?? ""));
		},
		async attach(file) {
			await chat.locator("input[type=file]").setInputFiles(file);
			await chat.getByText(word("file.ready")).waitFor();
		},
	};
}
