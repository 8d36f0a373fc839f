import { describe, expect, it } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { expectAccessible, expectNoSideways, useDeskInBrowser } from "./browser.ts";

const desk = useDeskInBrowser();
const slow = { timeout: 90_000 };

/** The citizen of `c1` wrote so long ago that there are so many ms left to answer; there are two templates. */
function prepare(leftMs: number): void {
	const peer = desk.peer();
	const kept = peer.office.conversations.get("c1");
	if (!kept) throw new Error("No c1");
	kept.row.repliesUntil = new Date(Date.now() + leftMs).toISOString();
	peer.templates = [
		{ name: "aviso_general", language: "es", text: "Tenemos novedades de su trámite.", variables: [] },
		{ name: "cita", language: "es", text: "Hola {{1}}, su cita es {{2}}.", variables: ["María", ""] },
	];
}
const hour = 3_600_000;
const asked = (event: string) => desk.peer().asked.filter((each) => each.event === event);

describe.skipIf(!hasChromium)("C1 A2: the time to answer", () => {
	it("is shown while there is some", slow, async () => {
		prepare(3 * hour + 30_000);
		const page = await desk.open("/mine/c1");
		await page.getByText("Quedan 3 h para escribirle").waitFor();
		await page.getByRole("textbox", { name: /Respuesta por/ }).waitFor();
		await expectAccessible(page);
	});

	it("once over, leaves notes and templates: chosen, filled in, seen and sent by the keyboard", slow, async () => {
		prepare(-1_000);
		const page = await desk.open("/mine/c1");
		await page.getByText("Pasaron 24 horas desde el último mensaje").waitFor();
		await page.getByText("Solo plantillas").waitFor();
		await page.getByRole("textbox", { name: /Nota interna/ }).waitFor();
		expect(await page.getByRole("textbox", { name: /Respuesta por/ }).count()).toBe(0);
		expect(await page.getByRole("button", { name: /Responder por/ }).count()).toBe(0);
		await expectAccessible(page);

		await page.keyboard.press("r");
		const dialog = page.getByRole("dialog", { name: "Enviar una plantilla" });
		await dialog.getByLabel("Plantilla", { exact: true }).waitFor();
		await expect.poll(() => page.evaluate("document.activeElement?.tagName")).toBe("SELECT");
		await page.keyboard.press("ArrowDown");
		await dialog.getByText("Por ejemplo: María").waitFor();
		await page.keyboard.press("Tab");
		await page.keyboard.type("Ana");
		await page.keyboard.press("Enter");
		await dialog.getByText("Complete este dato.").waitFor();
		expect(asked("conversation.template")).toEqual([]);
		await page.keyboard.press("Tab");
		await page.keyboard.type("el lunes");
		await dialog.getByText("Hola Ana, su cita es el lunes.").waitFor();
		await expectAccessible(page);
		await page.keyboard.press("Enter");
		await page.getByText("Plantilla enviada").waitFor();
		expect(asked("conversation.template").map(({ input }) => input)).toEqual([
			{ id: expect.any(String), conversation: "c1", name: "cita", language: "es", values: ["Ana", "el lunes"] },
		]);
	});

	it("fits a telephone, in the dark and in English", slow, async () => {
		prepare(-1_000);
		const page = await desk.open("/mine/c1", { width: 375, height: 740, scheme: "dark", language: "en" });
		await page.getByRole("button", { name: "Choose a template" }).click();
		await page.getByText("Tenemos novedades de su trámite.").waitFor();
		await expectNoSideways(page);
		await expectAccessible(page);
	});

	it("without templates, or a service that does not answer, says what to do", slow, async () => {
		prepare(-1_000);
		desk.peer().templates = [];
		const page = await desk.open("/mine/c1");
		await page.getByRole("button", { name: "Elegir plantilla" }).click();
		await page.getByText("todavía no tiene plantillas aprobadas").waitFor();
		await page.keyboard.press("Escape");
		desk.peer().refuse.set("conversation.templates", { kind: "conflict", message: "late" });
		await page.getByRole("button", { name: "Elegir plantilla" }).click();
		await page.getByText("El servicio no responde ahora.").waitFor();
	});

	it("ends when they write again", slow, async () => {
		prepare(-1_000);
		const page = await desk.open("/mine/c1");
		await page.getByText("Solo plantillas").waitFor();
		prepare(24 * hour - 30_000);
		desk.peer().citizenSays("c1", "Aquí sigo");
		await page.getByRole("textbox", { name: /Respuesta por/ }).waitFor();
		await page.getByText(/Quedan 23 h 59 min/).waitFor();
	});
});
