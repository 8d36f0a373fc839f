import type { Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { expectAccessible, useDeskInBrowser } from "./browser.ts";

const desk = useDeskInBrowser();
const slow = { timeout: 90_000 };

const composer = (page: Page) => page.getByRole("textbox", { name: /Respuesta por/ });
const asked = (event: string) => desk.peer().asked.filter((each) => each.event === event);
const field = (input: unknown, name: string): unknown => Reflect.get(Object(input), name);
const unmoved = "document.activeElement?.getAttribute('data-row')";

describe.skipIf(!hasChromium)("P1: signing in", () => {
	it("goes on where one was going; a wrong password says what to do", slow, async () => {
		desk.peer().signedIn = null;
		const page = await desk.open("/mine/c2");
		await page.getByRole("button", { name: "Entrar" }).click();
		await page.getByText("Escriba su correo electrónico.").waitFor();
		await page.getByLabel("Correo electrónico").fill("ana@oficina.example");
		await page.getByLabel("Contraseña", { exact: true }).fill("otra");
		await page.keyboard.press("Enter");
		await page.getByText("no coinciden").waitFor();
		await page.getByLabel("Contraseña", { exact: true }).fill("correcta");
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "José Antonio Hernández Quintanilla" }).first().waitFor();
		expect(new URL(page.url()).pathname).toBe("/desk/mine/c2");
	});

	it("says how long an account stays locked", slow, async () => {
		desk.peer().signedIn = null;
		desk.peer().http.set("POST /api/v1/session", { status: 429, body: { kind: "too-many", retryAfterMs: 150_000 } });
		const page = await desk.open("/");
		await page.getByLabel("Correo electrónico").fill("ana@oficina.example");
		await page.getByLabel("Contraseña", { exact: true }).fill("otra");
		await page.keyboard.press("Enter");
		await page.getByText("puede volver a probar en 3 minutos").waitFor();
	});

	it("a session that ended elsewhere leads to the sign-in page, which says why; the draft is kept", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).fill("a medio escribir");
		desk.peer().signedIn = null;
		desk.peer().io.of("/desk").emit("signedOut", { code: "revoked" });
		await page.getByText("Su sesión se cerró desde otro lugar").waitFor();
		await page.getByLabel("Correo electrónico").fill("ana@oficina.example");
		await page.getByLabel("Contraseña", { exact: true }).fill("correcta");
		await page.keyboard.press("Enter");
		await expect.poll(() => composer(page).inputValue()).toBe("a medio escribir");
	});

	it("shows only what the role allows", slow, async () => {
		desk.peer().signedIn = { id: "eva", name: "Eva Cruz", roles: ["editor"] };
		const page = await desk.open("/");
		await page.getByRole("heading", { name: "Artículos" }).waitFor();
		expect(await page.getByRole("navigation").getByRole("link").count()).toBe(1);
		expect(desk.peer().asked).toEqual([]);
	});
});

