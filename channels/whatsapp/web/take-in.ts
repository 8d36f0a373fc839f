import { setTimeout as delay } from "node:timers/promises";
import { proto, type WAMessage } from "@whiskeysockets/baileys";
import { z } from "zod";
import { conversationId, type Inbound, inboundId, Messages } from "../../../src/conversations/index.ts";
import { texts } from "../../../src/texts/index.ts";
import { receiveFile } from "../../receive-file.ts";
import { apologise, remark } from "../../remark.ts";
import { type AccountIntake, type Arrival, createTakeIn, type TakeIn } from "../../take-in.ts";
import { addressOf } from "../address.ts";
import { fileOf } from "./media.ts";
import { type Normalised, normalise, type Sender, senderOf } from "./normalise.ts";
import type { People } from "./people.ts";
import { Arrived } from "./wire.ts";

interface WhatsAppIntake extends AccountIntake {
	people: Pick<People, "addressOf">;
	/** Another store of files than WhatsApp's own. */
	mediaRoot: string | null;
	/** How long what could not be decrypted may take to come again, in ms. */
	giveUpMs: number;
	/** Has the telephone bring a file to WhatsApp again; @returns where it then is, null when it cannot. */
	bringAgain(arrived: Arrived, signal: AbortSignal): Promise<string | null>;
}

interface MessageTaken extends Arrival {
	arrived: Arrived;
	sender: Sender;
}

/** A message in a form that the inbox keeps: its contents as WhatsApp wrote them, in base64. */
const Kept = z.looseObject({ message: z.string().nullable() });
const longestQuote = 200;
/** Messages that are known to have come whole. */
const rememberedMost = 1_000;

interface WhatsAppTakeIn extends TakeIn {
	/** Whether a message of theirs is in its conversation. */
	has(message: WAMessage): Promise<boolean>;
}

/** Takes WhatsApp's messages in (C2, C3). */
export function takeMessages(parts: WhatsAppIntake): WhatsAppTakeIn {
	const { intake, account, people, notice, log } = parts;
	const words = texts("es", "channels");
	const whole = new Set<string>();

	function read(raw: unknown): MessageTaken | null {
		const arrived = revive(raw);
		const sender = arrived && senderOf(arrived);
		if (!arrived || !sender) return null;
		const chat = addressOf(sender.identity);
		// Whose conversation it is makes no difference to what it is.
		const taken = normalise(arrived, { channel: "whatsapp", account, address: chat });
		const id = `${chat}.${taken.id}`;
		// It keeps nobody waiting, and what comes again under its id is another thing.
		if (taken.kind === "undecrypted") return { id: `${id}.undecrypted`, chat: id, slow: true, arrived, sender };
		if (whole.size >= rememberedMost) whole.clear();
		whole.add(id);
		if (taken.kind === "ignored") {
			log.debug({ account, why: taken.why }, "whatsapp message ignored");
			return null;
		}
		return { id, chat, slow: taken.kind !== "message", arrived, sender };
	}

	async function handle({ chat, arrived, sender }: MessageTaken): Promise<void> {
		const address = await people.addressOf(sender);
		const taken = normalise(arrived, { channel: "whatsapp", account, address });
		return taken.kind === "undecrypted" ? giveUp(chat, taken) : say(taken, arrived);
	}

	/** Baileys asks for it again a few times; what has not come by then is told of, once, to staff and to the citizen (C2). */
	async function giveUp(name: string, taken: { id: string; inbound: Inbound }): Promise<void> {
		await delay(parts.giveUpMs, undefined, { signal: parts.signal });
		const came = await Messages.exists({ _id: inboundId(conversationId(taken.inbound.from), taken.id) });
		if (came || whole.has(name)) return;
		const received = await intake.receive(await notice.accepting(taken.inbound));
		await apologise(received, words.say("undecrypted"), intake);
	}

	async function say(taken: Exclude<Normalised, { kind: "undecrypted" }>, arrived: Arrived): Promise<void> {
		if (taken.kind === "ignored") return;
		if (taken.kind === "message") {
			await intake.receive(await notice.accepting(taken.inbound));
			return;
		}
		if (taken.kind === "media") {
			const file = fileOf(taken.media, parts.mediaRoot, (signal) => parts.bringAgain(arrived, signal));
			return receiveFile({ file, inbound: taken.inbound, idPrefix: "wa" }, parts);
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

	return {
		...createTakeIn({ ...parts, inbox: `whatsapp.${account}`, read, handle }),
		async has(message) {
			const sender = senderOf(message);
			if (!sender) return false;
			const from = { channel: "whatsapp", account, address: await people.addressOf(sender) } as const;
			const id = inboundId(conversationId(from), normalise(message, from).id);
			return (await Messages.exists({ _id: id })) !== null;
		},
	};
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
