import { describe, expect, it, vi } from "vitest";
import { createBot } from "../../flows/index.ts";
import { newInteraction } from "../../src/conversations/new-conversation.ts";
import { library } from "./articles.ts";
import { nobodyKnown } from "./identification.ts";
import { emptyConversation, monday, office, Talk, TestCounter } from "./talk.ts";

const size = (talk: Talk) => JSON.stringify(talk.conversation.bot).length;

describe("C2: the bot's state", () => {
	it("is plain JSON and stays small, however long they talk", async () => {
		const talk = new Talk();
		talk.counter.close();
		const lines = [
			"hola",
			"perdí mi token",
			"no",
			"quiero renovar mi firma",
			"instalar el token",
			"2",
			"x".repeat(4_000),
			"agente",
			"sí",
			"7777 8888",
			"cancelar",
		];
		for (let round = 0; round < 12; round++) {
			for (const line of lines) {
				await talk.says(line);
				expect(JSON.parse(JSON.stringify(talk.conversation.bot))).toEqual(talk.conversation.bot);
				expect(size(talk)).toBeLessThan(2_500);
			}
		}
	});

	it("is a few hundred bytes at rest", async () => {
		const talk = new Talk();
		await talk.says("perdí mi token y necesito saber qué hacer con mi certificado");
		await talk.says("sí");
		await talk.says("no, gracias");
		await talk.says("no");
		expect(talk.conversation.stage).toBe("closed");
		expect(size(talk)).toBeLessThan(300);
	});

	it("of many conversations at once never mixes", async () => {
		const bot = createBot({ knowledge: library(), counter: new TestCounter(), identification: nobodyKnown, office });
		const texts = ["perdí mi token", "¿a qué hora abren?", "cómo renuevo mi firma"];
		const citations = ["token-perdido", "horario", "renovar-firma"];
		const outcomes = await Promise.all(
			Array.from({ length: 60 }, (_, number) => {
				const conversation = emptyConversation(`p${number}`, "es", monday);
				const interaction = newInteraction(conversation, `p${number}.i`, monday);
				const parts = [{ type: "text" as const, text: texts[number % 3] ?? "" }];
				const message = {
					_id: "m",
					conversation: conversation._id,
					interaction: null,
					seq: null,
					after: null,
					author: { kind: "citizen" as const },
					direction: "in" as const,
					parts,
					at: monday,
				};
				return bot.turn({ conversation, interaction, cause: { kind: "message", message }, now: monday });
			}),
		);
		for (const [number, { replies, state }] of outcomes.entries()) {
			const cited = replies
				.flatMap(({ parts }) => parts)
				.flatMap((part) => (part.type === "citation" ? [part.article] : []));
			expect(cited).toEqual([citations[number % 3]]);
			expect(JSON.stringify(state)).toContain(`p${number}.i`);
		}
	});

	it.each([
		["nothing", {}],
		["what nobody knows", { memory: { odd: 1 }, dialogs: { dialogStack: [{ id: "gone", state: {} }] } }],
		["a known dialog in an unknown shape", { dialogs: { dialogStack: [{ id: "survey", state: { step: 9 } }] } }],
	])("left by another version as %s starts anew", async (_what, bot) => {
		const talk = new Talk();
		talk.conversation.bot = bot;
		expect((await talk.says("perdí mi token")).citations).toEqual(["token-perdido"]);
	});

	it("a failing counter fails the turn with its own error, for the lane to deal with", async () => {
		const counter = new TestCounter();
		vi.spyOn(counter, "outlook").mockRejectedValue(new Error("The desk is away"));
		const talk = new Talk({ counter });
		await expect(talk.says("agente")).rejects.toThrow(/^The desk is away$/);
		vi.restoreAllMocks();
		expect((await talk.says("agente")).kinds).toEqual(["handoff"]);
	});
});
