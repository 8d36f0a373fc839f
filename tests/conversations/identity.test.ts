import { expect, it } from "vitest";
import { createCitizen } from "../../src/citizens/index.ts";
import { type Bot, Conversations, type Identity, Messages } from "../../src/conversations/index.ts";
import { useDatabase } from "../support/database.ts";
import { echoBot, inbound, ManualClock, startEngine, textOf } from "./engine-support.ts";

useDatabase();
const clock = new ManualClock();
const minute = 60_000;

/** Knows whoever says "soy yo", and forgets them at "olvide". */
const knows: Bot = {
	...echoBot(),
	async turn(input) {
		const outcome = await echoBot().turn(input);
		const said = input.cause.kind === "message" ? textOf(input.cause.message) : "";
		const verifiedUntil = new Date(input.now.getTime() + 30 * minute);
		const proven: Identity = { citizen: "c1", name: "Ana", method: "code", at: input.now, verifiedUntil };
		if (said === "soy yo") outcome.effects.push({ kind: "identity", identity: proven });
		if (said === "olvide") outcome.effects.push({ kind: "identity", identity: null });
		return outcome;
	},
};

function office() {
	const { engine } = startEngine({ bot: knows, clock });
	return {
		engine,
		async hears(address: string, text: string, via?: "email") {
			const { conversation } = await engine.receive({ ...inbound(text, address), ...(via && { via }) });
			await engine.drain();
			return conversation;
		},
	};
}

async function forThemAlone(conversation: string): Promise<string[]> {
	const messages = await Messages.find({ conversation, confidential: true }).sort({ seq: 1 }).lean();
	return messages.map(textOf);
}

it("B3: what is said while it is proven who it is, from the proof to the forgetting, is for them alone", async () => {
	const { hears } = office();
	for (const text of ["hola", "soy yo", "mi saldo", "olvide"]) await hears("i1", text);
	const id = await hears("i1", "adiós");
	expect(await forThemAlone(id)).toEqual(["eco: soy yo", "mi saldo", "eco: mi saldo", "olvide"]);
});

it("B3: a word keeps the proof for half an hour; silence ends it, and so does a word by mail", async () => {
	const { hears } = office();
	const until = async (id: string) => (await Conversations.findById(id).lean())?.identity?.verifiedUntil ?? null;
	const id = await hears("i2", "soy yo");
	clock.advance(29 * minute);
	await hears("i2", "sigo aquí");
	expect(await until(id)).toEqual(new Date(clock.now().getTime() + 30 * minute));
	await hears("i2", "respondo por correo", "email");
	expect(await until(id)).toBeNull();

	await hears("i2", "soy yo");
	clock.advance(30 * minute);
	await hears("i2", "volví");
	expect(await until(id)).toBeNull();
	expect(await forThemAlone(id)).not.toContain("eco: volví");
});

it.each([
	["a mail address that is not proven theirs", "other@citizens.example", "sent"],
	["the one at which they have proven who they are", "ana@citizens.example", "queued"],
])("B3 C2: what was for them alone goes to %s as it may", async (_what, address, state) => {
	const mail = { kind: "email" as const, address: "ana@citizens.example", verifiedAt: clock.now() };
	await createCitizen(
		{ name: "Ana Paz", contacts: [mail] },
		{ by: { kind: "system", id: null }, now: clock.now(), id: "c1" },
	);
	const { engine, hears } = office();
	const id = await hears(`left ${address}`, "soy yo");
	await engine.change(id, ({ next }) => {
		next.away = { address, at: clock.now(), after: next.seq, dueAt: null, byMail: false };
	});
	await hears(`left ${address}`, "¿y mi saldo?");
	clock.advance(3 * minute);
	await engine.upkeep.find(({ name }) => name === "conversations.missed")?.run(clock.now());
	const said = await Messages.findOne({ conversation: id, direction: "out" }).sort({ seq: -1 }).lean();
	expect(said?.delivery?.state).toBe(state);
});
