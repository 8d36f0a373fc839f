import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { texts } from "../../src/texts/index.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, journey, useStage } from "./support/browser.ts";
import { useLines } from "./support/line.ts";
import { close, officeOf } from "./support/office.ts";

const bot = texts("es", "bot").say;
const secret = "Nota: pedir copia del documento";
/** Milliseconds in which what a citizen answers stands on the card. */
const soon = 5_000;

describe.skipIf(!hasChromium)("a conversation after its end", () => {
	const { hub } = useHub();
	const { line } = useLines(hub);
	const office = officeOf(hub, useStage());

	it(
		"A3 B8 C2 C4: closed, surveyed over a reload and a cut line, read with its notes, exported; each reading is on record",
		async () => {
			const ana = await office.picking("ana");
			const wire = await line();
			const chat = await office.talk(ana, "Buenos días, soy Ana.", wire.url);
			await ana.button("composer.note").click();
			await ana.note.fill(secret);
			await ana.note.press("Enter");
			await ana.entry(secret).waitFor();
			await close(ana);
			await ana.page.getByText(ana.word("list.empty.mine"), { exact: true }).waitFor();
			await chat.expectChoices([bot("survey.yes"), bot("survey.no")]);
			await expectAccessible(chat.page, "asked whether to answer a survey");
			await chat.page.reload();
			await chat.expectChoices([bot("survey.yes"), bot("survey.no")]);

			const marta = await office.staff("marta");
			await marta.go("past");
			await marta.rows.first().click();
			await marta.entry(secret).waitFor();
			await marta.entry("soy Ana").waitFor();
			await marta.page.getByText(marta.word("conversation.audited")).waitFor();
			await expectAccessible(marta.page, "a past conversation, its survey under way");

			const card = marta.page.getByRole("region", { name: marta.word("card.title") });
			await chat.choose(bot("survey.yes"));
			await chat.message(bot("survey.overall")).waitFor();
			await expectAccessible(chat.page, "the survey about a person");
			await chat.choose(bot("survey.rating.5"));
			await chat.message(bot("survey.attentionAgent", { name: "Ana" })).waitFor();
			await card.getByText(marta.word("card.overall", { value: 5 })).waitFor({ timeout: soon });
			wire.cut();
			await chat.panel.getByText(chat.word("line.offline")).waitFor();
			await chat.choose(bot("survey.rating.4"));
			wire.mend();
			await chat.message(bot("survey.comment")).waitFor();
			await card.getByText(marta.word("card.attention", { value: 4 })).waitFor({ timeout: soon });
			await chat.ask("Me atendió con paciencia.");
			await chat.strip(chat.word("status.closed")).waitFor();
			await card.getByText("Me atendió con paciencia.").waitFor({ timeout: soon });
			await expectAccessible(chat.page, "after the survey about a person");
			expect(await chat.panel.innerText()).not.toContain(secret);

			await marta.page.reload();
			await marta.entry(secret).waitFor();
			await card.getByText(marta.word("card.overall", { value: 5 })).waitFor();
			await card.getByText(marta.word("outcome.resolved-by-agent")).waitFor();
			await expectAccessible(marta.page, "a past conversation with its survey");

			const saved = marta.page.waitForEvent("download");
			await marta.act("action.export");
			const file = await saved;
			expect(file.suggestedFilename()).toMatch(/^conversacion-.+\.json$/);
			expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({
				citizen: {
					interactions: [
						{
							outcome: "resolved-by-agent",
							agentName: "Ana",
							survey: { overall: 5, attention: 4, comment: "Me atendió con paciencia." },
						},
					],
				},
				messages: expect.arrayContaining([
					expect.objectContaining({
						direction: "in",
						parts: [{ type: "text", text: "quiero hablar con una persona" }],
					}),
					expect.objectContaining({ direction: "out", parts: [{ type: "text", text: "Buenos días, soy Ana." }] }),
					expect.objectContaining({ direction: "note", parts: [{ type: "text", text: secret }] }),
				]),
			});

			await marta.page.getByRole("link", { name: marta.word("admin.audit.title") }).click();
			const types = ["transcript.exported", "transcript.read"] as const;
			for (const type of types) {
				const label = marta.word(`admin.audit.types.${type}`);
				await marta.page.getByRole("combobox", { name: marta.word("admin.audit.type") }).click();
				await marta.page.getByRole("option", { name: label, exact: true }).click();
				await marta.page.getByRole("row").filter({ hasText: label }).filter({ hasText: "Marta" }).first().waitFor();
			}
			await expectAccessible(marta.page, "the record of readings");
			expect(await marta.page.locator("main").innerText()).not.toContain(secret);
		},
		journey,
	);
});
