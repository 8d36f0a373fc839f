import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { texts } from "../../src/texts/index.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, expectNoSideways, journey, patience, useStage } from "./support/browser.ts";
import { officeOf } from "./support/office.ts";

const counter = texts("es", "counter").say;
const phone = { width: 320, height: 568 };

/** A keyboard that counts what is pressed besides the words. */
function keyboardOf(page: Page) {
	let pressed = 0;
	return {
		async press(...keys: string[]) {
			for (const key of keys) {
				pressed += 1;
				await page.keyboard.press(key);
			}
		},
		type: (text: string) => page.keyboard.type(text),
		pressed: () => pressed,
	};
}

describe.skipIf(!hasChromium)("what no channel saw, and whom no channel should bring", () => {
	const { hub } = useHub();
	const office = officeOf(hub, useStage());

	it(
		"C7: a visit is logged without a mouse in six keys besides the words, and stands in the history like any other",
		async () => {
			const ana = await office.picking("ana");
			const keys = keyboardOf(ana.page);
			await keys.press("l");
			await ana.dialog.waitFor();
			await keys.press("ArrowDown", "Tab");
			await keys.type("Rosa Campos");
			await keys.press("Tab");
			await keys.type("7777-8888");
			await keys.press("Tab");
			await keys.type("Trajo su documento y renovó la firma.");
			await expectAccessible(ana.page, "logging a visit");
			await keys.press("Control+Enter");
			await ana.page.getByText(ana.word("log.done")).waitFor();
			expect(keys.pressed()).toBe(6);
			await ana.dialog.waitFor({ state: "detached" });

			const marta = await office.staff("marta");
			await marta.go("past");
			const row = marta.rows.filter({ hasText: "Rosa Campos" });
			expect(await row.innerText()).toContain(marta.word("channel.in-person"));
			await row.click();
			await marta.entry("Trajo su documento").waitFor();
			await marta.page.getByText(marta.word("conversation.byHand")).waitFor();
			const card = marta.page.getByRole("region", { name: marta.word("card.title") });
			await card.getByText(marta.word("outcome.resolved-by-agent")).waitFor();
			await card.getByText(marta.word("card.by", { name: "Ana" })).waitFor();
			await expectAccessible(marta.page, "what was logged by hand");
			await marta.page.getByRole("link", { name: marta.word("admin.audit.title") }).click();
			await marta.page.getByText(marta.word("admin.audit.types.interaction.logged")).first().waitFor();
		},
		journey,
	);

	it(
		"C2 C7: whoever is blocked is neither answered nor queued nor told, on a new page either; all is kept; lifted, they are attended",
		async () => {
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenos días, soy Ana.");
			await ana.act("action.block");
			await ana.dialog.getByRole("radio", { name: ana.word("blockReason.abuse") }).check();
			await expectAccessible(ana.page, "blocking somebody");
			await ana.page.setViewportSize(phone);
			await expectNoSideways(ana.page);
			await ana.dialog.getByRole("button", { name: ana.word("action.block") }).click();
			await ana.page.getByText(ana.word("action.done.block")).waitFor();

			const before = await chat.ids();
			await chat.ask("compren mis productos");
			await chat.page.reload();
			await chat.ask("quiero hablar con una persona");
			const marta = await office.staff("marta");
			await marta.go("past");
			const row = marta.rows.filter({ hasText: marta.word("list.blocked") });
			await row.click();
			await marta.entry("quiero hablar con una persona").waitFor();
			const marks = marta.page.getByText(marta.word("conversation.withheld"));
			await expect.poll(() => marks.count(), { timeout: patience }).toBe(2);
			await marta.entry(counter("blockReason.abuse")).waitFor();
			await marta.page.getByRole("region", { name: marta.word("conversation.blocked") }).waitFor();
			expect((await chat.ids()).length).toBe(before.length + 2);
			expect(await chat.panel.innerText()).not.toContain("bloque");
			await expectAccessible(marta.page, "a conversation with somebody blocked");
			await ana.page.setViewportSize({ width: 1280, height: 800 });
			await ana.go("queue");
			await ana.page.getByText(ana.word("list.empty.queue")).waitFor();

			await marta.page.getByRole("link", { name: marta.word("blocked.title") }).click();
			const blocked = marta.page.getByRole("row").filter({ hasText: marta.word("blockReason.abuse") });
			await blocked.getByRole("cell", { name: "2", exact: true }).waitFor();
			await expectAccessible(marta.page, "who is blocked");
			await blocked.getByRole("button").click();
			await marta.page.getByText(marta.word("blocked.empty")).waitFor();
			await expectAccessible(marta.page, "nobody is blocked");
			await chat.ask("quiero hablar con una persona");
			await chat.strip(chat.word("status.next")).waitFor();
			await ana.rows.first().waitFor();
		},
		journey,
	);
});
