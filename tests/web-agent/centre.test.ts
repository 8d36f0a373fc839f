import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { expectAccessible, expectNoSideways, useDeskInBrowser } from "./browser.ts";
import { centre, organisations } from "./peer/http.ts";

const desk = useDeskInBrowser();
const slow = { timeout: 90_000 };
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const sent = (page: Page, method: string) =>
	page.waitForRequest((request) => request.method() === method).then((request) => request.postDataJSON());

beforeEach(() => {
	if (hasChromium) desk.peer().signedIn = { id: "staff-ivo", name: "Ivo Salinas", roles: ["admin"] };
});

describe.skipIf(!hasChromium)("T13: units at the desk", () => {
	it("are searched, set up and checked by the keyboard, in both themes and on a telephone", slow, async () => {
		const page = await desk.open("/units");
		await page.getByText("Soporte técnico").waitFor();
		expect(await page.getByRole("row").count()).toBe(3);
		await page.getByLabel("Mostrar lo archivado").check({ force: true });
		await page.getByText("Archivada").waitFor();
		await page.getByLabel("Buscar").fill("atencion");
		await page.getByText("Soporte técnico").waitFor({ state: "detached" });
		await page.getByLabel("Buscar").fill("zzz");
		await page.getByText("Nada coincide").waitFor();
		await page.getByLabel("Buscar").fill("");
		await expectAccessible(page);

		await button(page, "Agregar unidad").focus();
		await page.keyboard.press("Enter");
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Nombre en español").waitFor();
		await page.keyboard.type("Registro");
		await page.keyboard.press("Enter");
		await dialog.getByText("Este dato hace falta.").waitFor();
		await dialog.getByLabel("Nombre en inglés").fill("Registry");
		await dialog.getByLabel("Portal ciudadano").check();
		await dialog.getByText("Ahora es de Atención ciudadana").waitFor();
		await dialog.getByRole("button", { name: "Agregar área" }).click();
		await dialog.getByLabel("Área 1 en español").fill("Actas");
		await dialog.getByLabel("Área 1 en inglés").fill("Records");
		await expectAccessible(page);
		await page.emulateMedia({ colorScheme: "dark" });
		await page.setViewportSize({ width: 320, height: 568 });
		await expectNoSideways(page);
		await expectAccessible(page);
		const body = sent(page, "POST");
		await button(page, "Guardar").click();
		expect(await body).toEqual({
			name: { es: "Registro", en: "Registry" },
			head: null,
			parent: null,
			areas: [{ es: "Actas", en: "Records" }],
			queues: ["portal"],
		});
		await dialog.waitFor({ state: "detached" });
	});

	it("saved by somebody else first: nothing typed is lost, and either version can be kept", slow, async () => {
		const page = await desk.open("/units");
		await button(page, "Editar Atención ciudadana").click();
		const dialog = page.getByRole("dialog");
		await dialog.getByLabel("Nombre en español").fill("Lo mío");
		const [unit] = centre.units;
		const theirs = { ...unit, name: { es: "Lo suyo", en: "Theirs" }, revision: 5 };
		desk.peer().http.set("GET /api/v1/units", { status: 200, body: { ...centre, units: [theirs] } });
		desk.peer().http.set("PATCH /api/v1/units/", { status: 409, body: { errors: [{ field: "revision" }] } });
		await button(page, "Guardar").click();
		await dialog.getByText("Otra persona guardó cambios mientras usted escribía.").waitFor();
		expect(await dialog.getByLabel("Nombre en español").inputValue()).toBe("Lo mío");
		await expectAccessible(page);
		desk.peer().http.delete("PATCH /api/v1/units/");
		const body = sent(page, "PATCH");
		await button(page, "Guardar lo mío").click();
		expect(await body).toMatchObject({ revision: 5, name: { es: "Lo mío" }, queues: ["general"] });
		await dialog.waitFor({ state: "detached" });

		desk.peer().http.set("PATCH /api/v1/units/", { status: 409, body: { errors: [{ field: "revision" }] } });
		await button(page, "Editar Lo suyo").click();
		await dialog.getByLabel("Nombre en español").fill("Otra vez lo mío");
		const newest = { ...theirs, name: { es: "Lo último", en: "Latest" }, revision: 6 };
		desk.peer().http.set("GET /api/v1/units", { status: 200, body: { ...centre, units: [newest] } });
		await button(page, "Guardar").click();
		await button(page, "Ver lo guardado").click();
		await expect.poll(() => dialog.getByLabel("Nombre en español").inputValue()).toBe("Lo último");
	});

	it("are archived after a question whose safe answer has the focus; what still belongs is told", slow, async () => {
		desk.peer().http.set("PATCH /api/v1/units/", { status: 409, body: { errors: [{ field: "archived" }] } });
		const page = await desk.open("/units");
		await button(page, "Archivar Atención ciudadana").click();
		const dialog = page.getByRole("dialog", { name: "¿Archivar Atención ciudadana?" });
		await dialog.waitFor();
		await expect.poll(() => page.evaluate("document.activeElement?.textContent")).toBe("Cancelar");
		await button(page, "Archivar").click();
		await dialog.getByText("Todavía tiene filas o unidades").waitFor();
		await expectAccessible(page);
		desk.peer().http.delete("PATCH /api/v1/units/");
		const body = sent(page, "PATCH");
		await button(page, "Archivar").click();
		expect(await body).toEqual({ revision: 1, archived: true });
		await dialog.waitFor({ state: "detached" });
	});

	it("supervisors read and do not edit; failing and having none say what to do", slow, async () => {
		desk.peer().signedIn = { id: "staff-ana", name: "Ana Rivas", roles: ["supervisor"] };
		desk.peer().http.set("GET /api/v1/units", { status: 500 });
		const page = await desk.open("/units");
		await page.getByText("No se pudieron cargar las unidades").waitFor();
		desk.peer().http.set("GET /api/v1/units", { status: 200, body: { units: [], queues: [] } });
		await page.getByRole("button", { name: "Reintentar" }).click();
		await page.getByText("Todavía no hay unidades").waitFor();
		expect(await page.getByRole("button", { name: "Agregar unidad" }).count()).toBe(0);
	});
});

