import { randomUUID } from "node:crypto";
import {
	type ConversationEngine,
	type Courier,
	conversationId,
	type Delivery,
	type Message,
	Messages,
} from "../../src/conversations/index.ts";
import { courier, inbound, ManualClock, startEngine } from "./engine-support.ts";

/** A chat on a channel that pushes, with an engine of its own and a service that answers as the test says. */
export function chat(
	given: { answer?: (text: string) => Promise<unknown> | unknown; clock?: ManualClock; can?: Partial<Courier> } = {},
) {
	const { clock = new ManualClock(), answer = () => undefined } = given;
	const address = randomUUID();
	const from = { channel: "telegram", account: "main", address } as const;
	const id = conversationId(from);
	const tried: string[] = [];
	const told: Message[] = [];
	const deliver: Courier["deliver"] = async (_conversation, message) => {
		const text = message.parts.map((part) => (part.type === "text" ? part.text : part.type)).join(" + ");
		tried.push(text);
		await answer(text);
		return { externalId: `${address}-${tried.length}` };
	};
	const hub = (owner: string, can = given.can) =>
		startEngine({
			owner,
			clock,
			courier: courier(deliver, can),
			audience: { said: () => {}, follows: () => false, delivered: (_conversation, message) => told.push(message) },
		}).engine;
	const engine = hub("hub-1");
	return {
		id,
		address,
		clock,
		engine,
		hub,
		tried,
		told,
		async hears(text: string): Promise<void> {
			await engine.receive({ ...inbound(text, address, randomUUID()), from });
		},
		async says(kind: "bot" | "agent", text: string): Promise<void> {
			await engine.change(id, (draft) => {
				draft.say({ kind }, [{ type: "text", text }]);
			});
		},
		async deliveries(): Promise<(Delivery | undefined)[]> {
			const messages = await Messages.find({ conversation: id, direction: "out" }).sort({ seq: 1 }).lean();
			return messages.map(({ delivery }) => delivery);
		},
	};
}

export async function sweep(engine: ConversationEngine, clock: ManualClock): Promise<number> {
	const upkeep = engine.upkeep.find(({ name }) => name === "conversations.outbox");
	const done = (await upkeep?.run(clock.now())) ?? 0;
	await engine.drain();
	return done;
}

/** Something that a test lets go on when it is time. */
export function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open };
}
