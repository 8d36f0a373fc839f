import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { useDeskInBrowser } from "./browser.ts";

const desk = useDeskInBrowser();
const slow = { timeout: 90_000 };
const log = async (page: Page) => {
	await page.getByText("La oficina ahora").waitFor();
	await page.keyboard.press("l");
	await page.getByRole("dialog").waitFor();
};
const summary = (page: Page) => page.getByRole("textbox", { name: "Qué se trató" });

describe.skipIf(!hasChromium)("C7: logging by hand at the desk", () => {
	it("by keyboard alone: six keys besides the words", slow, async () => {
		const page = await desk.open("/queue");
		await log(page);
		for (const key of ["ArrowDown", "Tab"]) await page.keyboard.press(key);
		await page.keyboard.type("Rosa Campos");
		await page.keyboard.press("Tab");
		await page.keyboard.type("7777-8888");
		await page.keyboard.press("Tab");
		await page.keyboard.type("Renovó su firma.");
		await page.keyboard.press("Control+Enter");
		await page.getByText("Atención registrada").waitFor();
		await page.getByRole("dialog").waitFor({ state: "detached" });
		expect(desk.peer().logged).toEqual([
			expect.objectContaining({
				channel: "in-person",
				name: "Rosa Campos",
				contact: "7777-8888",
				summary: "Renovó su firma.",
				outcome: "resolved-by-agent",
				files: [],
			}),
		]);
		await page.getByRole("button", { name: "Ver", exact: true }).click();
		await page.getByText("Se le entregó su certificado").waitFor();
	});

	it("names what is wrong, by field, and sends nothing", slow, async () => {
		const page = await desk.open("/queue");
		await log(page);
		await page.getByLabel("Terminó", { exact: true }).fill("2031-01-01T10:00");
		await page.keyboard.press("Control+Enter");
		await page.getByText("Escriba qué se trató.").waitFor();
		await expect.poll(() => page.evaluate("document.activeElement?.tagName")).toBe("TEXTAREA");
		await page.getByText("Indique cuándo terminó").waitFor();
		expect(desk.peer().logged).toEqual([]);
	});

	it(
		"without a connection it keeps what was written, over a reload too, and sends it once under the same id",
		slow,
		async () => {
			desk.peer().http.set("POST /api/v1/interactions", { status: 503 });
			const page = await desk.open("/queue");
			await log(page);
			await summary(page).fill("Trajo una carta");
			await page.keyboard.press("Control+Enter");
			await page.getByText("Lo que escribió queda guardado en este equipo.", { exact: false }).first().waitFor();
			await page.keyboard.press("Escape");
			await page.reload();
			desk.peer().http.clear();
			await log(page);
			expect(await summary(page).inputValue()).toBe("Trajo una carta");
			await page.keyboard.press("Control+Enter");
			await page.keyboard.press("Control+Enter");
			await page.getByText("Atención registrada").waitFor();
			expect(desk.peer().logged).toHaveLength(1);
			await log(page);
			expect(await summary(page).inputValue()).toBe("");
		},
	);

	it("says what the hub refuses, by its field", slow, async () => {
		desk.peer().http.set("POST /api/v1/interactions", { status: 400, body: { errors: [{ field: "openedAt" }] } });
		const page = await desk.open("/queue");
		await log(page);
		await summary(page).fill("Llamó");
		await page.keyboard.press("Control+Enter");
		await page.getByText("Indique cuándo empezó").waitFor();
	});

	it("C3: takes files along, and waits until they are up", slow, async () => {
		const page = await desk.open("/queue");
		await log(page);
		await summary(page).fill("Trajo una carta");
		const file = { name: "carta.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
		await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file);
		await page.getByText("Listo para enviar").waitFor();
		await page.keyboard.press("Control+Enter");
		await page.getByText("Atención registrada").waitFor();
		expect(desk.peer().logged[0]?.files).toEqual(["up-carta.pdf"]);
	});

	it("P1: who may not is not offered it", slow, async () => {
		desk.peer().signedIn = { id: "ivo", name: "Ivo Salinas", roles: ["admin"] };
		const page = await desk.open("/team");
		await page.getByText("luis@oficina.example").waitFor();
		await page.keyboard.press("l");
		await page.keyboard.press("?");
		await page.getByRole("dialog").getByText("Mostrar estas teclas").waitFor();
		expect(await page.getByRole("dialog").count()).toBe(1);
	});
});

describe.skipIf(!hasChromium)("C7: blocking at the desk", () => {
	const asked = (event: string) => desk.peer().asked.filter((each) => each.event === event);
	const block = async (page: Page) => {
		await page.getByRole("button", { name: "Más acciones" }).click();
		await page.getByRole("menuitem", { name: "Bloquear" }).click();
		await page.getByText("No se le avisa.", { exact: false }).waitFor();
	};

	it("starts on the safe answer; blocks for a week unless told otherwise; is taken back at once", slow, async () => {
		const page = await desk.open("/mine/c1");
		await block(page);
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		expect(asked("conversation.block")).toEqual([]);
		await block(page);
		await page.getByRole("dialog").getByRole("button", { name: "Bloquear" }).click();
		await page.getByText("Persona bloqueada").first().waitFor();
		expect(asked("conversation.block")[0]?.input).toEqual({
			conversation: "c1",
			reason: "spam",
			span: "week",
			comment: "",
		});
		expect(new URL(page.url()).pathname).toBe("/desk/mine");
		await page.getByRole("button", { name: "Quitar bloqueo" }).click();
		await page.getByText("Bloqueo quitado.", { exact: false }).waitFor();
		expect(asked("conversation.unblock")).toHaveLength(1);
	});

	it("another reason has to be written", slow, async () => {
		const page = await desk.open("/mine/c1");
		await block(page);
		await page.getByRole("radio", { name: "Otro motivo" }).check();
		await page.getByRole("dialog").getByRole("button", { name: "Bloquear" }).click();
		await page.getByText("Escriba el motivo").waitFor();
		expect(asked("conversation.block")).toEqual([]);
	});

	it("who is blocked is listed; lifted there, and put back", slow, async () => {
		const page = await desk.open("/blocked");
		await page.getByText("Ofrece préstamos").waitFor();
		await page.getByRole("button", { name: /^Quitar bloqueo/ }).click();
		await page.getByText("No hay nadie con bloqueo").waitFor();
		await page.getByRole("button", { name: "Deshacer" }).click();
		await page.getByText("Ofrece préstamos").waitFor();
	});

	it("what was withheld is marked, and counts as no news", slow, async () => {
		const page = await desk.open("/past/b1");
		const mark = page.getByText("Retenido por el bloqueo", { exact: false });
		await mark.waitFor();
		expect(await mark.count()).toBe(1);
		await page.getByText("Luis Peña bloqueó a esta persona para siempre").waitFor();
		await page.getByRole("button", { name: "Más acciones" }).click();
		await page.getByRole("menuitem", { name: "Quitar bloqueo" }).click();
		await page.getByText("Bloqueo quitado.", { exact: false }).waitFor();
		await page.getByText("Luis Peña bloqueó").waitFor({ state: "detached" });
	});
});
