import { expect, it } from "vitest";
import { createBot } from "../../flows/index.ts";
import type { Conversation, Message, OutboxEntry } from "../../src/conversations/index.ts";
import { createSecrets } from "../../src/conversations/index.ts";
import { draftMaker, takeTurn } from "../../src/conversations/take-turn.ts";
import { createSealer } from "../../src/platform/seal.ts";
import { library } from "./articles.ts";
import { nobodyKnown } from "./identification.ts";
import { emptyConversation, monday, office, TestCounter } from "./talk.ts";

/** The bot under the turn-taking that the product uses, without its database. */
function lane() {
	const bot = createBot({ knowledge: library(), counter: new TestCounter(), identification: nobodyKnown, office });
	const sealer = createSealer(["a key for the secrets of these tests, long enough"]);
	const secrets = createSecrets(sealer);
	const draft = draftMaker({ now: () => monday, pushes: () => false, botIdleMs: () => 1_800_000 });
	let conversation: Conversation = emptyConversation("lane", "es", monday);
	let made = 0;

	return {
		async says(text: string): Promise<{ conversation: Conversation; outbox: OutboxEntry[] }> {
			made += 1;
			const message: Message = {
				_id: `lane.m${made}`,
				conversation: "lane",
				interaction: null,
				seq: null,
				after: null,
				author: { kind: "citizen" },
				direction: "in",
				parts: [{ type: "text", text }],
				at: monday,
			};
			const { next, outbox } = await takeTurn({ bot, secrets }, draft(conversation, message._id), message);
			conversation = next;
			return { conversation, outbox };
		},
	};
}

it("B8: a new question in the survey opens a new interaction, and a late answer reaches the old one", async () => {
	const { says } = lane();
	const first = (await says("perdí mi token")).conversation.interaction?._id;
	await says("gracias");
	expect((await says("no, gracias")).conversation).toMatchObject({
		stage: "survey",
		interaction: { _id: first, outcome: "resolved-by-bot" },
	});
	expect((await says("sí")).conversation.interaction?.survey).toMatchObject({ consent: true });

	const asked = await says("¿a qué hora abren?");
	expect(asked.conversation.stage).toBe("bot");
	expect(asked.conversation.interaction?._id).not.toBe(first);

	const late = await says("4");
	expect(late.outbox).toContainEqual({
		kind: "survey",
		interaction: first,
		survey: { consent: true, overall: 4, attention: null, comment: null },
	});
	expect(late.conversation.stage).toBe("bot");
});

it("B7: a handoff puts it into the queue with its summary, and the bot is silent from there", async () => {
	const { says } = lane();
	await says("perdí mi token");
	const { conversation } = await says("quiero hablar con una persona");
	expect(conversation).toMatchObject({
		stage: "queued",
		queue: "soporte",
		handoff: { reason: "asked", topic: "token" },
	});
	expect(conversation.handoff?.summary).toContain("«perdí mi token»");
	const { outbox } = await says("¿hola?");
	expect(outbox.filter((entry) => entry.kind === "message")).toEqual([]);
});