describe.skipIf(!hasChromium)("A2: taking, passing on, closing", () => {
	it("takes a waiting chat and goes on in one's own", slow, async () => {
		const page = await desk.open("/queue/c4");
		await page.getByRole("button", { name: "Tomar", exact: true }).click();
		await composer(page).waitFor();
		expect(new URL(page.url()).pathname).toBe("/desk/mine/c4");
	});

	it("tells who came second that somebody else took it", slow, async () => {
		desk.peer().refuse.set("conversation.claim", { kind: "conflict", message: "It does not wait any more" });
		const page = await desk.open("/queue/c4");
		await page.getByRole("button", { name: "Tomar", exact: true }).click();
		await page.getByText("La tomó otra persona. Elija otra de la lista.").waitFor();
	});

	it("passes on to a colleague with a comment, and is back at the list", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		await page.getByRole("button", { name: "Transferir" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByRole("radio", { name: /Luis Peña/ }).click();
		await dialog.getByLabel("Comentario para quien la recibe").fill("Falta el pago");
		await dialog.getByRole("button", { name: "Transferir" }).click();
		await page.getByText("Conversación transferida").waitFor();
		expect(new URL(page.url()).pathname).toBe("/desk/mine");
		expect(await page.locator("[data-row=c1]").count()).toBe(0);
		expect(asked("conversation.transfer")[0]?.input).toEqual({
			conversation: "c1",
			to: { agent: "staff-luis" },
			comment: "Falta el pago",
		});
	});

	it("closing names the consequence and starts on the safe answer", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		await page.keyboard.press("e");
		await page.getByText("recibirá una breve encuesta").waitFor();
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		expect(asked("conversation.close")).toEqual([]);
		await page.getByRole("button", { name: "Cerrar", exact: true }).click();
		await page.getByLabel("Sin resolver").check();
		await page.getByRole("button", { name: "Cerrar la conversación" }).click();
		await page.getByText("Conversación cerrada").waitFor();
		expect(asked("conversation.close")[0]?.input).toEqual({ conversation: "c1", outcome: "unresolved" });
	});

	it("a chat given to somebody else while one looks at it says so", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		desk.peer().refuse.set("conversation.open", { kind: "forbidden", message: "Not yours" });
		const row = desk.peer().office.conversations.get("c1")?.row;
		if (row) row.assignee = { id: "staff-luis", name: "Luis Peña" };
		desk.peer().tell("c1");
		await page.getByText("Esta conversación la atiende otra persona.").waitFor();
	});
});

describe.skipIf(!hasChromium)("C2: writing", () => {
	it("shows what is sent at once and once", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).fill("Son 25 dólares");
		await page.keyboard.press("Enter");
		await page.getByText("Son 25 dólares").first().waitFor();
		await vi.waitFor(() => expect(asked("conversation.reply")).toHaveLength(1));
		await expect.poll(() => page.locator("[data-unsent]").count()).toBe(0);
		expect(await page.locator("[data-message]", { hasText: "Son 25 dólares" }).count()).toBe(1);
		expect(await composer(page).inputValue()).toBe("");
	});

	it("a lost connection is told; what is written meanwhile goes out once, later", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		await page.context().setOffline(true);
		for (const socket of await desk.peer().io.of("/desk").fetchSockets()) socket.disconnect(true);
		await page.getByText("Sin conexión. Puede seguir escribiendo").first().waitFor();
		await composer(page).fill("¿Sigue ahí?");
		await page.keyboard.press("Enter");
		await page.getByText("Guardado, sale al volver la conexión").waitFor();
		await page.reload({ waitUntil: "commit" }).catch(() => {});
		await page.context().setOffline(false);
		await page.goto(`${desk.peer().url}/desk/mine/c1`);
		await expect
			.poll(() => page.locator("[data-message]", { hasText: "¿Sigue ahí?" }).count(), { timeout: 20_000 })
			.toBe(1);
		expect(asked("conversation.reply")).toHaveLength(1);
	});

	it("a refusal says why, and can be tried again with the same id", slow, async () => {
		desk.peer().refuse.set("conversation.reply", { kind: "too-many", message: "slow down" });
		const page = await desk.open("/mine/c1");
		await composer(page).fill("hola");
		await page.keyboard.press("Enter");
		await page.getByText("No se envió: demasiados mensajes seguidos, espere un momento").waitFor();
		desk.peer().refuse.clear();
		await page.locator("[data-unsent=failed]").getByRole("button", { name: "Reintentar" }).click();
		await expect.poll(() => page.locator("[data-message]", { hasText: /^hola$/ }).count()).toBe(1);
		const ids = asked("conversation.reply").map(({ input }) => field(input, "id"));
		expect(ids).toHaveLength(2);
		expect(ids[0]).toBe(ids[1]);
	});

	it("keeps a draft per conversation and per kind, over a reload", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).fill("respuesta");
		await page.getByRole("button", { name: "Nota interna" }).click();
		await page.getByRole("textbox", { name: /Nota interna/ }).fill("nota");
		await page.locator("[data-row=c2]").click();
		await page
			.getByRole("heading", { name: /José Antonio/ })
			.first()
			.waitFor();
		expect(await composer(page).inputValue()).toBe("");
		await page.goto(`${desk.peer().url}/desk/mine/c1`);
		expect(await composer(page).inputValue()).toBe("respuesta");
		await page.getByRole("button", { name: "Nota interna" }).click();
		expect(await page.getByRole("textbox", { name: /Nota interna/ }).inputValue()).toBe("nota");
	});

	it("a note goes to the team and never says that one types", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		await page.keyboard.press("n");
		await page.getByRole("textbox", { name: /Nota interna/ }).pressSequentially("ojo");
		await page.keyboard.press("Enter");
		await page.getByRole("article", { name: "Nota interna de Usted" }).getByText("ojo").waitFor();
		expect(asked("conversation.note")).toHaveLength(1);
		expect(asked("conversation.typing").filter(({ input }) => field(input, "on") === true)).toEqual([]);
	});

	it("counts near the limit, and does not send beyond it", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).fill("a".repeat(3_990));
		await page.getByText("Quedan 10 caracteres").waitFor();
		await composer(page).fill("a".repeat(4_001));
		await page.getByText("Sobra 1 carácter").waitFor();
		await page.keyboard.press("Enter");
		expect(asked("conversation.reply")).toEqual([]);
	});

	it("sends files; one over 20 MB is named with its size and what to do", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		const picker = page.locator("input[type=file]");
		await page.evaluate(`{
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "grande.bin"));
			window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
		}`);
		await page.getByText("«grande.bin» pesa 21 MB y el máximo es 20 MB").waitFor();
		await picker.setInputFiles({ name: "recibo.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
		await page.getByText("Listo para enviar").waitFor();
		await page.getByRole("button", { name: "Enviar" }).click();
		await vi.waitFor(() => expect(field(asked("conversation.reply")[0]?.input, "files")).toEqual(["up-recibo.pdf"]));
	});
});

