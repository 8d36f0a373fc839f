import { describe, expect, it, vi } from "vitest";
import { Conversations } from "../../src/conversations/index.ts";
import { Events } from "../../src/events/index.ts";
import { startFaultySmtp } from "../peers/faulty-smtp.ts";
import { type Citizen, citizen, deskUser, take, textOf, useHub } from "../support/hub.ts";

const smtp = await startFaultySmtp();
const { hub } = useHub({
	SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
	MAIL_FROM: "Oficina <no-responder@office.example>",
});
const patient = { timeout: 15_000 };

const rosa = { document: "01234567-8", name: "Rosa Elena Menjívar Ayala", mail: "rosa@citizens.example" };
const jose = { document: "02345678-3", name: "José Antonio Portillo Cruz", mail: "jose@citizens.example" };

/** What the office answers to it: the last of what it says, once it has said something. */
async function asks(visitor: Citizen, text: string): Promise<string> {
	const before = visitor.shown.length;
	await visitor.say(text);
	await vi.waitFor(() => {
		const said = visitor.shown.slice(before).filter(({ from }) => from.kind !== "citizen");
		expect(said.length).toBeGreaterThan(0);
	}, patient);
	return visitor.shown.slice(before).map(textOf).join("\n");
}

async function saysWho(visitor: Citizen, who: typeof rosa): Promise<string> {
	await asks(visitor, "quiero verificar mi identidad");
	await asks(visitor, who.document);
	return asks(visitor, who.name);
}

/** The codes that a mail server took for this address, oldest first. */
function codesTo(address: string): string[] {
	const mails = smtp.taken.map((raw) => raw.toString("utf8")).filter((raw) => raw.includes(address));
	return mails.flatMap((raw) => /digo es (\d{6})/.exec(raw)?.[1] ?? []);
}

async function codeTo(address: string, count = 1): Promise<string> {
	await vi.waitFor(() => expect(codesTo(address)).toHaveLength(count), patient);
	return codesTo(address).at(-1) ?? "";
}

it("B3 P2 C5: proves who it is by a code in a real mail; the desk sees it, the next person at the screen does not", async () => {
	const { url } = hub();
	const visitor = await citizen(url);
	expect(await asks(visitor, "¿cuál es la línea directa para titulares?")).toContain("necesito saber quién es usted");
	await asks(visitor, rosa.document);
	expect(await asks(visitor, "menjivar ayala rosa elena")).toContain("Si los datos coinciden");
	const said = await asks(visitor, await codeTo(rosa.mail));
	expect(said).toContain("Gracias, Rosa Elena Menjívar Ayala");
	expect(said).toContain("extensión 45");
	expect(visitor.statuses.at(-1)?.verified).toBe(true);

	const marta = await deskUser(url, "marta");
	const id = (await Conversations.findOne({ "identity.citizen": "demo-citizen-1" }).lean())?._id ?? "";
	const { row } = take(await marta.socket.emitWithAck("conversation.open", { conversation: id }));
	expect(row).toMatchObject({ name: rosa.name, identity: { citizen: "demo-citizen-1", method: "code" } });

	await asks(visitor, "mi otro teléfono es el 7000 0001");
	const again = await citizen(url, visitor.begun.token);
	expect(again.begun.messages.map(textOf).join()).toContain("extensión");
	await Conversations.updateOne({ _id: id }, { $set: { "identity.verifiedUntil": new Date(0) } });
	const next = await citizen(url, visitor.begun.token);
	const shown = next.begun.messages.map(textOf).join();
	expect(shown).not.toMatch(/extensión|Gracias, Rosa|7000 0001/);
	expect(next.begun.status.verified).toBe(false);

	await asks(next, "olvide quien soy");
	const opened = take(await marta.socket.emitWithAck("conversation.open", { conversation: id }));
	expect(opened.row).toMatchObject({ name: null, identity: null });
	for (const user of [visitor, again, next, marta]) user.close();
});

describe("B3: attacks", () => {
	it("guesses from 50 lines at once find nothing, send three mails at most and lock out nobody", async () => {
		const { url } = hub();
		const owner = await citizen(url);
		await saysWho(owner, jose);
		const code = await codeTo(jose.mail);

		const strangers = await Promise.all(Array.from({ length: 50 }, () => citizen(url)));
		const answers = await Promise.all(
			strangers.map(async (stranger, index) => {
				const first = await saysWho(stranger, jose);
				const guess = String(index).padStart(6, "0");
				return [first, guess === code ? "" : await asks(stranger, guess)];
			}),
		);
		const heard = answers.flat().join("\n");
		expect(heard).not.toContain("Gracias, José");
		expect(heard).toContain("Ya pidió varios códigos");
		expect(codesTo(jose.mail)).toHaveLength(3);
		expect(await Conversations.countDocuments({ "identity.citizen": "demo-citizen-2" })).toBe(0);
		const wrong = await Events.countDocuments({ type: "identity.code-wrong" });
		expect(wrong).toBeGreaterThan(0);

		expect(await asks(owner, code)).toContain("Gracias, José Antonio");
		for (const user of [owner, ...strangers]) user.close();
	});
});
