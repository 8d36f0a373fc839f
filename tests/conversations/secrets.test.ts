import { expect, it } from "vitest";
import { Conversations, Messages } from "../../src/conversations/index.ts";
import { useDatabase } from "../support/database.ts";
import { echoBot, inbound, startEngine } from "./engine-support.ts";

useDatabase();

/** What was typed, as the bot heard it, and everything that the store keeps of the conversation. */
async function types(address: string, ...lines: string[]): Promise<{ said: string[]; kept: string; texts: unknown[] }> {
	const { engine, said } = startEngine({ bot: echoBot() });
	for (const line of lines) {
		await engine.receive(inbound(line, address));
		await engine.drain();
	}
	const conversation = await Conversations.findOne({ address }).lean();
	const messages = await Messages.find({ conversation: conversation?._id }).sort({ seq: 1 }).lean();
	const own = messages.filter(({ direction }) => direction === "in");
	return {
		said: said.flatMap((one) => one.messages.flatMap(({ parts }) => parts.map((part) => JSON.stringify(part)))),
		kept: JSON.stringify(own),
		texts: own.map(({ parts }) => parts[0]),
	};
}

it("P2: the bot hears a document, a code, a password; the transcript keeps none of them", async () => {
	const { said, kept, texts } = await types("v1", "mi DUI es 01234567-8", "123456", "mi contraseña es Secreto99");
	expect(said.join()).toContain("01234567-8");
	expect(said.join()).toContain("eco: 123456");
	expect(texts[0]).toEqual({ type: "text", text: "mi DUI es ••••••67-8" });
	expect(texts[1]).toEqual({ type: "text", text: "••••••" });
	expect(kept).not.toMatch(/01234567|123456|Secreto99|sealed/);
});

it("P2: six digits that a person waits for stay: it may be the number of a case", async () => {
	const { texts } = await types("v2", "persona", "123456", "mi tarjeta es 4111 1111 1111 1111");
	expect(texts[1]).toEqual({ type: "text", text: "123456" });
	expect(JSON.stringify(texts[2])).not.toContain("4111 1111");
});
