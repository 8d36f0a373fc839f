import { describe, expect, it } from "vitest";
import { Messages } from "../../src/conversations/index.ts";
import { useHub } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { expectAccessible, journey, useStage } from "./support/browser.ts";
import { type Chat, chatOn } from "./support/chat.ts";
import { type Desk, deskOn } from "./support/desk.ts";
import { useLines } from "./support/line.ts";

describe.skipIf(!peer("chromium"))("a citizen and the people at the desk", () => {
	const { hub } = useHub();
	const { line } = useLines(hub);
	const stage = useStage();

	async function citizen(url = hub().url): Promise<Chat> {
		const page = await stage.enter();
		await page.goto(url);
		const chat = chatOn(page);
		await chat.open();
		return chat;
	}

	async function staff(name: string, url = hub().url): Promise<Desk> {
		const desk = deskOn(await stage.enter());
		await desk.signIn(url, name);
		return desk;
	}

	it(
		"C2: a reload and a cut line of the citizen in the middle of a talk with a person lose and repeat nothing",
		async () => {
			const ana = await staff("ana");
			await ana.be("available");
			const wire = await line();
			const chat = await citizen(wire.url);
			await chat.ask("quiero hablar con una persona");
			await ana.button("alert.open").click();
			await ana.be("busy");
			await ana.write("Buenas tardes, ¿en qué le ayudo?");
			await chat.message("¿en qué le ayudo?").waitFor();

			wire.cut();
			await chat.panel.getByText(chat.word("line.offline")).waitFor();
			await chat.ask("Escribo sin conexión");
			await ana.write("Escribo mientras no está");
			await ana.entry("Escribo mientras no está").waitFor();
			wire.mend();
			await chat.message("Escribo mientras no está").waitFor();
			await ana.entry("Escribo sin conexión").waitFor();
			await chat.page.reload();
			await chat.expectSaid(["quiero hablar con una persona", "Escribo sin conexión"]);
			expect(await chat.message("Escribo mientras no está").count()).toBe(1);
			expect(await Messages.countDocuments({ "parts.text": "Escribo sin conexión" })).toBe(1);
			await close(ana);
		},
		journey,
	);
});

async function close(desk: Desk): Promise<void> {
	await desk.button("action.close").click();
	await desk.dialog.getByText(desk.word("closeDialog.outcome")).waitFor();
	await expectAccessible(desk.page, "closing a conversation");
	await desk.dialog.getByRole("radio", { name: desk.word("closeDialog.resolved-by-agent") }).check();
	await desk.dialog.getByRole("button", { name: desk.word("closeDialog.submit") }).click();
	await desk.page.getByText(desk.word("action.done.close")).waitFor();
}
