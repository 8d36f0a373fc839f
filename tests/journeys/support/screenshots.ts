import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { buildWhatIsStale } from "../../../scripts/steps/build.mjs";
import { demoPassword } from "../../../src/seed/demo.ts";
import { texts } from "../../../src/texts/index.ts";
import { launchChromium } from "../../support/chromium.ts";
import { startHubProcess } from "../../support/processes.ts";
import { channelPictures } from "./channel-pictures.ts";

// `npm run screenshots`: the README's pictures, of a short talk, and of the channels' set-up, on a hub of its own.

const folder = resolve(import.meta.dirname, "../../../docs/screenshots");
const wide = { width: 1280, height: 800 };
const tall = { width: 1280, height: 1200 };
const phone = { width: 390, height: 780 };
const widget = texts("es", "widget");
const desk = texts("es", "desk");
const patience = 60_000;

await buildWhatIsStale();
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), "ventanilla-pictures-"));
const hub = await startHubProcess(data);
const browser = await launchChromium();
try {
	const agent = await page(wide);
	await signIn(agent, "ana");
	await agent.getByRole("button", { name: new RegExp(`^${desk.say("presence.label")}`) }).waitFor();
	const citizen = await page(wide);
	await citizen.goto(`${hub.url}/`);
	await citizen.locator("ventanilla-chat").getByRole("button").first().click();
	await ask(citizen, "¿Cuánto cuesta la firma electrónica?", /Fuente/);
	await picture(citizen, "citizen");
	await ask(citizen, "quiero hablar con una persona", /Le atiende Ana/);
	await agent.getByRole("button", { name: desk.say("alert.open") }).click();
	const reply = agent.getByRole("textbox").last();
	await reply.fill("Buen día. Soy Ana. ¿La firma es para usted o para una empresa?");
	await reply.press("Enter");
	await citizen.getByText("¿La firma es para usted").waitFor({ timeout: patience });
	await ask(citizen, "Es para mi empresa", /Es para mi empresa/);
	await agent.getByText("Es para mi empresa").last().waitFor({ timeout: patience });
	await picture(agent, "desk");
	await agent.emulateMedia({ colorScheme: "dark" });
	await picture(agent, "desk-dark");
	await citizen.setViewportSize(phone);
	await picture(citizen, "citizen-phone");

	const administrator = await page(tall);
	await signIn(administrator, "pablo");
	await channelPictures(administrator, hub.url, folder);
} finally {
	await browser.close();
	await hub.stop();
	await rm(data, { recursive: true, force: true });
}
process.exit(0);

async function page(viewport: BrowserContextOptions["viewport"]): Promise<Page> {
	const context = await browser.newContext({ viewport, locale: "es-SV", reducedMotion: "reduce" });
	context.setDefaultTimeout(patience);
	return context.newPage();
}

async function signIn(on: Page, name: string): Promise<void> {
	await on.goto(`${hub.url}/desk`);
	await on.getByLabel(desk.say("signIn.email")).fill(`${name}@demo.example`);
	await on.getByLabel(desk.say("signIn.password"), { exact: true }).fill(demoPassword);
	await on.getByRole("button", { name: desk.say("signIn.submit"), exact: true }).click();
	await on.getByLabel(desk.say("signIn.email")).waitFor({ state: "hidden" });
}

async function ask(on: Page, text: string, until: RegExp): Promise<void> {
	const field = on.locator("ventanilla-chat").getByRole("textbox", { name: widget.say("composer.label") });
	await field.fill(text);
	await field.press("Enter");
	await on.locator("ventanilla-chat").getByText(until).last().waitFor({ timeout: patience });
}

async function picture(of: Page, name: string): Promise<void> {
	await of.evaluate("document.fonts.ready");
	await of.screenshot({ path: join(folder, `${name}.png`) });
}
