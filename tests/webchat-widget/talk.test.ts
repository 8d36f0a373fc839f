import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { focused, openChat, openStage, retry, type Visit, visit, write } from "./browser.ts";

const bot = { kind: "bot", name: "Ventanilla" } as const;
/** The machine may be busy. */
const eventually = (check: () => unknown) => vi.waitFor(check, 15_000);
const transferOf = (name: string, content: string) =>
	`(() => { const held = new DataTransfer(); held.items.add(new File([${content}], "${name}")); return held; })()`;
const ana = { kind: "agent", name: "Ana" } as const;

describe.skipIf(!hasChromium)("the talk in the browser", () => {
	let stage: Awaited<ReturnType<typeof openStage>>;
	let now: Visit | undefined;
	const come = async (...parameters: Parameters<typeof visit> extends [unknown, ...infer Rest] ? Rest : never) => {
		now = await visit(stage, ...parameters);
		return now;
	};
	beforeAll(async () => {
		stage = await openStage();
	});
	afterEach(async () => {
		const complaints = now?.complaints ?? [];
		await now?.leave();
		now = undefined;
		expect(complaints).toEqual([]);
	});
	afterAll(() => stage?.close());

	it("B10: weighs at most 35 KB of gzip", async () => {
		const script = await readFile(join(stage.dist, "widget/widget.js"));
		expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(35 * 1024);
	});

	it("P2: nobody is known to the office before the chat is opened, and the notice goes with the first message only", async () => {
		const { page, peer } = await come();
		expect(peer.visitors.size).toBe(0);
		await openChat(page);
		await page.getByText("Si escribe, acepta nuestro aviso").waitFor();
		await page.getByText("Cómo usamos sus datos").click();
		await page.getByText("No escriba contraseñas").waitFor();
		await page.getByRole("button", { name: "¿Cuánto cuesta?" }).click();
		await page.locator(".citizen", { hasText: "¿Cuánto cuesta?" }).waitFor();
		await write(page, "Gracias");
		await eventually(() =>
			expect(peer.visitor().sends.map(({ text, privacy }) => [text, privacy])).toEqual([
				["¿Cuánto cuesta?", "2026-11"],
				["Gracias", undefined],
			]),
		);
		expect(await page.getByText("Si escribe, acepta").count()).toBe(0);
	});

	it("B2: shows steps, source and safe links, and nothing that people write is markup", async () => {
		const { page, peer } = await come();
		await openChat(page);
		const attack = '<img src=x onerror="document.title=1"><script>document.title=1</script> javascript:alert(1)';
		await write(page, attack);
		peer.say(bot, [
			{ type: "text", text: `1. Uno\n2. Dos en [la guía](https://a.example/x)\n\n${attack}` },
			{ type: "citation", article: "a", title: "PIN <b>olvidado</b>" },
		]);
		const answer = page.locator("article.bot");
		await answer.getByText("Fuente: PIN <b>olvidado</b>").waitFor();
		expect(await answer.locator("ol > li").count()).toBe(2);
		const link = answer.getByRole("link", { name: "la guía (a.example)" });
		expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
		expect(await page.locator(".citizen .bubble").innerText()).toBe(attack);
		expect(await page.locator(".list img, .list script, .list b").count()).toBe(0);
		expect(await answer.getByText("bot", { exact: true }).count()).toBe(1);
	});

	it("B2: choices are buttons, a numbered list when many, and marked once answered or superseded", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "Hola");
		const options = ["Sí", "No"].map((label) => ({ id: label, label }));
		peer.say(bot, [
			{ type: "text", text: "¿Le sirvió?" },
			{ type: "choices", options },
		]);
		await page.getByRole("button", { name: "No", exact: true }).click();
		await eventually(() => expect(peer.visitor().sends.at(-1)?.choice).toEqual({ option: "No", label: "No" }));
		const taken = page.getByRole("button", { name: "No (elegida)" });
		await taken.waitFor();
		expect(await taken.getAttribute("aria-disabled")).toBe("true");
		await page.getByRole("button", { name: "Sí", exact: true }).dispatchEvent("click");
		peer.say(bot, [
			{ type: "choices", options: ["a", "b", "c", "d", "e", "f"].map((label) => ({ id: label, label })) },
		]);
		await page.locator("ol.choices li").nth(5).waitFor();
		peer.say(bot, [{ type: "choices", options: [{ id: "z", label: "Otra" }] }]);
		await page.getByRole("button", { name: "Otra" }).waitFor();
		expect(await page.locator("ol.choices button:not([aria-disabled])").count()).toBe(0);
		// The click on a choice that is over sent nothing.
		expect(peer.visitor().sends).toHaveLength(2);
	});

	it("B3: what was said to the verified citizen alone is hidden when that is over, by a word or by half an hour", async () => {
		const { page, peer } = await come();
		await page.clock.install();
		await openChat(page);
		await write(page, "123456");
		peer.status({ verified: true });
		peer.say(bot, [{ type: "text", text: "Extensión 45" }], { confidential: true });
		await page.getByText("Extensión 45").waitFor();
		peer.status({ verified: false });
		await page.getByText("Solo para quien verificó su identidad").waitFor();
		expect(await page.getByText("Extensión 45").count()).toBe(0);
		peer.status({ verified: true });
		await page.getByText("Extensión 45").waitFor();
		await page.clock.fastForward("31:00");
		await page.getByText("Solo para quien verificó su identidad").waitFor();
		expect(await page.getByText("Extensión 45").count()).toBe(0);
	});

	it("C2: over a cut line nothing is lost or doubled: what was written waits, with its id, and what was missed comes", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByText("Enviado").waitFor();
		peer.cut();
		await page.getByText("Sin conexión. Puede seguir").or(page.getByText("La oficina no responde")).waitFor();
		await write(page, "dos");
		await write(page, "tres");
		await page.getByText("Se enviará al volver la conexión").first().waitFor();
		peer.say(bot, [{ type: "text", text: "perdido" }], { silent: true });
		peer.answerSends("lost", "too-many");
		peer.mend();
		await retry(page);
		await page.locator("article", { hasText: "perdido" }).waitFor();
		// The answer to "dos" is lost with the line; it goes out again under the same id.
		await eventually(() => expect(peer.visitor().sends.some(({ text }) => text === "dos")).toBe(true));
		peer.cut();
		await page.getByRole("button", { name: "Intentar ahora" }).waitFor();
		peer.mend();
		await retry(page);
		await eventually(() =>
			expect(peer.visitor().messages.map(({ parts }) => parts[0])).toMatchObject(
				["uno", "perdido", "dos", "tres"].map((text) => ({ text })),
			),
		);
		const ids = peer
			.visitor()
			.sends.filter(({ text }) => text === "dos")
			.map(({ id }) => id);
		expect(new Set(ids).size).toBe(1);
		await eventually(async () =>
			expect(await page.locator("article .text").allInnerTexts()).toEqual(["uno", "perdido", "dos", "tres"]),
		);
	});

	it("C2: what waits, the draft and the open chat survive a reload; the history comes again", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByText("Enviado").waitFor();
		for (let index = 0; index < 45; index++)
			peer.say(bot, [{ type: "text", text: `respuesta ${index}` }], { silent: true });
		peer.status({ stage: "queued", queue: { position: 3, waitMinutes: 6 } });
		peer.cut();
		await page.getByRole("button", { name: "Intentar ahora" }).waitFor();
		await write(page, "en espera");
		await page.locator("textarea").fill("a medio escr");
		await page.reload();
		await page.locator("article", { hasText: "en espera" }).waitFor();
		peer.mend();
		await eventually(() => expect(peer.visitor().sends.at(-1)?.text).toBe("en espera"));
		await page.getByText("Es la persona 3 en la fila. Espera aproximada: 6 minutos.").waitFor();
		expect(await page.locator("article").count()).toBe(47);
		expect(await page.locator("textarea").inputValue()).toBe("a medio escr");
		expect(peer.visitors.size).toBe(1);
	});

	it("C2: where websockets are broken, polling carries the talk", async () => {
		const { page, peer } = await come();
		peer.breakWebsockets();
		await openChat(page);
		await write(page, "¿Llega? ñ € 😀");
		await page.getByText("Enviado").waitFor();
		peer.say(bot, [{ type: "text", text: "Llegó: ñ € 😀" }]);
		await page.locator("article", { hasText: "Llegó: ñ € 😀" }).waitFor();
		expect(peer.visitor().sends[0]?.text).toBe("¿Llega? ñ € 😀");
	});

	it("C2: a gap is filled by a sync, and a repeat is not shown twice", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByText("Enviado").waitFor();
		peer.say(bot, [{ type: "text", text: "dos" }], { silent: true });
		peer.say(bot, [{ type: "text", text: "tres" }]);
		await eventually(async () =>
			expect(await page.locator("article .text").allInnerTexts()).toEqual(["uno", "dos", "tres"]),
		);
	});

	it("C2: when the office asks to go slower, the message waits, is told quietly, and goes", async () => {
		const { page, peer } = await come();
		await openChat(page);
		peer.answerSends("too-many");
		await write(page, "rápido");
		await page.getByText("Va un poco rápido").waitFor();
		await page.getByText("Enviado").waitFor();
		expect(await page.getByText("Va un poco rápido").count()).toBe(0);
		peer.answerSends("invalid");
		await write(page, "rechazado");
		await page.getByText("No se pudo enviar").waitFor();
		await page.getByRole("button", { name: "Enviar otra vez" }).click();
		await eventually(() => expect(peer.visitor().messages).toHaveLength(2));
	});

	it("C4: a token that the office does not know empties the view", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "secreto");
		await page.getByText("Enviado").waitFor();
		await page.locator("textarea").fill("otro secreto");
		peer.visitors.clear();
		await page.reload();
		await page.getByText("Si escribe, acepta").waitFor();
		await page.locator(".welcome").waitFor();
		expect(await page.locator("article").count()).toBe(0);
		expect(await page.locator("textarea").inputValue()).toBe("");
	});

	it("A1: tells what was delivered and what was read, and shows what the staff read", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await eventually(() => expect(peer.visitor().seen.at(-1)).toEqual({ delivered: 1, read: 1 }));
		await page.getByRole("button", { name: "Minimizar el chat" }).click();
		peer.say(ana, [{ type: "text", text: "dos" }]);
		await page.getByRole("button", { name: "(1 mensaje nuevo)" }).waitFor();
		await page.getByText("Mensaje nuevo de Ana").waitFor({ state: "attached" });
		await page.locator("button.launcher").click();
		await eventually(() => expect(peer.visitor().seen.at(-1)).toEqual({ delivered: 2, read: 2 }));
		peer.read(1);
		await page.getByText("Leído").waitFor();
	});

	it("A1: typing goes both ways", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await page.locator("textarea").fill("ho");
		await eventually(() => expect(peer.visitor().typing).toEqual([true]));
		await page.locator("textarea").press("Enter");
		await eventually(() => expect(peer.visitor().typing).toEqual([true, false]));
		peer.typing("agent", "Ana", true);
		await page.getByText("Ana está escribiendo…").waitFor();
		peer.say(ana, [{ type: "text", text: "Dígame" }]);
		await page.getByText("Ana está escribiendo…").waitFor({ state: "detached" });
	});

	it("C3: a file goes with its progress, comes back as a picture or a download, and its limits are told", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "hola");
		const picker = page.locator("input[type=file]");
		await page.locator(".panel").dispatchEvent("drop", {
			dataTransfer: await page.evaluateHandle(transferOf("enorme.pdf", "new Uint8Array(32 * 1024 * 1024)")),
		});
		await page.getByText("No se pudo enviar el archivo: pesa 32 MB y el máximo es 20 MB.").waitFor();
		const release = peer.holdUploads();
		const picture = Buffer.from(
			"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
			"base64",
		);
		await picker.setInputFiles([
			{ name: "foto.png", mimeType: "image/png", buffer: picture },
			{ name: "no.pdf", mimeType: "application/pdf", buffer: Buffer.from("no") },
			{ name: "nota.txt", mimeType: "text/plain", buffer: Buffer.from("una nota") },
		]);
		await page.getByRole("progressbar", { name: "Subiendo foto.png" }).waitFor();
		await page.getByRole("button", { name: "Cancelar no.pdf" }).click();
		await write(page, "Mire");
		await page.getByText("Se enviará en cuanto termine de subir").waitFor();
		release();
		await page.locator(".citizen img").waitFor();
		expect(peer.visitor().sends.at(-1)?.files).toHaveLength(2);
		const download = page.waitForEvent("download");
		await page.getByRole("button", { name: "Descargar nota.txt, 1 KB" }).click();
		expect(await readFile(await (await download).path(), "utf8")).toBe("una nota");
		peer.refuseUploads(415);
		await picker.setInputFiles([
			{ name: "virus.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") },
		]);
		await page.getByText("No se pudo enviar virus.exe: por seguridad").waitFor();
	});

	it("C3: a pasted and a dropped file are taken, too", async () => {
		const { page } = await come();
		await openChat(page);
		const transfer = await page.evaluateHandle(transferOf("soltado.txt", "'x'"));
		await page.evaluate(`(() => {
			const clipboardData = ${transferOf("pegado.txt", "'x'")};
			const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true });
			document.querySelector("ventanilla-chat").shadowRoot.querySelector("textarea").dispatchEvent(paste);
		})()`);
		await page.locator(".panel").dispatchEvent("drop", { dataTransfer: transfer });
		await eventually(async () => expect(await page.getByText("Listo para enviar").count()).toBe(2));
	});

	it("C2: an empty message is not sent; one over 4,000 tells the limit and keeps the text", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "   \n ");
		await write(page, "x".repeat(4001));
		await page.getByText("Su mensaje tiene 4001 caracteres y el máximo es 4000.").waitFor();
		expect(await page.locator("textarea").inputValue()).toHaveLength(4001);
		await page.locator("textarea").fill("a");
		await page.locator("textarea").press("Shift+Enter");
		await page.locator("textarea").press("b");
		await page.locator("textarea").press("Enter");
		await eventually(() => expect(peer.visitor().sends.map(({ text }) => text)).toEqual(["a\nb"]));
	});

	it("P2: is remembered on this device only when asked, and forgotten when asked", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByText("Enviado").waitFor();
		expect(await page.evaluate("localStorage.length")).toBe(0);
		await page.getByRole("button", { name: "Más opciones" }).click();
		await page.getByRole("switch", { name: "Recordar en este equipo" }).click();
		await eventually(async () =>
			expect(await page.evaluate("localStorage.getItem('ventanilla:token')")).toBe(peer.visitor().token),
		);
		expect(await page.evaluate("sessionStorage.length")).toBe(0);
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: "Terminar", exact: true }).click();
		const dialog = page.getByRole("dialog", { name: "¿Quiere terminar la conversación?" });
		expect(await dialog.locator("button:focus").innerText()).toBe("Seguir en el chat");
		await dialog.getByRole("button", { name: "Terminar y borrar de este equipo" }).click();
		await page.getByText("Listo, borramos la conversación").waitFor();
		await page.getByText("La oficina conserva su registro para cuidar su caso.").waitFor();
		expect(
			await page.evaluate(
				"Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((key) => key !== 'ventanilla:open')",
			),
		).toEqual([]);
		expect(peer.visitors.size).toBe(0);
		await page.getByRole("button", { name: "Empezar otra conversación" }).click();
		await page.locator(".welcome").waitFor();
	});

	it("B8: Terminar ends the interaction, and the survey can follow", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByRole("button", { name: "Terminar", exact: true }).click();
		await page.locator("dialog").getByRole("button", { name: "Terminar", exact: true }).click();
		await eventually(() => expect(peer.visitor().ended).toBe(1));
		peer.status({ stage: "closed" });
		await page.getByText("Esta conversación terminó.").waitFor();
	});

	it("B7: a person is always in reach, the place in the queue is told, and a call back can be asked", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await page.getByRole("button", { name: "Hablar con una persona" }).click();
		await eventually(() => expect(peer.visitor().sends[0]?.text).toBe("Hablar con una persona"));
		peer.status({ stage: "queued", queue: { position: 1, waitMinutes: null } });
		await page.getByRole("status").getByText("Es la siguiente persona en la fila. Le avisamos aquí").waitFor();
		peer.status({ stage: "queued", queue: { position: 1, waitMinutes: 1 } });
		await page.getByText("Espera aproximada: 1 minuto.").waitFor();
		await page.getByRole("button", { name: "Prefiero que me llamen" }).click();
		await eventually(() => expect(peer.visitor().sends[1]?.text).toBe("Prefiero que me llamen"));
		peer.status({ stage: "agent", queue: null, agent: { name: "Ana" } });
		await page.getByText("Le atiende Ana.").waitFor();
	});

	it("C2: an address for what is not seen is left, changed and taken away, and what is wrong with it is said", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "quiero hablar con una persona");
		await eventually(() => expect(peer.visitor().sends).toHaveLength(1));
		const offer = page.getByRole("button", { name: "Avíseme por correo" });
		peer.status({ stage: "queued", queue: { position: 2, waitMinutes: 4 }, mail: null });
		await page.getByText("Es la persona 2 en la fila.").waitFor();
		expect(await offer.count()).toBe(0);
		peer.status({ mail: { address: null } });
		await offer.click();
		const field = page.getByLabel("Avíseme por correo si no estoy");
		await eventually(async () => expect(await focused(page)).toBe("mail"));
		await page.keyboard.type("ana");
		await page.keyboard.press("Enter");
		await page.getByRole("alert").getByText("Revise el correo.").waitFor();
		expect(await field.getAttribute("aria-invalid")).toBe("true");
		await field.fill("ana@correo.example");
		await page.keyboard.press("Enter");
		await page.getByText("en 2 minutos le llega a ana@correo.example.").waitFor();
		expect(peer.visitor().status.mail).toEqual({ address: "ana@correo.example" });
		expect(await offer.count()).toBe(0);
		await page.getByRole("button", { name: "Quitar", exact: true }).click();
		await page.getByText("Le enviamos lo que no vea aquí").waitFor();
		expect(peer.visitor().status.mail).toEqual({ address: null });
		expect(await field.inputValue()).toBe("");
	});

	it("C2 P2: a link of a mail opens its conversation, asks before it takes the place of another, and says when it is over", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "la primera");
		await page.getByText("Enviado").waitFor();
		const first = peer.visitor();
		const address = page.url();
		const follow = async (link: string) => {
			// Another address of the same page would not load it anew.
			await page.goto("about:blank");
			await page.goto(`${address}#chat=${link}`);
		};
		await follow(`${first.token}.x`);
		await page.locator("article", { hasText: "la primera" }).waitFor();
		expect(new URL(page.url()).hash).toBe("");

		await page.evaluate("sessionStorage.clear()");
		await page.goto("about:blank");
		await page.goto(address);
		await openChat(page);
		await write(page, "la segunda");
		await page.getByText("Enviado").waitFor();
		await follow(`${first.token}.x`);
		await page.getByText("Su enlace es de otra conversación").waitFor();
		await page.locator("article", { hasText: "la segunda" }).waitFor();
		await page.getByRole("button", { name: "Ver la del enlace" }).click();
		await page.locator("article", { hasText: "la primera" }).waitFor();
		expect(await page.locator("article", { hasText: "la segunda" }).count()).toBe(0);
		await page.reload();
		await page.locator("article", { hasText: "la primera" }).waitFor();

		await follow("nada.x");
		await page.getByText("El enlace del correo ya no vale.").waitFor();
		await page.locator("article", { hasText: "la primera" }).waitFor();
	});
});
