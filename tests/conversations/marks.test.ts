import { describe, expect, it } from "vitest";
import { ChannelError, type DeliveryState, type Mark } from "../../src/conversations/index.ts";
import { Events } from "../../src/events/index.ts";
import { useDatabase } from "../support/database.ts";
import { chat, gate, sweep } from "./outbox-support.ts";

useDatabase();

const account = { channel: "telegram", account: "main" } as const;

describe("C2: what the service tells after it took a message", () => {
	it.each<[Mark["state"][], DeliveryState]>([
		[["delivered"], "delivered"],
		[["delivered", "read"], "read"],
		[["read", "delivered"], "read"],
		[["read", "delivered", "read"], "read"],
		[["failed"], "failed"],
		[["failed", "delivered"], "failed"],
		[["delivered", "failed"], "delivered"],
		[["read", "failed"], "read"],
	])("%j leave it %s, whether they come after or before the record of its sending", async (states, expected) => {
		for (const early of [false, true]) {
			const answer = gate();
			const { hears, engine, deliveries, address } = chat({ answer: () => answer.opened, can: { marks: () => true } });
			const tell = async () => {
				for (const state of states)
					await engine.mark({ ...account, externalId: `${address}-1`, state, error: "131026" });
			};
			await hears("hola");
			if (early) await tell();
			answer.open();
			await engine.drain();
			if (!early) await tell();
			const [delivery] = await deliveries();
			// What failed and then arrived did so in an order that nobody can tell: the first word stands.
			expect(delivery).toMatchObject({ state: expected, dueAt: null, attempts: 1 });
			expect(delivery?.error).toBe(expected === "failed" ? "131026" : undefined);
		}
	});

	it("is of one account: another's message with the same id is left alone", async () => {
		const { hears, engine, deliveries, address } = chat({ can: { marks: () => true } });
		await hears("hola");
		await engine.drain();
		await engine.mark({ channel: "telegram", account: "other", externalId: `${address}-1`, state: "read" });
		await engine.mark({ channel: "whatsapp", account: "main", externalId: `${address}-1`, state: "failed" });
		expect(await deliveries()).toMatchObject([{ state: "sent" }]);
	});

	it("makes a dead letter of what failed after all, on record, which staff can send again", async () => {
		const { id, hears, engine, deliveries, address, told } = chat({ can: { marks: () => true } });
		await hears("hola");
		await engine.drain();
		await engine.mark({ ...account, externalId: `${address}-1`, state: "failed", error: "131026" });
		expect(told.map(({ delivery }) => delivery?.state)).toEqual(["sent", "failed"]);
		const [letter] = (await engine.outbox.deadLetters(new Date("2100-01-01"), 100)).filter(
			(m) => m.conversation === id,
		);
		expect(await Events.countDocuments({ conversation: id, type: "message.dead" })).toBe(1);
		await engine.outbox.resend(letter?._id ?? "", "sofia");
		await engine.drain();
		expect(await deliveries()).toMatchObject([{ state: "sent", externalId: `${address}-2` }]);
		await engine.mark({ ...account, externalId: `${address}-1`, state: "failed" });
		expect(await deliveries()).toMatchObject([{ state: "sent" }]);
	});
});

describe("C2: the ways of a channel", () => {
	it("what is said in one turn goes out as one message where the channel gathers", async () => {
		const { hears, engine, tried, deliveries, clock, says } = chat({
			answer: () => {
				if (tried.length === 1) throw new ChannelError("unreachable", "ECONNREFUSED", "The mail server is gone");
			},
			can: { gathers: () => true },
		});
		await hears("hola");
		await engine.drain();
		await says("bot", "¿Le sirvió?");
		await says("bot", "Responda sí o no");
		await says("agent", "Soy Ana");
		clock.advance(60_000);
		await sweep(engine, clock);
		expect(tried).toEqual(["eco: hola", "eco: hola + ¿Le sirvió? + Responda sí o no", "Soy Ana"]);
		const sent = await deliveries();
		expect(sent.map((delivery) => delivery?.state)).toEqual(["sent", "sent", "sent", "sent"]);
		expect(new Set(sent.map((delivery) => delivery?.externalId)).size).toBe(2);
	});

	it("what another process must send waits for it, and uses up no tries here", async () => {
		const { hears, engine, hub, clock, tried, deliveries } = chat({ can: { sendsHere: () => false } });
		await hears("hola");
		await engine.drain();
		expect(await sweep(engine, clock)).toBe(0);
		expect(await deliveries()).toMatchObject([{ state: "queued", attempts: 0 }]);
		expect(await sweep(hub("hub-2", {}), clock)).toBe(1);
		expect(tried).toEqual(["eco: hola"]);
	});
});
