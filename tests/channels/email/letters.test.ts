import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { describe, expect, it } from "vitest";
import { compose } from "../../../channels/email/compose.ts";
import type { Bot } from "../../../src/conversations/index.ts";
import { useDatabase } from "../../support/database.ts";
import { peer as program } from "../../support/peers.ts";
import { contractBot } from "../contract-bot.ts";
import { eventually, transcript, useEmail } from "./at-work.ts";
import { conversationOf, mailsTo, shownText } from "./under-test.ts";

useDatabase();

describe.skipIf(!program("dovecot") || !program("exim"))("what citizens get", () => {
	const mail = useEmail();
	const write = (from: string, to: string, more: object = {}) =>
		mail.peer().delivers(to, { from: `Ana Pérez <${from}>`, to, subject: "Mi recibo", text: "hola", ...more });
	const headers = async (address: string) => (await mail.peer().mailsOf(address)).map(({ raw }) => headerOf(raw));

	it("C4: an answer stands in its thread, quotes what it answers, and says that a machine wrote it", async () => {
		const [settings, person] = [mail.office({ signature: "Oficina\nTel. 2222-0000" }), mail.person()];
		await mail.hub({ settings });
		await write(person, settings.address, { messageId: "<a@x.test>", references: ["<z@x.test>"] });
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		const [answer] = await mailsTo(mail.peer(), person);
		expect(answer).toMatchObject({
			subject: "Re: Mi recibo",
			inReplyTo: "<a@x.test>",
			references: ["<z@x.test>", "<a@x.test>"],
			from: { address: settings.address, name: "Oficina de prueba" },
		});
		expect(answer?.text).toContain("-- \nOficina\nTel. 2222-0000");
		expect(answer?.text).toMatch(
			/El 2 de noviembre de 2026, Ana Pérez <.+> escribió:\n> Asunto: Mi recibo\n> \n> hola/,
		);
		expect(answer?.html).toContain('<html lang="es">');
		const [header] = await headers(person);
		expect(header).toMatch(/^Auto-Submitted: auto-replied/m);
		expect(header).toMatch(/^X-Auto-Response-Suppress: All/m);
		const [, sent] = await transcript(person);
		expect(sent?.delivery?.externalId).toBe(answer?.messageId);
	});

	it("C4: a person's answer bears their name, and no mark of a machine", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const hub = await mail.hub({ settings });
		await write(person, settings.address);
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		await hub.engine.change(conversationOf(person), (draft) => {
			draft.say({ kind: "agent", id: "ana", name: "Ana" }, [{ type: "text", text: "Ya está." }]);
		});
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(2));
		const [, answer] = await mailsTo(mail.peer(), person);
		expect(answer && shownText(answer)).toBe("Ya está.");
		expect(answer?.text).toContain("-- \nAna");
		expect((await headers(person))[1]).not.toMatch(/^Auto-Submitted/m);
	});

	it("C4: what the bot says in one turn is one mail, with its options by number", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		const bot: Bot = {
			wantsCallback: () => false,
			danger: () => null,
			turn: async () => ({
				state: {},
				replies: [
					{ parts: [{ type: "text", text: "Primero." }] },
					{ parts: [{ type: "text", text: "¿Qué desea?" }] },
					{ parts: [{ type: "choices", options: [{ id: "a", label: "Pagar" }] }] },
					{ parts: [{ type: "citation", article: "x", title: "Pagos" }] },
				],
				effects: [],
			}),
		};
		await mail.hub({ settings }, { ...contractBot(), ...bot });
		await write(person, settings.address);
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		await eventually(async () => {
			const states = (await transcript(person)).slice(1).map(({ delivery }) => delivery?.state);
			expect(states).toEqual(["sent", "sent", "sent", "sent"]);
		});
		const [answer] = await mailsTo(mail.peer(), person);
		expect(answer && shownText(answer)).toBe(
			"Primero.\n\n¿Qué desea?\n\n1. Pagar\n\nResponda con el número de la opción.\n\nFuente: Pagos",
		);
		expect(await mailsTo(mail.peer(), person)).toHaveLength(1);
	});

	it("P2: the privacy notice goes out with the first mail, and is accepted by writing on", async () => {
		const [settings, person] = [mail.office(), mail.person()];
		await mail.hub({ settings, privacy: "2026-11" });
		await write(person, settings.address);
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		await write(person, settings.address, { subject: "Re: Mi recibo", text: "gracias" });
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(2));
		const texts = (await mailsTo(mail.peer(), person)).map(({ text }) => text.includes("aviso de privacidad"));
		expect(texts).toEqual([true, false]);
		const asked = (await transcript(person)).filter(({ direction }) => direction === "in");
		expect(asked.map(({ intake }) => intake?.privacy)).toEqual([undefined, "2026-11"]);
	});

	it("C4: with a key, mails are signed (DKIM), so that what was changed on its way shows", async () => {
		const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		const dkimKey = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
		const published = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;
		/** What a server that gets the mail makes of its signature. */
		const verdict = async (mail: string) => {
			const resolver = async (name: string) => (name === "s1._domainkey.oficina.test" ? [[published]] : []);
			const { results } = await dkimVerify(mail, { resolver });
			return results.map(({ status, signingDomain }) => [status.result, signingDomain]);
		};
		const [settings, person] = [mail.office({ dkimSelector: "s1", dkimKey }), mail.person()];
		await mail.hub({ settings });
		await write(person, settings.address);
		await eventually(async () => expect(await mailsTo(mail.peer(), person)).toHaveLength(1));
		const [sent] = await mail.peer().mailsOf(person);
		const raw = String(sent?.raw);
		expect(await verdict(raw)).toEqual([["pass", "oficina.test"]]);
		expect(await verdict(`${raw}Otra cosa.\r\n`)).toEqual([["neutral", "oficina.test"]]);
		expect(await verdict(raw.replace(/^Subject: .*$/m, "Subject: Otro"))).toEqual([["fail", "oficina.test"]]);
	});
});

describe("letters", () => {
	const letter = { language: "es" as const, signature: "", quote: null };

	it("P1: what is written is shown as it is, and nothing of it becomes markup", () => {
		const text = `<script>alert("1")</script> & <img src=x> https://a.test/?a=1&b=2.`;
		const { html, text: plain } = compose({ ...letter, blocks: [{ kind: "text", text }] });
		expect(plain).toBe(`${text}\n`);
		expect(html).not.toMatch(/<script|<img/);
		expect(html).toContain('<a href="https://a.test/?a=1&amp;b=2">https://a.test/?a=1&amp;b=2</a>.');
	});

	it("C4: what is quoted is bounded", () => {
		const quote = { by: "Ana", day: "hoy", text: "línea\n".repeat(500) };
		const { text } = compose({ ...letter, blocks: [{ kind: "text", text: "sí" }], quote });
		expect(text.split("\n").length).toBeLessThan(50);
		expect(text).toContain("…");
	});
});

function headerOf(raw: Buffer): string {
	return raw.toString().split(/\r?\n\r?\n/)[0] ?? "";
}
