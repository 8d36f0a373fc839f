import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { Events } from "../../src/events/index.ts";
import { citizen, deskUser, take, textOf, useHub } from "../support/hub.ts";

const { hub } = useHub();
const patient = { timeout: 10_000 };

it("C1 B2 B7 B8 A1 A2: asks, is answered, talks to a person, is surveyed; a supervisor reads it all", async () => {
	const { url } = hub();
	const ana = await deskUser(url, "ana");
	take(await ana.socket.emitWithAck("presence.set", { state: "busy" }));
	const visitor = await citizen(url);
	expect(visitor.begun).toMatchObject({ fresh: true, privacyAccepted: false });

	await visitor.say("¿Cuánto cuesta la firma electrónica?");
	await vi.waitFor(
		() => expect(visitor.shown.some(({ parts }) => parts.some((p) => p.type === "citation"))).toBe(true),
		patient,
	);

	await visitor.say("quiero hablar con una persona");
	await vi.waitFor(
		() => expect(visitor.statuses.at(-1)).toMatchObject({ stage: "queued", queue: { position: 1 } }),
		patient,
	);

	const { rows } = take(await ana.socket.emitWithAck("conversation.list", { view: "queue" }));
	const [row] = rows;
	if (!row) throw new Error("Nobody waits");
	const heard: string[] = [];
	ana.socket.on("message", (message) => heard.push(textOf(message)));
	const opened = take(await ana.socket.emitWithAck("conversation.open", { conversation: row.id }));
	expect(opened.handoff?.summary).toContain("firma");
	take(await ana.socket.emitWithAck("conversation.claim", { conversation: row.id }));
	await vi.waitFor(
		() => expect(visitor.statuses.at(-1)).toMatchObject({ stage: "agent", agent: { name: "Ana" } }),
		patient,
	);

	await visitor.say("Gracias, Ana");
	await vi.waitFor(() => expect(heard).toContain("Gracias, Ana"), patient);
	const reply = { id: randomUUID(), conversation: row.id, text: "Con gusto. ¿En qué le ayudo?" };
	take(await ana.socket.emitWithAck("conversation.reply", reply));
	take(await ana.socket.emitWithAck("conversation.reply", reply));
	take(await ana.socket.emitWithAck("conversation.note", { ...reply, id: randomUUID(), text: "nota secreta" }));
	await vi.waitFor(() => expect(visitor.shown.filter((m) => textOf(m) === reply.text)).toHaveLength(1), patient);

	take(await ana.socket.emitWithAck("conversation.close", { conversation: row.id, outcome: "resolved-by-agent" }));
	const choices = () =>
		visitor.shown.at(-1)?.parts.flatMap((part) => (part.type === "choices" ? part.options : [])) ?? [];
	for (let step = 0; step < 3; step += 1) {
		const asked = visitor.shown.length;
		await vi.waitFor(() => expect(choices().length).toBeGreaterThan(1), patient);
		const [option] = step === 0 ? choices() : choices().slice(-1);
		if (option) await visitor.choose(option.id, option.label);
		await vi.waitFor(() => expect(visitor.shown.length).toBeGreaterThan(asked + 1), patient);
	}
	await visitor.say("Muy amable");
	await vi.waitFor(() => expect(visitor.statuses.at(-1)?.stage).toBe("closed"), patient);
	expect(visitor.shown.map(textOf).join()).not.toContain("secreta");

	const marta = await deskUser(url, "marta");
	const past = take(await marta.socket.emitWithAck("conversation.list", { view: "past" }));
	expect(past.rows.map(({ id }) => id)).toContain(row.id);
	const read = take(await marta.socket.emitWithAck("conversation.open", { conversation: row.id }));
	expect(read.messages.map(textOf)).toContain("nota secreta");
	expect(read.card.interactions[0]).toMatchObject({
		outcome: "resolved-by-agent",
		agentName: "Ana",
		survey: { overall: 5, attention: 5, comment: "Muy amable" },
	});
	expect(await Events.countDocuments({ type: "transcript.read", conversation: row.id })).toBe(1);
	for (const user of [ana, marta, visitor]) user.close();
});

it("B12: danger rings at once for whoever may attend it and for supervisors, and the numbers reach the citizen", async () => {
	const { url } = hub();
	const ana = await deskUser(url, "ana");
	const marta = await deskUser(url, "marta");
	const rung: string[] = [];
	for (const [name, user] of Object.entries({ ana, marta })) {
		take(await user.socket.emitWithAck("presence.set", { state: "busy" }));
		user.socket.on("danger", ({ row, view }) => rung.push(`${name}: ${row.danger} in ${view}`));
	}
	const visitor = await citizen(url);
	await visitor.say("me estan robando ayuda");
	await vi.waitFor(() => expect(visitor.shown.map(textOf).join()).toContain("Emergencias: 911"), patient);
	await vi.waitFor(() => expect(rung.sort()).toEqual(["ana: crime in queue", "marta: crime in queue"]), patient);

	const { rows } = take(await ana.socket.emitWithAck("conversation.list", { view: "queue" }));
	take(await ana.socket.emitWithAck("conversation.claim", { conversation: rows[0]?.id ?? "" }));
	await visitor.say("mi mamá no respira");
	await vi.waitFor(() => expect(rung.slice(2).sort()).toEqual(["ana: life in mine", "marta: life in all"]), patient);
	for (const user of [ana, marta, visitor]) user.close();
});
