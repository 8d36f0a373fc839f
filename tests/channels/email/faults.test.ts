import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmail } from "../../../channels/email/channel.ts";
import { parseInbound } from "../../../channels/email/index.ts";
import { mailFields, mailSettings } from "../../../channels/email/settings.ts";
import { testSmtp } from "../../../channels/email/smtp-transport.ts";
import { type Message, Messages } from "../../../src/conversations/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { ManualClock, startEngine } from "../../conversations/engine-support.ts";
import { type FaultySmtp, startFaultySmtp } from "../../peers/faulty-smtp.ts";
import { useDatabase } from "../../support/database.ts";
import { freePort } from "../../support/processes.ts";
import { contractBot } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { key } from "./under-test.ts";

useDatabase();

describe("a mail server with faults", () => {
	const clock = new ManualClock();
	let server: FaultySmtp;
	let people = 0;
	beforeAll(async () => {
		server = await startFaultySmtp();
	});
	afterAll(() => server.stop());

	const settings = (port: number, values: Record<string, string> = {}) =>
		mailSettings({
			...Object.fromEntries(mailFields.map(({ name, fallback }) => [name, fallback ?? ""])),
			address: "soporte@oficina.test",
			imapHost: "127.0.0.1",
			smtpPort: String(port),
			smtpSecurity: "none",
			...values,
		});

	/** Somebody writes, and the bot's answer is sent once; then its retries, over two minutes. */
	async function answered(retries = 2): Promise<Message[]> {
		people += 1;
		const channel = createEmail({
			settings: settings(server.port),
			account: "main",
			owner: "hub-1",
			key,
			resumeAt: () => null,
			clock,
			log: createLog({ level: "silent" }),
			privacy: null,
		});
		const { engine } = startEngine({ clock, bot: contractBot(), courier: courierFor(channel) });
		const { conversation } = await engine.receive({
			from: { channel: "email", account: "main", address: `p${people}@cliente.test` },
			externalId: "1",
			parts: [{ type: "text", text: "hola" }],
			contact: { name: null, language: "es" },
		});
		const tries: Message[] = [];
		for (let attempt = 0; attempt <= retries; attempt += 1) {
			await engine.drain();
			const [answer] = await Messages.find({ conversation, direction: "out" }).lean();
			if (answer) tries.push(answer);
			clock.advance(60_000);
			await engine.upkeep.find(({ name }) => name === "conversations.outbox")?.run(clock.now());
		}
		await engine.drain();
		await channel.stop();
		return tries;
	}

	it("C2: what it refuses for now comes again, unmarked, until it takes it", async () => {
		server.next({ answers: 451 });
		const [first, second] = await answered();
		expect(first?.delivery).toMatchObject({ state: "queued", attempts: 1, error: "451" });
		expect(second?.delivery).toMatchObject({ state: "sent", attempts: 2 });
		expect(second?.delivery?.repeated).toBeUndefined();
	});

	it("C2: what it refuses for good has failed, with its code, and is not tried again", async () => {
		server.next({ answers: 553 });
		const before = server.taken.length;
		const tries = await answered();
		expect(tries.at(-1)?.delivery).toMatchObject({ state: "failed", attempts: 1, error: "553", dueAt: null });
		expect(server.taken).toHaveLength(before);
	});

	it("C2: a mail cut off in the middle comes again under the same Message-ID, marked as perhaps repeated", async () => {
		server.next("cuts");
		const [first, second] = await answered();
		expect(first?.delivery).toMatchObject({ state: "queued", attempts: 1, repeated: true });
		expect(second?.delivery).toMatchObject({ state: "sent", attempts: 2, repeated: true });
	});

	it("C2: one cut off between its taking and the answer comes twice, and programs can tell that it is one", async () => {
		const before = server.taken.length;
		server.next("cuts after taking");
		const [, second] = await answered();
		expect(second?.delivery).toMatchObject({ state: "sent", repeated: true });
		const mails = await Promise.all(server.taken.slice(before).map(parseInbound));
		expect(mails).toHaveLength(2);
		expect(new Set(mails.map(({ messageId }) => messageId))).toEqual(new Set([second?.delivery?.externalId]));
	});

	it("C2: a slow server is waited for, and the mail is sent once", async () => {
		const before = server.taken.length;
		server.next({ takesMs: 1_500 });
		const [first] = await answered(0);
		expect(first?.delivery).toMatchObject({ state: "sent", attempts: 1 });
		expect(server.taken).toHaveLength(before + 1);
	});

	it("C2: a server that is not there is not reached, which the account's test tells", async () => {
		await expect(testSmtp(settings(await freePort()))).rejects.toMatchObject({
			kind: "unreachable",
			code: expect.stringMatching(/^smtp-E/),
			mayHaveArrived: false,
		});
	});
});
