import { proto, type WAMessage } from "@whiskeysockets/baileys";
import { z } from "zod";
import { conversationId, Messages } from "../../../src/conversations/index.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import type { Log } from "../../../src/platform/log.ts";
import { texts } from "../../../src/texts/index.ts";
import type { Intake } from "../../channel.ts";
import { fetchFile } from "../../fetch-file.ts";
import type { Notice } from "../../notice.ts";
import { apologise, remark } from "../../remark.ts";
import { type Arrival, createTakeIn, type TakeIn } from "../../take-in.ts";
import { addressOf } from "../address.ts";
import { fileOf } from "./media.ts";
import { type Normalised, normalise, type Sender, senderOf } from "./normalise.ts";
import type { People } from "./people.ts";
import { Arrived } from "./wire.ts";

interface WhatsAppIntake {
	intake: Intake;
	account: string;
	people: Pick<People, "addressOf">;
	notice: Notice;
	/** Another store of files than WhatsApp's own; for tests. */
	mediaRoot: string | null;
	clock: Clock;
	log: Log;
	/** First wait after a failure, in ms. */
	retryMs: number;
	signal: AbortSignal;
}

interface MessageTaken extends Arrival {
	arrived: Arrived;
	sender: Sender;
}

/** A message in a form that the inbox keeps: its contents as WhatsApp wrote them, in base64. */
const Kept = z.looseObject({ message: z.string().nullable() });
const longestQuote = 200;

/** Takes WhatsApp's messages in (C2, C3). */
export function takeMessages(parts: WhatsAppIntake): TakeIn {
	const { intake, account, people, notice, clock, log } = parts;
	const words = texts("es", "channels");

	function read(raw: unknown): MessageTaken | null {
		const arrived = revive(raw);
		const sender = arrived && senderOf(arrived);
		if (!arrived || !sender) return null;
		const chat = addressOf(sender.identity);
		// Whose conversation it is makes no difference to what it is.
		const taken = normalise(arrived, { channel: "whatsapp", account, address: chat });
		if (taken.kind === "ignored") {
			log.debug({ account, why: taken.why }, "whatsapp message ignored");
			return null;
		}
		return { id: `${chat}.${taken.id}`, chat, slow: taken.kind !== "message", arrived, sender };
	}

	async function handle({ arrived, sender }: MessageTaken): Promise<void> {
		const address = await people.addressOf(sender);
		return say(normalise(arrived, { channel: "whatsapp", account, address }));
	}

	async function say(taken: Normalised): Promise<void> {
		if (taken.kind === "ignored") return;
		if (taken.kind === "message") {
			await intake.receive(await notice.accepting(taken.inbound));
			return;
		}
		if (taken.kind === "media") {
			const { inbound } = taken;
			const file = fileOf(taken.media, parts.mediaRoot);
			const { part, apology } = await fetchFile({ file, inbound, idPrefix: "wa", now: clock.now() }, parts);
			const received = await intake.receive(await notice.accepting({ ...inbound, parts: [...inbound.parts, part] }));
			if (apology !== null) await apologise(received, apology, intake);
			return;
		}
		const conversation = conversationId(taken.from);
		await remark(conversation, await lineOf(taken, conversation), `${conversation}.noted.${taken.id}`, intake);
	}

	/** What staff reads of what the citizen did to a message. */
	async function lineOf(
		taken: Extract<Normalised, { kind: "edit" | "deletion" | "reaction" }>,
		conversation: string,
	): Promise<string> {
		if (taken.kind === "edit") return words.say("edited", { text: taken.text });
		if (taken.kind === "reaction") return words.say("reacted", { emoji: taken.emoji });
		return words.say("deleted", { text: await written(conversation, taken.externalId) });
	}

	return createTakeIn({ ...parts, inbox: `whatsapp.${account}`, read, handle });
}

/** A message as it can be kept. */
export function keepable({ key, pushName, messageStubType, message }: WAMessage): unknown {
	const content = message ? Buffer.from(proto.Message.encode(message).finish()).toString("base64") : null;
	return { key, pushName, messageStubType, message: content };
}

function revive(raw: unknown): Arrived | null {
	const kept = Kept.safeParse(raw);
	if (!kept.success) return null;
	const { message } = kept.data;
	const content = message === null ? null : proto.Message.decode(Buffer.from(message, "base64"));
	const arrived = Arrived.safeParse({ ...kept.data, message: content });
	return arrived.success ? arrived.data : null;
}

/** The beginning of what was written, as the transcript has it. */
async function written(conversation: string, externalId: string): Promise<string> {
	const message = await Messages.findById(`${conversation}.${externalId}`, { parts: 1 }).lean();
	const [first] = (message?.parts ?? []).flatMap((part) => {
		if (part.type === "text") return [part.text];
		return part.type === "file" ? [part.name] : [];
	});
	return first === undefined ? "…" : `«${[...first].slice(0, longestQuote).join("")}»`;
}
