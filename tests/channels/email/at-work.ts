import type { ImapFlow } from "imapflow";
import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import type { EmailParts } from "../../../channels/email/channel.ts";
import { connectImap } from "../../../channels/email/imap-connect.ts";
import type { ConversationEngine, Message, PlacedMessage } from "../../../src/conversations/index.ts";
import { messagesAfter } from "../../../src/conversations/index.ts";
import { ManualClock, startEngine } from "../../conversations/engine-support.ts";
import { type MailPeer, startMail } from "../../peers/mail.ts";
import { type ContractBot, contractBot } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { conversationOf, emailChannel, settingsFor } from "./under-test.ts";

export interface EmailHub {
	engine: ConversationEngine;
	bot: ContractBot;
	stop(): Promise<void>;
}

let offices = 0;
let people = 0;

/** E-mail on its peers for a test file: each test has a mailbox of the office to itself. */
export function useEmail(options: Parameters<typeof startMail>[0] = {}) {
	const clock = new ManualClock();
	let peer: MailPeer | null = null;
	let hubs: EmailHub[] = [];
	const programs: ImapFlow[] = [];
	const own = () => {
		if (!peer) throw new Error("The peer is not started");
		return peer;
	};
	beforeAll(async () => {
		peer = await startMail(options);
	});
	afterEach(async () => {
		await Promise.all(hubs.map((hub) => hub.stop()));
		hubs = [];
		for (const program of programs.splice(0)) program.close();
		// The next test's mailbox is another one, under the same account.
		await mongoose.connection.collection("mail-folders").deleteMany({});
	});
	afterAll(async () => {
		await peer?.stop();
	});

	return {
		clock,
		peer: own,
		/** A mailbox of the office that nobody has written to. */
		office(values: Record<string, string> = {}) {
			offices += 1;
			const address = `soporte${offices}@${own().domain}`;
			return settingsFor(own(), { address, ...values });
		},
		/** The office's mailbox, as another mail program opens it; closed with the test. */
		async program(address: string, folder = "INBOX"): Promise<ImapFlow> {
			const program = await connectImap(settingsFor(own(), { address }));
			programs.push(program);
			await program.mailboxOpen(folder);
			return program;
		},
		/** Of each mail in the office's mailbox, oldest first. */
		async flagsOf(address: string): Promise<Set<string>[]> {
			const program = await connectImap(settingsFor(own(), { address }));
			try {
				await program.mailboxOpen("INBOX");
				const found = await program.fetchAll("1:*", { flags: true });
				return found.map(({ flags }) => flags ?? new Set());
			} finally {
				program.close();
			}
		},
		/** Somebody who has not written yet. */
		person() {
			people += 1;
			return `persona${people}@${own().domain}`;
		},
		async hub(parts: Partial<EmailParts> = {}, bot = contractBot()): Promise<EmailHub> {
			const channel = emailChannel(own(), { owner: "hub-1", clock, ...parts });
			const { engine } = startEngine({ clock, bot, courier: courierFor(channel), owner: parts.owner ?? "hub-1" });
			await channel.start(engine);
			const hub = { engine, bot, stop: () => channel.stop() };
			hubs.push(hub);
			return hub;
		},
	};
}

export async function transcript(address: string): Promise<PlacedMessage[]> {
	return (await messagesAfter(conversationOf(address), 0, { limit: 200, notes: true })).messages;
}

export function words(messages: Message[]): string[] {
	return messages.map(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join(" | "));
}

/** Waits for what mail needs its time for. */
export function eventually(check: () => Promise<void>): Promise<void> {
	return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

/** In time, this is what the bot was asked. */
export function hears({ bot }: EmailHub, heard: string[]): Promise<void> {
	return eventually(async () => expect(bot.heard).toEqual(heard));
}