describe.skipIf(!hasChromium)("T13: organisations at the desk", () => {
	it("hours and contacts are written, checked here and by the hub, and saved", slow, async () => {
		const page = await desk.open("/organisations", { language: "en" });
		await page.getByText("julia@banco.example").waitFor();
		await expectAccessible(page);
		await button(page, "Edit Banco del Valle").click();
		const dialog = page.getByRole("dialog");
		const monday = dialog.getByLabel("Monday");
		expect(await monday.inputValue()).toBe("08:00-12:00");
		await monday.fill("8-12, 11-13");
		await button(page, "Save").click();
		await dialog.getByText("Write the hours as").waitFor();
		await monday.fill("8-12, 13:00-16:30");
		desk.peer().http.set("PATCH /api/v1/organisations/", {
			status: 400,
			body: { errors: [{ field: "contacts.0.mail" }] },
		});
		await button(page, "Save").click();
		await dialog.getByText("Please check this.").waitFor();
		await expectAccessible(page);
		desk.peer().http.clear();
		const body = sent(page, "PATCH");
		await button(page, "Save").click();
		expect(await body).toMatchObject({
			revision: 1,
			hours: {
				kind: "own",
				weekly: {
					monday: [
						["08:00", "12:00"],
						["13:00", "16:30"],
					],
					sunday: [],
				},
			},
			contacts: organisations[0]?.contacts,
		});
	});

	it("T13: an account is given its units", slow, async () => {
		const page = await desk.open("/team");
		await button(page, "Editar a Luis Peña").click();
		await page.getByLabel("Soporte técnico").check();
		await expectAccessible(page);
		const body = sent(page, "PATCH");
		await button(page, "Guardar").click();
		expect(await body).toMatchObject({ units: ["u2"] });
	});
});
