import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { expectAccessible, expectNoSideways, useDeskInBrowser } from "./browser.ts";
import { pairingOf, withMail } from "./peer/http.ts";
import type { Peer } from "./peer/peer.ts";

const desk = useDeskInBrowser();

interface State {
	name: string;
	path: string;
	/** Something to see when the state is there. */
	see: string;
	prepare?: (peer: Peer) => void;
	act?: (page: Page) => Promise<void>;
	width?: number;
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const press = (key: string) => async (page: Page) => {
	await page.getByText("¿Cuánto cuesta y dónde pago?").last().waitFor();
	await page.keyboard.press(key);
};

const nobody = (peer: Peer) => {
	peer.signedIn = null;
};
const byMail = (peer: Peer) => {
	const conversation = peer.office.conversations.get("c1");
	for (const message of conversation?.messages ?? []) message.mail = message.direction === "in";
	// Nothing can be looked at inside its frame: no script runs there.
	const mail = {
		subject: "Recibo",
		from: { address: "a@b.example", name: "" },
		text: "Hola",
		page: false,
		blockedImages: 2,
	};
	peer.http.set("GET /api/v1/messages/", { status: 200, body: mail });
};
const administrator = (peer: Peer) => {
	peer.signedIn = { id: "ivo", name: "Ivo Salinas", roles: ["admin"] };
};

/** A number of WhatsApp's whose pairing stands so. */
const pairing = (link: Record<string, string>) => (peer: Peer) => {
	administrator(peer);
	peer.http.set("GET /api/v1/channels", { status: 200, body: pairingOf(link) });
};

const states: readonly State[] = [
	{ name: "sign-in", path: "/", see: "text=Entrar a Ventanilla", prepare: nobody },
	{
		name: "sign-in refused",
		path: "/",
		see: "role=alert",
		prepare: nobody,
		act: async (page) => {
			await page.getByLabel("Correo electrónico").fill("ana@oficina.example");
			await page.getByLabel("Contraseña", { exact: true }).fill("otra");
			await page.getByRole("button", { name: "Entrar" }).click();
		},
	},
	{ name: "queue", path: "/queue", see: "text=La oficina ahora" },
	{ name: "a waiting conversation", path: "/queue/c3", see: "text=Tomar la conversación" },
	{ name: "own conversation", path: "/mine/c1", see: "text=Mensajes nuevos" },
	{ name: "a failed delivery", path: "/mine/c2", see: "text=No se entregó (403)" },
	{ name: "somebody else's conversation", path: "/all/c7", see: "text=Esta lectura queda registrada" },
	{ name: "a call to make", path: "/callbacks/c8", see: "text=Ya le llamé" },
	{ name: "history", path: "/past/c9", see: "text=La conversación terminó." },
	{
		name: "an empty list",
		path: "/queue",
		see: "text=Nadie espera",
		prepare: (peer) => peer.office.conversations.clear(),
	},
	{
		name: "a list that failed",
		path: "/queue",
		see: "text=Reintentar",
		prepare: (peer) => void peer.refuse.set("conversation.list", { kind: "internal", message: "broken" }),
	},
	{
		name: "a list that is coming",
		path: "/queue",
		see: "[aria-label=Cargando]",
		prepare: (peer) => void peer.refuse.set("conversation.list", "silence"),
	},
	{ name: "transfer", path: "/mine/c1", see: "text=Transferir la conversación", act: press("t") },
	{
		name: "transfer, incomplete",
		path: "/mine/c1",
		see: "text=Elija a quién transferir.",
		act: async (page) => {
			await press("t")(page);
			await page.getByRole("dialog").getByRole("button", { name: "Transferir" }).click();
		},
	},
	{ name: "close", path: "/mine/c1", see: "text=¿Cómo terminó?", act: press("e") },
	{
		name: "a whole mail",
		path: "/mine/c1",
		see: "text=Mostrar imágenes",
		prepare: byMail,
		act: button("Ver correo completo"),
	},
	{ name: "keys", path: "/mine/c1", see: "text=Mostrar estas teclas", act: press("?") },
	{ name: "a note being written", path: "/mine/c1", see: "text=La persona no ve esta nota", act: press("n") },
	{
		name: "return to the assistant",
		path: "/mine/c1",
		see: "text=Indicación para el asistente",
		act: async (page) => {
			await button("Más acciones")(page);
			await page.getByRole("menuitem", { name: "Devolver al asistente" }).click();
		},
	},
	{
		name: "assign",
		path: "/all/c7",
		see: "text=Asignar la conversación",
		act: async (page) => {
			await button("Más acciones")(page);
			await page.getByRole("menuitem", { name: "Asignar" }).click();
		},
	},
	{ name: "availability", path: "/queue", see: "text=Le asignamos chats nuevos", act: button(/Su disponibilidad/) },
	{
		name: "preferences",
		path: "/queue",
		see: "text=Teclas de una sola letra",
		act: async (page) => {
			await button(/Su cuenta/)(page);
			await page.getByRole("menuitem", { name: "Preferencias" }).click();
		},
	},
	{
		name: "citizen's card in a drawer",
		path: "/mine/c1",
		see: "text=Historial de atención",
		act: button("Datos de la persona"),
		width: 1024,
	},
	{ name: "articles", path: "/articles/a1", see: "text=Si ya venció" },
	{ name: "team", path: "/team", see: "text=luis@oficina.example" },
	{ name: "audit", path: "/audit", see: "text=Funciones cambiadas" },
	{
		name: "somebody new",
		path: "/team",
		see: "text=Escriba el nombre.",
		prepare: administrator,
		act: async (page) => {
			await button("Agregar persona")(page);
			await page.getByRole("dialog").getByRole("button", { name: "Agregar" }).click();
		},
	},
	{
		name: "failed deliveries",
		path: "/undelivered",
		see: "text=Sin código del canal",
		prepare: administrator,
	},
	{
		name: "the demo's own mails",
		path: "/mails",
		see: "text=Escríbalo en la conversación",
		prepare: administrator,
		act: (page) => page.getByText("es su código").click(),
	},
	{ name: "channels", path: "/channels", see: "text=Falla (401)", prepare: administrator },
	{
		name: "a new account of a channel",
		path: "/channels",
		see: "text=Escriba un nombre.",
		prepare: administrator,
		act: async (page) => {
			await button("Agregar cuenta")(page);
			await page.getByRole("button", { name: "Comprobar y agregar" }).click();
		},
	},
	{
		name: "a new account of mail, unfolded",
		path: "/channels",
		see: "text=DKIM: clave privada",
		prepare: (peer) => {
			administrator(peer);
			peer.http.set("GET /api/v1/channels", { status: 200, body: withMail });
		},
		act: async (page) => {
			await button("Agregar cuenta")(page);
			await page.getByText("Más opciones").click();
		},
	},
	{
		name: "removing an account of a channel",
		path: "/channels",
		see: "text=No se puede deshacer.",
		prepare: administrator,
		act: button("Quitar Bot de prueba"),
	},
	{
		name: "pairing by a QR",
		path: "/channels",
		see: "[role=dialog] svg:has-text('Código QR')",
		prepare: pairing({ state: "pairing", qr: `https://wa.me/settings/linked_devices#${"2@x/Y+z".repeat(30)}` }),
		act: button("Vincular Ventanilla de WhatsApp"),
	},
	{
		name: "pairing by a code",
		path: "/channels",
		see: "text=ABCD-1234",
		prepare: pairing({ state: "pairing", code: "ABCD1234" }),
		act: button("Vincular Ventanilla de WhatsApp"),
	},
	{
		name: "a pairing that is over",
		path: "/channels",
		see: "text=El teléfono desvinculó este dispositivo",
		prepare: pairing({ state: "stopped", reason: "logged-out" }),
		act: button("Vincular Ventanilla de WhatsApp"),
	},
	{ name: "logging by hand", path: "/mine/c1", see: "text=Ctrl + Intro guarda", act: press("l") },
	{
		name: "logging by hand, incomplete",
		path: "/queue",
		see: "text=Escriba qué se trató.",
		act: async (page) => {
			await page.getByText("La oficina ahora").waitFor();
			await page.keyboard.press("l");
			await page.getByRole("dialog").waitFor();
			await page.keyboard.press("Control+Enter");
		},
	},
	{ name: "what was logged by hand", path: "/past/h1", see: "text=Se registró a mano" },
	{
		name: "blocking",
		path: "/mine/c1",
		see: "text=No se le avisa.",
		act: async (page) => {
			await button("Más acciones")(page);
			await page.getByRole("menuitem", { name: "Bloquear" }).click();
		},
	},
	{ name: "somebody blocked", path: "/past/b1", see: "text=Retenido por el bloqueo" },
	{ name: "who is blocked", path: "/blocked", see: "text=Ofrece préstamos" },
	{ name: "a page that is none", path: "/nada", see: "text=Esta página no existe" },
];

describe.skipIf(!hasChromium)("A1: axe finds nothing, in either theme, on a desk or a phone", () => {
	it.each(states)("$name", { timeout: 90_000 }, async ({ path, see, prepare, act, width }) => {
		prepare?.(desk.peer());
		const page = await desk.open(path, width ? { width } : {});
		await act?.(page);
		await page.locator(see).first().waitFor();
		await expectAccessible(page);
		await page.emulateMedia({ colorScheme: "dark" });
		await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
		await expectAccessible(page);
		await page.setViewportSize({ width: 360, height: 640 });
		await expectAccessible(page);
		await page.setViewportSize({ width: 320, height: 568 });
		await expectNoSideways(page);
	});
});
