import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { followEnvironment } from "../../../channels/accounts/index.ts";
import { emailKind } from "../../../channels/email/kind.ts";
import { resumeMs } from "../../../channels/webchat/index.ts";
import { Conversations, Messages, missedAfterMs } from "../../../src/conversations/index.ts";
import { createSealer } from "../../../src/platform/seal.ts";
import { ManualClock } from "../../conversations/engine-support.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import { type Citizen, citizen, take, useHub } from "../../support/hub.ts";
import { peer as program } from "../../support/peers.ts";
import { key, mailsTo, typedFor } from "./under-test.ts";

const clock = new ManualClock();
const { hub, config } = useHub({ LOG_LEVEL: "silent", PUBLIC_URL: "https://oficina.example" }, { clock });
const agent = { kind: "agent", id: "staff-ana", name: "Ana" } as const;
const patient = { timeout: 20_000, interval: 50 };
const office = { from: "Persona", to: "soporte@oficina.test" };

describe.skipIf(!program("dovecot") || !program("exim"))("C2: what is not seen in the web chat goes by mail", () => {
	let peer: MailPeer;
	let one: Citizen;
	let id = "";
	let address = "";

	beforeAll(async () => {
		peer = await startMail();
		const sealer = createSealer(config().secretsKeys);
		const kinds = [emailKind({ key, resumeAt: () => null })];
		await followEnvironment("email", typedFor(peer), { kinds, sealer, clock });
		await vi.waitFor(async () => {
			const somebody = await citizen(hub().url);
			somebody.close();
			expect(somebody.begun.status.mail).toEqual({ address: null });
		}, patient);
	});
	afterAll(() => peer.stop());

	beforeEach(async () => {
		one = await citizen(hub().url);
		await one.say("hola");
		const said = randomUUID();
		await one.say(said);
		id = await vi.waitFor(
			async () => (await Messages.findOne({ "parts.text": said, handled: true }).lean().orFail()).conversation,
			patient,
		);
		address = `persona-${randomUUID().slice(0, 8)}@${peer.domain}`;
	});
	afterEach(() => one.close());

	const leave = (to: string | null) => one.socket.emitWithAck("mail", { address: to });
	const says = (text: string) => hub().engine.change(id, (draft) => draft.say(agent, [{ type: "text", text }]));
	const sweep = async () => {
		for (const name of ["conversations.missed", "conversations.outbox"]) {
			await hub()
				.engine.upkeep.find((one) => one.name === name)
				?.run(clock.now());
		}
		await hub().engine.drain();
	};
	const later = async (ms: number) => {
		clock.advance(ms);
		await sweep();
	};
	const mails = () => mailsTo(peer, address);
	const arrived = (count: number) =>
		vi.waitFor(async () => {
			const all = await mails();
			expect(all).toHaveLength(count);
			return all;
		}, patient);
	const linkIn = (text: string) => /https:\/\/oficina\.example\/#chat=(\S+)/.exec(text)?.[1] ?? "";
	const answersOf = async () =>
		await Messages.find({ conversation: id, "author.kind": "agent" }).sort({ seq: 1 }).lean();

	it("not before two minutes; then all answers in one letter, each once, which says why it came", async () => {
		take(await leave(address));
		await says("Ya está listo.");
		await later(missedAfterMs - 1);
		await says("Pase por él.");
		expect(await mails()).toEqual([]);
		await later(1);
		const [mail] = await arrived(1);
		expect(mail?.text).toMatch(/Ya está listo\.[\s\S]*Pase por él\.[\s\S]*dejó esta dirección/);
		expect(mail?.text).not.toContain("hola");
		await later(missedAfterMs);
		await says("Una cosa más.");
		await later(missedAfterMs);
		const [, second] = await arrived(2);
		expect(second?.text).not.toContain("Pase por él");
		expect(second?.inReplyTo).toBe(mail?.messageId);
		expect((await answersOf()).map(({ delivery }) => delivery?.state)).toEqual(["sent", "sent", "sent"]);
	});

	it("nothing that was read there, nothing from before, nothing once the address is taken away", async () => {
		await says("Antes.");
		take(await leave(address));
		await says("Visto.");
		const { seq } = await Conversations.findById(id).lean().orFail();
		take(await one.socket.emitWithAck("seen", { delivered: seq, read: seq }));
		await later(missedAfterMs);
		await says("Sin dirección.");
		take(await leave(null));
		await later(missedAfterMs);
		await says("Con otra.");
		take(await leave(`otra-${address}`));
		await later(missedAfterMs);
		expect(await mails()).toEqual([]);
		expect(await mailsTo(peer, `otra-${address}`)).toEqual([]);
	});

	it("what waits while the mail is down is not sent once it was read in the chat", async () => {
		take(await leave(address));
		await says("En espera.");
		peer.smtp.cut();
		await later(missedAfterMs);
		const { seq } = await Conversations.findById(id).lean().orFail();
		take(await one.socket.emitWithAck("seen", { delivered: seq, read: seq }));
		peer.smtp.mend();
		await later(10 * missedAfterMs);
		expect((await answersOf()).map(({ delivery }) => delivery)).toEqual([{ state: "sent", attempts: 0, dueAt: null }]);
		expect(await mails()).toEqual([]);
	});

	it("two processes that sweep at once send one letter; what was cut off goes again, marked", async () => {
		take(await leave(address));
		await says("Una vez.");
		clock.advance(missedAfterMs);
		await Promise.all([sweep(), sweep(), sweep()]);
		await arrived(1);
		// As a process leaves it that is killed before the server's answer is on record.
		await Messages.updateOne(
			{ conversation: id, "parts.text": "Una vez." },
			{ $set: { delivery: { state: "sending", attempts: 1, dueAt: clock.now() } } },
		);
		await later(missedAfterMs);
		await arrived(2);
		expect((await answersOf()).map(({ delivery }) => delivery)).toMatchObject([{ state: "sent", repeated: true }]);
	});

	it("P2: its link opens the conversation, for seven days and as long as the address stands", async () => {
		take(await leave(address));
		await says("Siga aquí.");
		await later(missedAfterMs);
		const [mail] = await arrived(1);
		const resume = linkIn(mail?.text ?? "");
		const comes = async (link: string) => {
			const other = await citizen(hub().url, undefined, { resume: link });
			other.close();
			return {
				resumed: other.begun.resumed,
				own: other.shown.some(({ parts }) => JSON.stringify(parts).includes("Siga aquí.")),
			};
		};
		expect(await comes(resume)).toEqual({ resumed: "yes", own: true });
		expect(await comes(resume)).toEqual({ resumed: "yes", own: true });
		const [body = "", signature = ""] = resume.split(".");
		for (const forged of [`${body}.${signature.slice(1)}`, `${body}x.${signature}`, body, "x", `${resume}.${resume}`]) {
			expect(await comes(forged)).toEqual({ resumed: "no", own: false });
		}
		clock.advance(resumeMs);
		expect(await comes(resume)).toEqual({ resumed: "no", own: false });
		await says("Otra.");
		await later(missedAfterMs);
		const second = linkIn((await arrived(2))[1]?.text ?? "");
		expect(await comes(second)).toMatchObject({ resumed: "yes" });
		take(await leave(null));
		expect(await comes(second)).toEqual({ resumed: "no", own: false });
	});

	it("C1: a reply comes into the same conversation, with its files, and is answered by mail at once; from elsewhere it is flagged", async () => {
		take(await leave(address));
		await says("¿Qué número tiene?");
		await later(missedAfterMs);
		const [mail] = await arrived(1);
		const inReplyTo = mail?.messageId ?? "";
		const reply = {
			...office,
			from: `P <${address}>`,
			subject: "Re: Le respondimos",
			inReplyTo,
			references: [inReplyTo],
		};
		await peer.delivers(office.to, {
			...reply,
			text: `El 12-34.\n\nEl 3 de mayo, Oficina <${office.to}> escribió:\n> ¿Qué número tiene?`,
			attachments: [{ filename: "foto.pdf", content: Buffer.from("%PDF-1.4 x"), contentType: "application/pdf" }],
		});
		const came = await vi.waitFor(
			() => Messages.findOne({ conversation: id, via: "email", handled: true }).lean().orFail(),
			patient,
		);
		expect(came.parts).toMatchObject([
			{ type: "text", text: "El 12-34." },
			{ type: "file", name: "foto.pdf" },
		]);
		await vi.waitFor(
			() => expect(one.shown.some(({ parts }) => JSON.stringify(parts).includes("El 12-34."))).toBe(true),
			patient,
		);
		await vi.waitFor(async () => {
			await sweep();
			expect((await mails()).length).toBeGreaterThan(1);
		}, patient);
		const before = (await mails()).length;
		await says("Gracias.");
		await sweep();
		expect((await arrived(before + 1)).at(-1)?.text).toContain("Gracias.");

		await peer.delivers(office.to, {
			...reply,
			text: "Estoy de vacaciones.",
			headers: { "Auto-Submitted": "auto-replied" },
		});
		await vi.waitFor(
			() =>
				Messages.findOne({ conversation: id, direction: "note", "parts.text": /de vacaciones/ })
					.lean()
					.orFail(),
			patient,
		);

		await peer.delivers(office.to, { ...reply, from: `Otra <x${address}>`, text: "Soy yo." });
		const flag = await vi.waitFor(
			() =>
				Messages.findOne({ conversation: id, direction: "note", "parts.text": /otra dirección/ })
					.lean()
					.orFail(),
			patient,
		);
		expect(flag.parts).toMatchObject([{ text: expect.stringContaining(`x${address}`) }]);
		expect(await Messages.countDocuments({ conversation: id, via: "email" })).toBe(1);
	});

	it("what comes back as undeliverable ends it, and staff is told", async () => {
		address = `nadie-${randomUUID().slice(0, 8)}@${peer.domain}`;
		take(await leave(address));
		await says("No llega.");
		await later(missedAfterMs);
		await vi.waitFor(async () => {
			expect((await Conversations.findById(id).lean())?.away).toBeNull();
			expect((await answersOf()).map(({ delivery }) => delivery?.state)).toEqual(["failed"]);
			expect(
				await Messages.countDocuments({ conversation: id, direction: "note", "parts.text": /no se entregó/ }),
			).toBe(1);
		}, patient);
	});

	it("P1: names what is wrong with an address, and takes one in few conversations a day", async () => {
		for (const wrong of ["", "ana", "a@b", `${"x".repeat(250)}@a.example`, "a@b.example, c@d.example"]) {
			expect(await leave(wrong)).toMatchObject({ ok: false });
		}
		const stranger = await citizen(hub().url);
		expect(await stranger.socket.emitWithAck("mail", { address })).toMatchObject({
			ok: false,
			error: { kind: "invalid", field: "address" },
		});
		stranger.close();
		const { _id, ...found } = await Conversations.findById(id).lean().orFail();
		const away = { address, at: clock.now(), after: 0, dueAt: null, byMail: false };
		await Conversations.insertMany([1, 2, 3, 4, 5].map((n) => ({ ...found, _id: `${_id}${n}`, away })));
		clock.advance(60_000);
		expect(await leave(address)).toMatchObject({ ok: false, error: { kind: "too-many" } });
		clock.advance(24 * 3_600_000);
		expect(await leave(address)).toMatchObject({ ok: true });
	});
});
