import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Conversation, findConversation, type Message } from "../../../src/conversations/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import type { TelegramCitizen } from "../../peers/telegram-api.ts";
import { useDatabase } from "../../support/database.ts";
import { conversationOf } from "./under-test.ts";
import { eventually, shows, useTelegram } from "./use-telegram.ts";

useDatabase();
const { peer, clock, open } = useTelegram();

describe("sending", () => {
	const tooFast = { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 7 } };

	/** A conversation as the outbox hands it to the channel. */
	async function conversationWith(citizen: TelegramCitizen): Promise<Conversation> {
		await citizen.writes("hola");
		await shows(citizen, ["eco: hola"]);
		const conversation = await findConversation(conversationOf(citizen));
		if (!conversation) throw new Error("No conversation");
		return conversation;
	}

	const saying = (conversation: Conversation, text: string): Message => ({
		_id: `${conversation._id}.said`,
		conversation: conversation._id,
		interaction: null,
		seq: 3,
		after: 2,
		author: { kind: "bot" },
		direction: "out",
		parts: [{ type: "text", text }],
		at: clock.now(),
	});

	it("C2: waits as long as Telegram asks for", async () => {
		const { channel } = await open();
		const citizen = peer().citizen();
		const conversation = await conversationWith(citizen);
		await peer().refuses(citizen, tooFast);
		await expect(channel.send?.(conversation, saying(conversation, "x"))).rejects.toMatchObject({
			kind: "refused",
			code: "429",
			retry: true,
			retryAfterMs: 7_000,
		});
	});

	it("C2: a message that failed between its pieces goes on where it stopped", async () => {
		const { channel } = await open();
		const citizen = peer().citizen();
		const conversation = await conversationWith(citizen);
		const message = saying(conversation, ["a", "b", "c"].map((letter) => letter.repeat(4_000)).join("\n\n"));
		await peer().refuses(citizen, null, tooFast, null);
		await expect(channel.send?.(conversation, message)).rejects.toMatchObject({ code: "429" });
		const { externalId } = (await channel.send?.(conversation, message)) ?? {};
		const shown = (await citizen.shown()).slice(1);
		expect(shown.map(({ text }) => text[0])).toEqual(["a", "b", "c"]);
		expect(externalId).toBe(String(shown.at(-1)?.id));
	});

	it("what shows nothing is refused, not sent for ever", async () => {
		const { channel } = await open();
		const conversation = await conversationWith(peer().citizen());
		await expect(channel.send?.(conversation, saying(conversation, "\u200b"))).rejects.toMatchObject({
			code: "empty",
			retry: false,
		});
	});

	it("P2: neither errors nor the log hold the token or what was said", async () => {
		const lines: string[] = [];
		const written = new Writable({
			write(chunk, _encoding, done) {
				lines.push(String(chunk));
				done();
			},
		});
		const { channel } = await open({ log: createLog({ level: "trace" }, written) });
		const citizen = peer().citizen();
		const conversation = await conversationWith(citizen);
		await peer().down();
		const error: unknown = await channel.send?.(conversation, saying(conversation, "mi secreto")).catch((e) => e);
		await eventually(() => expect(lines.join("")).toContain("ECONN"));
		const everything = [
			...lines,
			String(error),
			error instanceof Error ? error.stack : "",
			JSON.stringify(error),
		].join();
		expect(error).toMatchObject({ name: "ChannelError", kind: "unreachable" });
		expect(everything).not.toContain(peer().token.split(":")[1]);
		expect(everything).not.toContain("mi secreto");
	});
});
