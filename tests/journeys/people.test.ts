import { describe, expect, it } from "vitest";
import { Citizens } from "../../src/citizens/index.ts";
import { Events } from "../../src/events/index.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, journey, useStage } from "./support/browser.ts";
import { officeOf } from "./support/office.ts";

describe.skipIf(!hasChromium)("people on file", () => {
	const { hub } = useHub();
	const office = officeOf(hub, useStage());

	it(
		"B11 P2: put on file by an agent, found by part of a number, shown for a reason, changed, with their history",
		async () => {
			await Citizens.deleteMany({});
			const { page, word, button, dialog } = await office.staff("ana");
			await page
				.getByRole("link", { name: word("people.title") })
				.first()
				.click();
			await page.getByText(word("people.empty")).waitFor();
			await expectAccessible(page, "nobody on file");

			await button("people.add").click();
			await dialog.getByLabel(word("people.name")).fill("María José Pérez López");
			await button("people.form.addDocument").click();
			await dialog.getByLabel(word("people.form.type"), { exact: true }).fill("dui");
			await dialog.getByLabel(word("people.form.number"), { exact: true }).fill("04567890-3");
			await button("people.form.addContact").click();
			await dialog.getByLabel(word("people.form.address")).fill("maria");
			await dialog.getByLabel(word("people.form.address")).press("Enter");
			await dialog.getByText(word("people.wrong.not-an-email")).first().waitFor();
			await expectAccessible(page, "a person with a wrong contact");
			await dialog.getByLabel(word("people.form.address")).fill("maria@example.org");
			await dialog.getByLabel(word("people.form.address")).press("Enter");

			await page.getByRole("heading", { name: "María José Pérez López" }).waitFor();
			await page.getByText(word("people.happened.citizen.created")).waitFor();
			expect(await page.getByText("045678903").count()).toBe(0);
			await expectAccessible(page, "a person on file");

			await button("people.show.button").click();
			await dialog.getByRole("button", { name: word("people.show.submit"), exact: true }).click();
			await dialog.getByText(word("people.show.whyNeeded")).waitFor();
			await dialog.getByLabel(word("people.show.reasons.identify")).check();
			await expectAccessible(page, "what documents are needed for");
			await dialog.getByRole("button", { name: word("people.show.submit"), exact: true }).click();
			await page.getByText("045678903").waitFor();
			expect(await Events.findOne({ type: "citizen.shown" }).lean()).toMatchObject({ data: { reason: "identify" } });

			await button("people.edit").click();
			await dialog.getByLabel(word("people.needsNamed.large-type")).check();
			await button("people.form.save").click();
			await page.getByText(word("people.happened.citizen.changed", { fields: word("people.fields.needs") })).waitFor();

			await page.getByRole("link", { name: word("people.back") }).click();
			await page.getByLabel(word("people.search")).fill("nadie");
			await page.getByText(word("people.none", { text: "nadie" })).waitFor();
			await page.getByLabel(word("people.search")).fill("8903");
			await page.getByRole("link", { name: "María José Pérez López" }).waitFor();
			await page.setViewportSize({ width: 320, height: 640 });
			await expectAccessible(page, "people on file on a telephone");
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
		},
		journey,
	);
});
