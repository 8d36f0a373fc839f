import type { Locator, Page } from "playwright-core";
import type { ChannelName } from "../../../src/conversations/index.ts";
import { demoPassword } from "../../../src/seed/demo.ts";
import { type TextLanguage, texts } from "../../../src/texts/index.ts";

export type Presence = "available" | "busy" | "away";
export type View = "queue" | "mine" | "all" | "past";

/** The desk as its people use it, found by what it says. */
export interface Desk {
	page: Page;
	/** A word of the desk by its key in `texts/<language>/desk.json`. */
	word(key: string, values?: Record<string, string | number>): string;
	button(key: string, values?: Record<string, string | number>): Locator;
	signIn(url: string, name: string): Promise<void>;
	be(presence: Presence): Promise<void>;
	go(view: View): Promise<void>;
	/** Rows of the list in sight. */
	rows: Locator;
	/** Where one writes to the citizen, and where to the team. */
	reply: Locator;
	note: Locator;
	write(text: string): Promise<void>;
	/** An entry of the talk with this text. */
	entry(text: string | RegExp): Locator;
	/** How far what one wrote last has come, in words for who cannot see the mark. */
	mark(state: "sent" | "delivered" | "read"): Locator;
	dialog: Locator;
	/** One of the things under "more actions". */
	act(key: string): Promise<void>;
	attach(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
}

/** @param on the channel of the citizen that is written to */
export function deskOn(page: Page, language: TextLanguage = "es", on: ChannelName = "webchat"): Desk {
	const { say: word } = texts(language, "desk");
	const channel = word(`channel.${on}`);
	const reply = page.getByRole("textbox", { name: word("composer.replyLabel", { channel }) });
	const button = (key: string, values?: Record<string, string | number>) =>
		page.getByRole("button", { name: word(key, values), exact: true });
	return {
		page,
		word,
		button,
		async signIn(url, name) {
			await page.goto(`${url}/desk`);
			await page.getByLabel(word("signIn.email")).fill(`${name}@demo.example`);
			await page.getByLabel(word("signIn.password"), { exact: true }).fill(demoPassword);
			await button("signIn.submit").click();
			await page.getByRole("button", { name: new RegExp(`^${word("presence.label")}`) }).waitFor();
		},
		async be(presence) {
			const menu = page.getByRole("button", { name: new RegExp(`^${word("presence.label")}`) });
			await menu.click();
			await page.getByRole("menuitemradio", { name: word(`presence.${presence}`) }).click();
			await page.getByRole("button", { name: `${word("presence.label")}: ${word(`presence.${presence}`)}` }).waitFor();
		},
		async go(view) {
			await page.getByRole("link", { name: new RegExp(`^${word(`view.${view}`)}`) }).click();
			await page.getByRole("heading", { level: 1, name: word(`view.${view}`) }).waitFor();
		},
		rows: page.locator("a[data-row]"),
		reply,
		note: page.getByRole("textbox", { name: word("composer.noteLabel") }),
		async write(text) {
			await reply.fill(text);
			await reply.press("Enter");
		},
		entry: (text) =>
			page
				.getByRole("region", { name: word("conversation.messages") })
				.locator("[data-message], article, p")
				.filter({ hasText: text })
				.first(),
		mark: (state) => button(`conversation.delivery.${state}`).last(),
		dialog: page.getByRole("dialog"),
		async act(key) {
			await button("conversation.actions").click();
			await page.getByRole("menuitem", { name: word(key) }).click();
		},
		async attach(file) {
			await page.locator("[data-mode] input[type=file]").setInputFiles(file);
			await page.getByText(word("composer.uploaded")).waitFor();
		},
	};
}
