import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { axeFindings } from "../support/axe.ts";
import { hasChromium } from "../support/chromium.ts";
import { openChat, openStage, retry, type Visit, visit, write } from "./browser.ts";

const bot = { kind: "bot", name: "Ventanilla" } as const;
const ana = { kind: "agent", name: "Ana" } as const;
const eventually = (check: () => unknown) => vi.waitFor(check, 15_000);
const sizes = {
	small: { width: 320, height: 640 },
	tablet: { width: 768, height: 1024 },
	desktop: { width: 1280, height: 800 },
	zoomed: { width: 640, height: 360 },
} as const;
const picture = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

describe.skipIf(!hasChromium)("the chat for everybody", () => {
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

	it.each([
		["light", sizes.small],
		["dark", sizes.desktop],
	] as const)(
		"B10: axe finds nothing in any state (%s, %o)",
		async (colorScheme, viewport) => {
			const { page, peer } = await come({ options: { colorScheme, viewport } });
			const found: Record<string, string[]> = {};
			const look = async (state: string) => {
				const violated = await axeFindings(page);
				if (violated.length) found[state] = violated;
			};
			await look("closed");
			await openChat(page);
			await look("welcome");
			await page.getByText("Cómo usamos sus datos").click();
			await look("privacy");
			await write(page, "Hola, vea https://a.example");
			peer.say(bot, [
				{ type: "text", text: "1. Uno\n2. Dos [guía](https://a.example)" },
				{ type: "citation", article: "a", title: "PIN olvidado" },
				{ type: "choices", options: ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, label: `Opción ${id}` })) },
			]);
			await page.getByRole("button", { name: "Opción f" }).waitFor();
			await look("answer");
			await page.getByRole("button", { name: "Opción b" }).click();
			peer.files.set("p", { name: "foto.png", mime: "image/png", body: picture });
			peer.status({ stage: "queued", queue: { position: 2, waitMinutes: 4 } });
			peer.say({ kind: "system" }, [{ type: "text", text: "Ana se unió" }]);
			peer.say(ana, [
				{ type: "text", text: "Buenas tardes" },
				{ type: "file", file: "p", name: "foto.png", mime: "image/png", size: 70, width: 100, height: 80 },
				{ type: "file", file: "d", name: "carta.pdf", mime: "application/pdf", size: 7000 },
			]);
			await page.locator("article.agent img").waitFor();
			peer.typing("agent", "Ana", true);
			await page.getByText("Ana está escribiendo").waitFor();
			await look("queue and agent");
			peer.status({ mail: { address: null } });
			await page.getByRole("button", { name: "Avíseme por correo" }).click();
			await page.getByLabel("Avíseme por correo si no estoy").fill("ana");
			await page.keyboard.press("Enter");
			await page.getByText("Revise el correo.").waitFor();
			await look("options, a wrong address");
			await page.getByRole("switch", { name: "Contraste alto" }).click();
			await look("high contrast, options");
			await page.keyboard.press("Escape");
			await look("high contrast");
			await page.getByRole("button", { name: "Más opciones" }).click();
			await page.getByRole("switch", { name: "Contraste alto" }).click();
			await page.keyboard.press("Escape");
			await page.getByRole("button", { name: "Tamaño de letra" }).click();
			await page.getByRole("button", { name: "Tamaño de letra" }).click();
			await look("very large letter");
			const release = peer.holdUploads();
			await page.locator("input[type=file]").setInputFiles([{ name: "a.png", mimeType: "image/png", buffer: picture }]);
			await page.getByRole("progressbar").waitFor();
			await write(page, "x".repeat(4_001));
			await page.getByText("el máximo es").waitFor();
			await look("upload and a text too long");
			release();
			await page.getByText("Listo para enviar").waitFor();
			peer.answerSends("invalid");
			await write(page, "no");
			await page.getByText("No se pudo enviar").waitFor();
			await look("refused");
			peer.cut();
			await page.getByRole("button", { name: "Intentar ahora" }).waitFor();
			await write(page, "sin línea");
			await look("offline");
			peer.mend();
			await retry(page);
			await page.getByRole("button", { name: "Intentar ahora" }).waitFor({ state: "hidden" });
			await page.getByRole("button", { name: "Terminar", exact: true }).click();
			await look("the end");
			await page.getByRole("button", { name: "Terminar y borrar de este equipo" }).click();
			await page.getByText("Listo, borramos").waitFor();
			await look("gone");
			expect(found).toEqual({});
		},
		150_000,
	);

	it.each(["light", "dark"] as const)(
		"B10: axe finds nothing on the office's page, in either language (%s)",
		async (colorScheme) => {
			const { page } = await come({ options: { colorScheme }, path: "/" });
			await page.locator("button.launcher").waitFor();
			expect(await axeFindings(page)).toEqual([]);
			await page.getByRole("link", { name: "English" }).click();
			await page.getByRole("heading", { name: "How can we help you?" }).waitFor();
			await page.getByRole("button", { name: "Open the chat" }).waitFor();
			expect(await axeFindings(page)).toEqual([]);
		},
	);

	it.each(Object.entries(sizes))(
		"B10: nothing is cut or hidden at %s, and targets are 44 px",
		async (_name, viewport) => {
			const { page, peer } = await come({ options: { viewport } });
			await openChat(page);
			await write(page, `una-palabra-${"larguísima".repeat(30)}`);
			peer.say(bot, [
				{ type: "text", text: `https://a.example/${"x".repeat(300)}` },
				{
					type: "choices",
					options: [
						{ id: "s", label: "Sí" },
						{ id: "n", label: "No" },
					],
				},
			]);
			await page.getByRole("button", { name: "No", exact: true }).waitFor();
			for (const size of [0, 1, 2]) {
				const wide = await page.evaluate(
					"document.querySelector('ventanilla-chat').shadowRoot.querySelector('.scroller').scrollWidth - document.querySelector('ventanilla-chat').shadowRoot.querySelector('.scroller').clientWidth",
				);
				expect(wide, `size ${size}`).toBeLessThanOrEqual(0);
				for (const button of await page.locator(".panel button:visible, .panel textarea, .panel summary").all()) {
					const box = await button.boundingBox();
					const what = `size ${size}: ${await button.innerText()}`;
					expect(Math.min(box?.width ?? 0, box?.height ?? 0), what).toBeGreaterThanOrEqual(43.9);
				}
				for (const part of ["header", ".toolbar", ".composer .line"]) {
					const box = await page.locator(`.panel ${part}`).boundingBox();
					expect(
						box &&
							box.x >= 0 &&
							box.y >= 0 &&
							box.x + box.width <= viewport.width &&
							box.y + box.height <= viewport.height,
						`size ${size}: ${part}`,
					).toBe(true);
				}
				await page.getByRole("button", { name: "Tamaño de letra" }).click();
			}
		},
	);

	it("B10: works by keyboard alone, and the focus always goes where it should", async () => {
		const { page, peer } = await come();
		const focused = () => page.locator(":focus").last();
		await page.locator("button.launcher").focus();
		await page.keyboard.press("Enter");
		await page.locator("textarea:focus").waitFor();
		await page.keyboard.type("hola");
		await page.keyboard.press("Enter");
		peer.onMessage(() =>
			peer.say(bot, [
				{
					type: "choices",
					options: [
						{ id: "s", label: "Sí" },
						{ id: "n", label: "No" },
					],
				},
			]),
		);
		await page.keyboard.type("más");
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "No", exact: true, disabled: false }).waitFor();
		// Backwards from the composer: attach, listen, then the last choice.
		await page.keyboard.press("Shift+Tab");
		expect(await focused().getAttribute("aria-label")).toBe("Adjuntar un archivo");
		await page.keyboard.press("Shift+Tab");
		expect(await focused().innerText()).toBe("Escuchar");
		await page.keyboard.press("Shift+Tab");
		expect(await focused().innerText()).toBe("No");
		expect(
			await focused().evaluate("getComputedStyle(document.activeElement.shadowRoot.activeElement).outline"),
		).toMatch(/solid 2px/);
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "No (elegida)" }).waitFor();
		expect(await focused().getAttribute("data-option")).toBe("n");
		// Escape closes what is uppermost, and gives the focus back.
		await page.getByRole("button", { name: "Más opciones" }).focus();
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Escape");
		expect(await focused().getAttribute("aria-label")).toBe("Más opciones");
		await page.getByRole("button", { name: "Terminar", exact: true }).focus();
		await page.keyboard.press("Enter");
		for (let step = 0; step < 4; step++) {
			expect(await page.locator("dialog :focus").count()).toBe(1);
			await page.keyboard.press("Tab");
		}
		await page.keyboard.press("Escape");
		await page.locator("dialog").waitFor({ state: "hidden" });
		expect(await focused().innerText()).toContain("Terminar");
		await page.keyboard.press("Escape");
		await page.locator("button.launcher:focus").waitFor();
	});

	it("B10: where it covers the page, the focus stays inside and the page does not scroll", async () => {
		const { page } = await come({ options: { viewport: sizes.small } });
		await openChat(page);
		expect(await page.getByRole("dialog").first().getAttribute("aria-modal")).toBe("true");
		for (let step = 0; step < 25; step++) {
			await page.keyboard.press("Tab");
			expect(await page.locator("ventanilla-chat .panel :focus").count(), `step ${step}`).toBe(1);
		}
		expect(await page.evaluate("document.documentElement.style.overflow")).toBe("hidden");
		await page.getByRole("button", { name: "Minimizar el chat" }).click();
		expect(await page.evaluate("document.documentElement.style.overflow")).toBe("");
	});

	it("B10: the way to the newest, once taken, leaves the focus in the conversation", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		for (let index = 0; index < 30; index++) peer.say(bot, [{ type: "text", text: `respuesta ${index}` }]);
		await page.getByText("respuesta 29").waitFor();
		await page.locator(".scroller").focus();
		await page.keyboard.press("Home");
		const latest = page.locator("button.latest");
		await latest.waitFor();
		await latest.focus();
		await page.keyboard.press("Enter");
		await latest.waitFor({ state: "hidden" });
		await page.locator(".scroller:focus").waitFor();
	});

	it("B10: what comes is announced, what was there before is not", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await write(page, "uno");
		await page.getByText("Enviado").waitFor();
		await eventually(async () => expect(await page.getByRole("log").getAttribute("aria-live")).toBe("polite"));
		peer.status({ stage: "queued", queue: { position: 2, waitMinutes: 5 } });
		await page.getByRole("status").getByText("Es la persona 2 en la fila.").waitFor();
		expect(await page.getByRole("log").getAttribute("aria-relevant")).toBe("additions");
	});

	it("B10: the letter, the contrast and the language are kept, and everything changes its language", async () => {
		const { page, peer } = await come();
		await openChat(page);
		await page.getByRole("button", { name: "Tamaño de letra (normal)" }).click();
		await page.getByRole("status").getByText("Letra de tamaño grande").waitFor({ state: "attached" });
		await page.getByRole("button", { name: "Más opciones" }).click();
		await page.getByRole("switch", { name: "Contraste alto" }).click();
		await page.locator("textarea").fill("borrador");
		await page.getByRole("button", { name: "English" }).click();
		await page.getByText("I am a program, not a person.").waitFor();
		await page.getByRole("button", { name: "How much does it cost?" }).waitFor();
		await page.locator(".panel[lang=en]").waitFor();
		expect(peer.visitor().status.language).toBe("en");
		expect(await page.locator("textarea").inputValue()).toBe("borrador");
		await page.reload();
		await page.getByRole("button", { name: "Text size (large)" }).waitFor();
		await page.locator(".root.high").waitFor({ state: "attached" });
	});

	it("B10: reads aloud on request, one message or all that come, and stops", async () => {
		const { page, peer } = await come();
		await page.evaluate(
			"(() => { window.said = []; speechSynthesis.speak = (words) => { window.said.push([words.lang, words.text.trim()]); words.onstart?.(); }; })()",
		);
		await openChat(page);
		await write(page, "hola");
		peer.say(bot, [{ type: "text", text: "Buen día.\n\n1. Vaya a https://a.example" }]);
		await page.getByRole("button", { name: "Escuchar" }).click();
		await page.getByRole("button", { name: "Detener" }).waitFor();
		expect(await page.evaluate("window.said")).toEqual([
			["es", "Buen día."],
			["es", "1."],
			["es", "Vaya a enlace."],
		]);
		await page.getByRole("button", { name: "Detener" }).click();
		await page.getByRole("button", { name: "Leer en voz alta" }).click();
		expect(await page.getByRole("button", { name: "Leer en voz alta" }).getAttribute("aria-pressed")).toBe("true");
		peer.say(ana, [{ type: "text", text: "Le habla Ana." }]);
		await eventually(async () => expect(await page.evaluate("window.said.at(-1)")).toEqual(["es", "Le habla Ana."]));
	});

	it("B10: takes its looks from attributes, and the page can open it and ask", async () => {
		const { page, peer } = await come({
			attributes: { lang: "en", title: "Town <Hall>", accent: "#ffd400", position: "left", theme: "dark", open: "" },
		});
		await page.getByRole("heading", { name: "Town <Hall>" }).waitFor();
		expect((await page.locator(".panel").boundingBox())?.x).toBe(20);
		const style =
			"getComputedStyle(document.querySelector('ventanilla-chat').shadowRoot.querySelector('.panel header'))";
		// Yellow is too light for white letters.
		expect(await page.evaluate(`[${style}.backgroundColor, ${style}.color]`)).toEqual([
			"rgb(255, 212, 0)",
			"rgb(0, 0, 0)",
		]);
		await page.evaluate("window.Ventanilla.ask('How much?')");
		await page.getByText("Check your question and press Send.").waitFor();
		expect(await page.locator("textarea").inputValue()).toBe("How much?");
		await page.keyboard.press("Enter");
		await eventually(() => expect(peer.visitor().privacy).toBe("2026-11"));
		await page.evaluate("window.Ventanilla.close()");
		await page.evaluate("window.Ventanilla.ask('And then?')");
		await eventually(() => expect(peer.visitor().sends.map(({ text }) => text)).toEqual(["How much?", "And then?"]));
	});

	it("B10: the cards of the office's page open the chat with their question", async () => {
		const { page, peer } = await come({ path: "/" });
		await page.locator("button.launcher").waitFor();
		await page.getByRole("button", { name: "Token bloqueado" }).click();
		await page.getByRole("button", { name: "Enviar" }).click();
		await eventually(() =>
			expect(peer.visitor().sends[0]).toMatchObject({ text: "Mi token está bloqueado", privacy: "2026-11" }),
		);
	});

	it("B10: shapes stay visible where the system forces its colours", async () => {
		const { page, peer } = await come({ options: { forcedColors: "active" } });
		await openChat(page);
		await write(page, "hola");
		peer.say(bot, [{ type: "text", text: "Buen día" }]);
		const bubble = page.locator("article.bot .bubble");
		await bubble.waitFor();
		const style =
			"getComputedStyle(document.querySelector('ventanilla-chat').shadowRoot.querySelector('article.bot .bubble')).borderTopStyle";
		expect(await page.evaluate(style)).toBe("solid");
		expect(await axeFindings(page)).toEqual([]);
	});
});
