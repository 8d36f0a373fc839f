import { setTimeout as delay } from "node:timers/promises";
import { Conversations, type Message, Messages } from "../../../src/conversations/index.ts";
import { demoStaff } from "../../../src/seed/demo.ts";
import { openSession, sessionCookie } from "../../../src/staff/sessions.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import type { Running } from "../../support/processes.ts";
import { percentile, rounded } from "../load/figures.ts";
import { watchMemory } from "../load/memory.ts";
import { type ChannelLoad, onHub } from "./on-hub.ts";

/** Mails that are put into the mailbox at the same time. */
const deliveries = 8;
const texts = [
	"Buenos días:\n\n¿Cuánto cuesta la firma electrónica?\n\nUn saludo",
	"Hola:\n\n¿Cuál es el horario de atención?\n\nGracias",
	"Olvidé mi contraseña del portal.",
];

/** Mails put into a mailbox of Dovecot, read by IMAP, answered by the bot; the answers taken by Exim, which keeps them. */
export async function measureMail({ messages, people, minutes, profile }: ChannelLoad): Promise<object> {
	const peer = await startMail({ keeps: true });
	const office = `soporte@${peer.domain}`;
	const person = (place: number) => `persona${place % people}@${peer.domain}`;
	/** When each lay in the mailbox, by its place; ms since the epoch. */
	const deliveredAt: number[] = [];
	try {
		return await onHub({}, profile, measure);
	} finally {
		await peer.stop();
	}

	async function measure(hub: Running): Promise<object> {
		await addMailbox(hub.url, office, peer);
		const memory = watchMemory(hub);
		const began = performance.now();
		const seconds = () => (performance.now() - began) / 1_000;
		const delivering = deliverAll().then(seconds);
		const takenInAfter = await until(seconds, async () => (await Messages.countDocuments(taken)) >= messages);
		const answeredAfter = await until(
			seconds,
			async () => (await Messages.countDocuments({ ...taken, handled: true })) >= messages,
		);
		const sentAfter = await until(seconds, async () => !(await Messages.exists(unsent).hint("unsent")));
		const accepted = await peer.taken();
		const arrived = new Set(accepted.map((id) => `<${id}>`));
		const stored = await Messages.find(taken, { at: 1, conversation: 1 }).sort({ at: 1 }).lean();
		const lags = await lagsOf(stored);
		const sent = await Messages.find({ direction: "out" }, { delivery: 1 }).lean();
		return {
			deliveredPerSecond: rounded(messages / (await delivering)),
			takenInPerSecond: rounded(messages / takenInAfter),
			answeredPerSecond: rounded(messages / answeredAfter),
			sentPerSecond: rounded(accepted.length / sentAfter),
			takenInMs: { p50: rounded(percentile(lags, 0.5)), p95: rounded(percentile(lags, 0.95)) },
			lost: messages - stored.length + sent.filter(({ delivery }) => !arrived.has(delivery?.externalId ?? "")).length,
			repeated: accepted.length - arrived.size,
			...(await memory.figures()),
		};
	}

	async function deliverAll(): Promise<void> {
		const began = Date.now();
		let next = 0;
		const deliver = async () => {
			while (next < messages) {
				const place = next++;
				await delay(began + (place / messages) * minutes * 60_000 - Date.now());
				const text = texts[place % texts.length] ?? "";
				await peer.delivers(office, { from: person(place), to: office, subject: "Una pregunta", text });
				deliveredAt[place] = Date.now();
			}
		};
		await Promise.all(Array.from({ length: deliveries }, deliver));
	}

	/** From the mailbox into the store, in ms. */
	async function lagsOf(stored: readonly Pick<Message, "conversation" | "at">[]): Promise<number[]> {
		const conversations = await Conversations.find({}, { address: 1 }).lean();
		const addresses = new Map(conversations.map(({ _id, address }) => [_id, address]));
		const byPerson = new Map<string, number[]>();
		for (const { conversation, at } of stored) {
			const address = addresses.get(conversation) ?? "";
			byPerson.set(address, [...(byPerson.get(address) ?? []), at.getTime()]);
		}
		return deliveredAt.flatMap((at, place) => {
			const storedAt = byPerson.get(person(place))?.[Math.floor(place / people)];
			return storedAt === undefined ? [] : storedAt - at;
		});
	}
}

const taken = { direction: "in" } as const;
const unsent = { "delivery.dueAt": { $type: "date" } } as const;

async function until(seconds: () => number, done: () => Promise<boolean>): Promise<number> {
	while (!(await done())) await delay(200);
	return seconds();
}

/** As an administrator does. */
async function addMailbox(url: string, address: string, { imap, smtp }: MailPeer): Promise<void> {
	const admin = demoStaff.find(({ roles }) => roles.includes("admin"));
	const { token } = await openSession(admin?.id ?? "", new Date());
	const values = {
		address,
		senderName: "Oficina",
		password: "right",
		imapHost: "127.0.0.1",
		imapPort: String(imap.port),
		imapSecurity: "none",
		smtpPort: String(smtp.port),
		smtpSecurity: "none",
		perHour: "10000",
	};
	const answer = await fetch(`${url}/api/v1/channels`, {
		method: "POST",
		headers: {
			cookie: `${sessionCookie}=${token}`,
			"x-requested-with": "ventanilla",
			"content-type": "application/json",
		},
		body: JSON.stringify({ transport: "email", label: "Correo", values }),
	});
	if (!answer.ok) throw new Error(`The mailbox was not added: ${await answer.text()}`);
}