describe.skipIf(!hasChromium)("A1: looking on", () => {
	it("a new message appears, is marked read, and counts in the title while one looks elsewhere", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		desk.peer().citizenSays("c1", "otra pregunta");
		await page.locator("[data-message]", { hasText: "otra pregunta" }).waitFor();
		const { messages } = desk.peer().office.conversations.get("c1") ?? { messages: [] };
		await vi.waitFor(() => expect(field(asked("conversation.read").at(-1)?.input, "seq")).toBe(messages.at(-1)?.seq));
		desk.peer().citizenSays("c2", "¿y yo?");
		await expect.poll(() => page.title()).toBe("(1) Mis conversaciones · Ventanilla");
		await page.locator("[data-row=c2]", { hasText: "1 mensaje sin leer" }).waitFor();
	});

	it("says that the citizen types, and stops", slow, async () => {
		const page = await desk.open("/mine/c1");
		await composer(page).waitFor();
		desk.peer().io.of("/desk").emit("typing", { conversation: "c1", on: true });
		await page.getByText("Marta Villalobos está escribiendo…").waitFor();
		desk.peer().io.of("/desk").emit("typing", { conversation: "c1", on: false });
		await page.getByText("Marta Villalobos está escribiendo…").waitFor({ state: "detached" });
	});

	it("an assigned chat rings and offers to open it", slow, async () => {
		const page = await desk.open("/mine");
		await page.locator("[data-row=c1]").waitFor();
		const row = desk.peer().office.conversations.get("c4")?.row;
		if (row)
			desk
				.peer()
				.io.of("/desk")
				.emit("assigned", { row: { ...row, stage: "agent" }, why: "transfer" });
		await page.getByText("Le transfirieron a Carmen Flores").waitFor();
		await page.getByRole("button", { name: "Abrir" }).click();
		await expect.poll(() => new URL(page.url()).pathname).toBe("/desk/mine/c4");
	});

	it(
		"B12: danger stands first and is marked in red words, rings until it is put away, and says what to do",
		slow,
		async () => {
			const page = await desk.open("/queue");
			await page.locator("[data-row=c4]").waitFor();
			const first = "document.querySelector('[data-row]')?.getAttribute('data-row')";
			expect(await page.evaluate(first)).not.toBe("c4");
			const told = desk.peer().office.conversations.get("c4");
			if (!told) throw new Error("The sample has no c4");
			Object.assign(told.row, { danger: "life", queueRank: -1 });
			desk.peer().tell("c4");
			desk.peer().io.of("/desk").emit("danger", { row: told.row, view: "queue" });

			await expect.poll(() => page.evaluate(first)).toBe("c4");
			await page.locator("[data-row=c4] [data-danger=life]", { hasText: "Vida en peligro" }).waitFor();
			expect(await page.locator("[data-danger]").count()).toBe(1);
			const toast = page.getByRole("alert").filter({ hasText: "Carmen Flores necesita ayuda ya." });
			await toast.getByRole("button", { name: "Abrir" }).click();
			await expect.poll(() => new URL(page.url()).pathname).toBe("/desk/queue/c4");
			await page.getByRole("region", { name: "Peligro" }).getByText("Atienda a esta persona ahora.").waitFor();
			await expect.poll(() => page.locator("[data-danger=life]").count()).toBe(2);
			await expectAccessible(page);
		},
	);

	it("loads older messages on the way up and stays where one reads", slow, async () => {
		const page = await desk.open("/mine/c10");
		await page.getByText("Mensaje 120 de una conversación larga").last().waitFor();
		const scrolled = `document.querySelector("section[aria-label=Mensajes]").scrollTop`;
		await page.evaluate(`${scrolled} = 0`);
		await page.getByText("Mensaje 60 de una conversación larga").waitFor({ state: "attached" });
		expect(await page.evaluate(scrolled)).toBeGreaterThan(500);
		await page.getByRole("button", { name: "Ir a lo más reciente" }).click();
		await expect.poll(() => page.getByRole("button", { name: "Ir a lo más reciente" }).count()).toBe(0);
	});

	it("loads the next page of a list", slow, async () => {
		const page = await desk.open("/past");
		await page.locator("[data-row=p1]").waitFor();
		expect(await page.locator("[data-row]").count()).toBe(50);
		await page.getByRole("button", { name: "Cargar más" }).click();
		await expect.poll(() => page.locator("[data-row]").count()).toBe(64);
	});

	it("recovers from an error by Reintentar", slow, async () => {
		desk.peer().refuse.set("conversation.list", { kind: "too-many", message: "slow down" });
		const page = await desk.open("/queue");
		await page.getByText("No se pudo cargar la lista").waitFor();
		desk.peer().refuse.clear();
		await page.getByRole("button", { name: "Reintentar" }).click();
		await page.locator("[data-row=c3]").waitFor();
	});

	it("works by keys, which can be switched off (WCAG 2.1.4)", slow, async () => {
		const page = await desk.open("/mine");
		await page.locator("[data-row=c1]").waitFor();
		await page.keyboard.press("j");
		expect(await page.evaluate(unmoved)).toBe("c1");
		await page.keyboard.press("j");
		await page.keyboard.press("k");
		await page.keyboard.press("Enter");
		await composer(page).waitFor();
		await page.keyboard.press("r");
		await page.keyboard.type("g q");
		expect(await composer(page).inputValue()).toBe("g q");
		await page.keyboard.press("Escape");
		await page.keyboard.press("g");
		await page.keyboard.press("q");
		await expect.poll(() => new URL(page.url()).pathname).toBe("/desk/queue");
		await page.getByRole("button", { name: /Su cuenta/ }).click();
		await page.getByRole("menuitem", { name: "Preferencias" }).click();
		await page.getByLabel("Teclas de una sola letra").click();
		await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		await page.keyboard.press("g");
		await page.keyboard.press("m");
		await page.keyboard.press("?");
		expect(new URL(page.url()).pathname).toBe("/desk/queue");
		expect(await page.getByRole("dialog").count()).toBe(0);
	});

	it("speaks English when asked to, and remembers", slow, async () => {
		const page = await desk.open("/queue");
		await page.locator("[data-row=c3]").waitFor();
		await page.getByRole("button", { name: /Su cuenta/ }).click();
		await page.getByRole("menuitem", { name: "Preferencias" }).click();
		await page.getByText("English").click();
		await page.getByRole("heading", { name: "Waiting" }).waitFor({ state: "attached" });
		await page.reload();
		await page.getByRole("heading", { name: "Waiting" }).waitFor();
		expect(await page.locator("html").getAttribute("lang")).toBe("en");
	});

	it("on a phone shows one pane at a time, with a way back", slow, async () => {
		const page = await desk.open("/mine", { width: 360, height: 640 });
		await page.locator("[data-row=c1]").click();
		await composer(page).waitFor();
		expect(await page.locator("[data-row=c1]").isVisible()).toBe(false);
		await page.getByRole("link", { name: "Volver a la lista" }).click();
		await page.locator("[data-row=c1]").waitFor();
	});

	it("nothing moves while it loads", slow, async () => {
		const page = await desk.open("/");
		await page.addInitScript(
			"window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value }).observe({ type: 'layout-shift', buffered: true })",
		);
		for (const path of ["/queue", "/mine/c1", "/audit"]) {
			await page.goto(`${desk.peer().url}/desk${path}`);
			await page.locator("[data-message], [data-row], td").first().waitFor();
			await page.waitForLoadState("networkidle");
			expect([path, Math.round(Number(await page.evaluate("window.shifts")) * 1000) / 1000]).toEqual([path, 0]);
		}
	});
});

