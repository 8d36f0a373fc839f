import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { z } from "zod";
import { texts } from "../../../src/texts/index.ts";

const desk = texts("es", "desk");
const secret = (length: number) => "x".repeat(length);
/** What an administrator types, by the names of the fields; only the forms are shown, no service is asked. */
const forms: { transport: string; label: string; values: Record<string, string> }[] = [
	{ transport: "telegram", label: "Bot de la oficina", values: { token: secret(46) } },
	{
		transport: "whatsapp-cloud",
		label: "WhatsApp de la oficina",
		values: {
			phoneNumberId: "106540352242922",
			businessAccountId: "102290129340398",
			accessToken: secret(40),
			appSecret: secret(32),
			verifyToken: secret(20),
		},
	},
	{
		transport: "email",
		label: "Correo de ayuda",
		values: {
			address: "ayuda@oficina.example",
			senderName: "Oficina Virtual",
			password: secret(16),
			imapHost: "imap.oficina.example",
			smtpHost: "smtp.oficina.example",
		},
	},
];
const paired = {
	id: "whatsapp.a1",
	channel: "whatsapp",
	transport: "whatsapp-web",
	label: "Teléfono de la oficina",
	settings: {},
	paused: false,
	fromEnvironment: false,
	waiting: 0,
	lastIn: null,
	lastOut: null,
	failure: null,
	silent: false,
	calledAt: null,
	link: { state: "pairing", qr: `https://wa.me/settings/linked_devices#${"2@x/Y+z".repeat(24)}` },
};

/** How each channel is set up, as an administrator who is signed in sees it at the desk; into `folder`. */
export async function channelPictures(on: Page, url: string, folder: string): Promise<void> {
	const picture = (dialog: Locator, transport: string) =>
		dialog.screenshot({ path: join(folder, `channel-${transport}.png`) });
	await on.goto(`${url}/desk/channels`);
	for (const { transport, label, values } of forms) {
		const dialog = await filledIn(on, transport, { label, ...values });
		await picture(dialog, transport);
		await on.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
	}
	await picture(await pairing(on, url), "whatsapp-web");
}

async function filledIn(on: Page, transport: string, values: Readonly<Record<string, string>>): Promise<Locator> {
	await on.getByRole("button", { name: desk.say("admin.channels.add"), exact: true }).click();
	const dialog = on.getByRole("dialog");
	await dialog.locator("select").first().selectOption(transport);
	for (const [name, value] of Object.entries(values)) {
		const place = name === "label" ? "admin.channels.label" : `admin.channels.field.${name}`;
		await dialog.getByLabel(desk.say(place)).first().fill(value);
	}
	// No field shows a cursor.
	await dialog.getByRole("heading").click();
	return dialog;
}

/** The code of a telephone comes from WhatsApp, which is not asked: the page is told of one. */
async function pairing(on: Page, url: string): Promise<Locator> {
	await on.route("**/api/v1/channels", async (route) => {
		const answer: unknown = await (await route.fetch()).json();
		const { kinds } = z.looseObject({ kinds: z.array(z.unknown()) }).parse(answer);
		await route.fulfill({ json: { kinds, accounts: [paired] } });
	});
	await on.goto(`${url}/desk/channels`);
	await on.getByRole("button", { name: desk.say("admin.channels.pairing.show", { label: paired.label }) }).click();
	const dialog = on.getByRole("dialog");
	await dialog.getByRole("img", { name: desk.say("admin.channels.pairing.qr") }).waitFor();
	return dialog;
}
