import { describe, expect, it } from "vitest";
import { Conversations } from "../../src/conversations/index.ts";
import { hasChromium } from "../support/chromium.ts";
import { useHub } from "../support/hub.ts";
import { expectAccessible, journey, useStage } from "./support/browser.ts";
import { useLines } from "./support/line.ts";
import { close, officeOf, overhear } from "./support/office.ts";

describe.skipIf(!hasChromium)("a conversation that goes from one person to another", () => {
	const { hub } = useHub();
	const { line } = useLines(hub);
	const office = officeOf(hub, useStage());

	it(
		"A2 C2 P1: passed on with a comment, a colleague goes on over a reload and a cut line; who passed it on hears no more of it",
		async () => {
			const wire = await line();
			const luis = await office.picking("luis", wire.url);
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenos días, soy Ana.");
			const heard = overhear(ana.page);
			await ana.page.reload();
			await chat.ask("Mi token no enciende");
			await ana.entry("Mi token no enciende").waitFor();

			await ana.button("action.transfer").click();
			await ana.dialog.getByRole("radio", { name: /Luis/ }).click();
			await ana.dialog.getByRole("button", { name: ana.word("transfer.submit") }).click();
			await ana.dialog.getByText(ana.word("transfer.commentNeeded")).waitFor();
			await expectAccessible(ana.page, "passing on, without a comment");
			await ana.dialog.getByLabel(ana.word("transfer.comment")).fill("Ya probó otro puerto");
			await ana.dialog.getByRole("button", { name: ana.word("transfer.submit") }).click();
			await luis.page.getByText(luis.word("alert.assigned")).waitFor();
			await expectAccessible(luis.page, "a chat that was passed on");
			// By now the alert may be gone: it is in the list too.
			await luis.go("mine");
			await luis.rows.first().click();
			await ana.page.getByText(ana.word("list.empty.mine"), { exact: true }).waitFor();
			await expectAccessible(ana.page, "after passing on");
			const reason = luis.page.getByRole("region", { name: luis.word("conversation.summary") });
			await reason.filter({ hasText: "Ya probó otro puerto" }).waitFor();
			await luis.entry("Ya probó otro puerto").waitFor();
			await luis.entry("Mi token no enciende").waitFor();
			await expectAccessible(luis.page, "taking over");
			await chat.strip(chat.word("status.agent", { name: "Luis" })).waitFor();
			expect(await chat.panel.innerText()).not.toContain("Ya probó otro puerto");

			await luis.page.reload();
			await luis.write("Soy Luis. ¿Qué luz ve en el token?");
			await chat.message("¿Qué luz ve en el token?").waitFor();
			wire.cut();
			await luis.page.getByText(luis.word("shell.offline")).first().waitFor();
			await chat.ask("Ninguna, está apagado");
			await luis.write("¿Lo conecta directo al equipo?");
			wire.mend();
			await luis.entry("Ninguna, está apagado").waitFor();
			await chat.message("¿Lo conecta directo al equipo?").waitFor();

			// When it stands in the list of the one who has it, everybody who is told of rows has been.
			await luis.rows.filter({ hasText: "¿Lo conecta directo al equipo?" }).waitFor();
			await ana.go("queue");
			expect(heard()).toContain("Mi token no enciende");
			for (const said of ["Soy Luis", "Ninguna, está apagado", "¿Lo conecta directo"])
				expect(heard()).not.toContain(said);
			const { _id } = await Conversations.findOne({ assignee: "demo-agent-2" }).lean().orFail();
			await ana.page.goto(`${hub().url}/desk/mine/${_id}`);
			await ana.page.getByText(ana.word("error.open.forbidden")).waitFor();
			await expectAccessible(ana.page, "somebody else's conversation");
			await close(luis, "unresolved");
		},
		journey,
	);

	it(
		"A2 P1: who looks at a chat while a supervisor gives it to somebody else sees it go, and hears no more of it",
		async () => {
			const marta = await office.staff("marta");
			const luis = await office.picking("luis");
			const ana = await office.picking("ana");
			const chat = await office.talk(ana, "Buenas tardes, soy Ana.");
			const heard = overhear(ana.page);
			await ana.page.reload();
			await ana.entry("soy Ana").waitFor();

			await marta.go("all");
			await marta.rows.filter({ hasText: "soy Ana" }).click();
			await marta.entry("soy Ana").waitFor();
			await expectAccessible(marta.page, "looking on");
			await marta.act("action.assign");
			await marta.dialog.getByRole("radio", { name: /Luis/ }).click();
			await expectAccessible(marta.page, "giving it to somebody");
			await marta.dialog.getByRole("button", { name: marta.word("assignDialog.submit") }).click();
			await luis.button("alert.open").click();
			await ana.page.getByText(ana.word("error.open.forbidden")).waitFor();
			expect(await ana.entry("soy Ana").count()).toBe(0);
			expect(await ana.rows.count()).toBe(0);
			await expectAccessible(ana.page, "a chat that was given to somebody else");
			await chat.strip(chat.word("status.agent", { name: "Luis" })).waitFor();
			await chat.ask("Esto es para Luis");
			await luis.entry("Esto es para Luis").waitFor();
			await luis.rows.filter({ hasText: "Esto es para Luis" }).waitFor();
			await ana.go("queue");
			expect(heard()).toContain("soy Ana");
			expect(heard()).not.toContain("Esto es para Luis");
			await close(luis);
		},
		journey,
	);
});