describe.skipIf(!hasChromium)("A2: supervising and administering", () => {
	it("assigns anybody's chat", slow, async () => {
		const page = await desk.open("/all/c7");
		await page.getByRole("button", { name: "Más acciones" }).click();
		await page.getByRole("menuitem", { name: "Asignar" }).click();
		await page.getByRole("radio", { name: /Ana Rivas/ }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Asignar" }).click();
		await page.getByText("Conversación asignada").waitFor();
		expect(asked("conversation.assign")[0]?.input).toEqual({ conversation: "c7", agent: "staff-ana" });
	});

	it("C4: exports a transcript as a JSON file", slow, async () => {
		const page = await desk.open("/past/c9");
		await page.getByRole("button", { name: "Más acciones" }).click();
		const download = page.waitForEvent("download");
		await page.getByRole("menuitem", { name: "Exportar JSON" }).click();
		expect((await download).suggestedFilename()).toBe("conversacion-c9.json");
	});

	it("a call that was made leaves the list", slow, async () => {
		const page = await desk.open("/callbacks/c8");
		await page.getByRole("button", { name: "Ya le llamé" }).click();
		await page.getByText("No hay llamadas pendientes").waitFor();
	});

	it("says what is missing before an account is made", slow, async () => {
		desk.peer().signedIn = { id: "ivo", name: "Ivo Salinas", roles: ["admin"] };
		const page = await desk.open("/team");
		await page.getByRole("button", { name: "Agregar persona" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByRole("button", { name: "Agregar" }).click();
		await dialog.getByText("Escriba el nombre.").waitFor();
		await dialog.getByLabel("Nombre").fill("Nora Paz");
		await dialog.getByLabel("Correo electrónico").fill("nora@oficina.example");
		await dialog.getByLabel("Contraseña inicial").fill("una frase larga");
		await dialog.getByRole("button", { name: "Agregar" }).click();
		await page.getByText("Nora Paz ya puede entrar").waitFor();
	});
});

describe.skipIf(!hasChromium)("C4: a message that came as a mail", () => {
	it("is opened whole in a frame; images from elsewhere are shown only when asked for", slow, async () => {
		const conversation = desk.peer().office.conversations.get("c1");
		for (const message of conversation?.messages ?? []) message.mail = message.direction === "in";
		const page = await desk.open("/mine/c1");
		await page.getByRole("button", { name: "Ver correo completo" }).first().click();
		const dialog = page.getByRole("dialog", { name: "Correo completo" });
		await dialog.getByText("Ana <ana@cliente.example>").waitFor();
		await dialog.getByText("Se bloquearon 2 imágenes").waitFor();
		const frame = dialog.frameLocator("iframe");
		await frame.getByText("Adjunto mi recibo.").waitFor();
		expect(await frame.getByText("Con imágenes.").count()).toBe(0);
		await dialog.getByRole("button", { name: "Mostrar imágenes" }).click();
		await frame.getByText("Con imágenes.").waitFor();
		expect(await dialog.locator("iframe").getAttribute("sandbox")).not.toContain("allow-scripts");
	});
});
