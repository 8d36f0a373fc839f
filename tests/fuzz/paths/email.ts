import { createSender } from "../../../channels/email/send.ts";
import { mailFields, mailSettings } from "../../../channels/email/settings.ts";
import { openSmtp } from "../../../channels/email/smtp-transport.ts";
import { createTakeIn } from "../../../channels/email/take-in.ts";
import { createNotice } from "../../../channels/notice.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { mail as mailOf } from "../../channels/email/mails.ts";
import { courier, startEngine } from "../../conversations/engine-support.ts";
import { startFaultySmtp } from "../../peers/faulty-smtp.ts";
import { mutateBytes } from "../mutate.ts";
import { freshBytes } from "../samples/fresh.ts";
import { sampleMails } from "../samples/mails.ts";
import type { WholePathTarget } from "../whole-path.ts";
import { faultLog } from "./called.ts";

const account = "main";
const key = "a key of at least thirty-two characters";
const otherAddress = "rosa@citizens.example";

/** Mails as they lie in a mailbox, answered by SMTP. */
export const emailPath: WholePathTarget = {
	name: "email",
	mutant(random, run) {
		const sample = sampleMails[Math.floor(random() * sampleMails.length)] ?? Buffer.alloc(0);
		return mutateBytes(freshBytes(sample, run), random);
	},
	async open() {
		const smtp = await startFaultySmtp();
		const { faults, log } = faultLog();
		const defaults = mailFields.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]]));
		const settings = mailSettings({
			...Object.fromEntries(defaults),
			address: "soporte@office.example",
			senderName: "Oficina",
			imapHost: "127.0.0.1",
			smtpPort: String(smtp.port),
			smtpSecurity: "none",
			perHour: "99999",
		});
		const notice = createNotice(null);
		const transport = openSmtp(settings);
		const send = createSender({ smtp: transport, settings, key, resumeAt: () => null, notice });
		const { engine } = startEngine({ courier: courier(send, { gathers: () => true }) });
		const stopping = new AbortController();
		const take = createTakeIn({
			intake: engine,
			settings,
			account,
			key,
			notice,
			clock: systemClock,
			log,
			retryMs: 10,
			signal: stopping.signal,
		});
		const answers: string[] = [];
		let looked = 0;
		let written = 0;
		return {
			faults,
			async sends(mutant) {
				if (!Buffer.isBuffer(mutant)) throw new Error("Not a mail");
				await take([{ raw: mutant, headOnly: false }]);
			},
			other: {
				async writes(text) {
					written += 1;
					const head = [`From: Rosa <${otherAddress}>`, `Message-ID: <${written}@citizens.example>`];
					await take([{ raw: mailOf(head, text), headOnly: false }]);
				},
				answers() {
					for (; looked < smtp.taken.length; looked += 1) {
						const raw = smtp.taken[looked]?.toString("latin1") ?? "";
						const answer = /^eco: (.*)/m.exec(raw)?.[0].trim();
						if (answer && new RegExp(`^To:.*<?${otherAddress}`, "m").test(raw)) answers.push(answer);
						// They would fill the memory.
						smtp.taken[looked] = Buffer.alloc(0);
					}
					return answers;
				},
			},
			async stop() {
				stopping.abort();
				await engine.drain();
				transport.close();
				await smtp.stop();
			},
		};
	},
};
