import { randomUUID } from "node:crypto";
import { afterAll, expect, it, vi } from "vitest";
import { capabilities } from "../../../channels/capabilities.ts";
import { privacyVersion } from "../../../channels/privacy.ts";
import { render } from "../../../channels/render.ts";
import { findConversation, messagesAfter } from "../../../src/conversations/index.ts";
import { startTelegramApi, type TelegramCitizen } from "../../peers/telegram-api.ts";
import { deskUser, take, textOf, useHub } from "../../support/hub.ts";
import { conversationOf } from "./under-test.ts";

const peer = await startTelegramApi();
const { hub } = useHub({ TELEGRAM_TOKEN: peer.token, TELEGRAM_API_ROOT: peer.root });
afterAll(() => peer.stop());

/** What came last, once it says that; then its buttons are the ones to press. */
function eventually(citizen: TelegramCitizen, text: RegExp | string, buttons: string[] = []): Promise<void> {
	return vi.waitFor(
		async () => {
			const last = (await citizen.shown()).at(-1);
			expect(last?.text).toMatch(text);
			expect(last?.buttons).toEqual(expect.arrayContaining(buttons));
		},
		{ timeout: 15_000, interval: 30 },
	);
}

it("C1 B2 B7 B8 A1 A2: on Telegram, asks, is answered, talks to a person, is surveyed; a supervisor reads it", async () => {
	const { url } = hub();
	const ana = await deskUser(url, "ana");
	take(await ana.socket.emitWithAck("presence.set", { state: "busy" }));
	const citizen = peer.citizen({ first_name: "Rosa", last_name: "Paz", language_code: "es" });
	const conversation = conversationOf(citizen);

	await citizen.writes("/start");
	await eventually(citizen, /asistente virtual/);

	await citizen.writes("¿Cómo renuevo mi firma electrónica?");
	await eventually(citizen, /sirvió|resuelve/i, ["Sí", "No"]);
	expect((await citizen.shown()).map(({ text }) => text).join("\n")).toContain("Fuente: Renovar la firma");
	await citizen.clicks("Sí");
	await eventually(citizen, /más/, ["Sí", "No, gracias"]);

	await citizen.writes("quiero hablar con una persona");
	await eventually(citizen, /Es la persona 1 en la fila/);
	const { rows } = take(await ana.socket.emitWithAck("conversation.list", { view: "queue" }));
	expect(rows).toMatchObject([{ id: conversation, channel: "telegram" }]);
	const heard: string[] = [];
	ana.socket.on("message", (message) => heard.push(textOf(message)));
	const opened = take(await ana.socket.emitWithAck("conversation.open", { conversation }));
	expect(opened.handoff?.summary).toContain("firma");
	take(await ana.socket.emitWithAck("conversation.claim", { conversation }));
	await eventually(citizen, /Le atiende Ana/);

	await citizen.writes("Gracias, Ana");
	await vi.waitFor(() => expect(heard).toContain("Gracias, Ana"), { timeout: 15_000 });
	const reply = { id: randomUUID(), conversation, text: "Con gusto, Rosa. ¿En qué le ayudo?" };
	take(await ana.socket.emitWithAck("conversation.reply", reply));
	take(await ana.socket.emitWithAck("conversation.reply", reply));
	take(await ana.socket.emitWithAck("conversation.note", { ...reply, id: randomUUID(), text: "nota secreta" }));
	await eventually(citizen, reply.text);

	take(await ana.socket.emitWithAck("conversation.close", { conversation, outcome: "resolved-by-agent" }));
	await eventually(citizen, /dos preguntas/, ["Sí", "No"]);
	await citizen.clicks("Sí");
	await eventually(citizen, /en general/, ["1 Muy mala", "5 Muy buena"]);
	await citizen.clicks("5 Muy buena");
	await eventually(citizen, /cómo le atendió Ana/, ["4 Buena"]);
	await citizen.clicks("4 Buena");
	await eventually(citizen, /comentario/, ["Omitir"]);
	await citizen.writes("Muy amable");
	await eventually(citizen, /Gracias/);

	const marta = await deskUser(url, "marta");
	const read = take(await marta.socket.emitWithAck("conversation.open", { conversation }));
	expect(read.messages.map(textOf)).toContain("nota secreta");
	expect(read.card.interactions[0]).toMatchObject({
		outcome: "resolved-by-agent",
		agentName: "Ana",
		survey: { overall: 5, attention: 4, comment: "Muy amable" },
	});
	expect(await findConversation(conversation)).toMatchObject({ stage: "closed", contact: { name: "Rosa Paz" } });

	// What the citizen was shown is what the transcript says: everything, in order, once.
	const { messages } = await messagesAfter(conversation, 0, { limit: 100, notes: false });
	const said = messages.filter(({ direction }) => direction === "out");
	const pieces = said.flatMap((message) => render(message, capabilities.telegram, "es"));
	// Besides, the first message has the privacy notice with it, and what was chosen stands where the buttons were.
	const [first, ...more] = (await citizen.shown()).map(({ text }) => text);
	expect(first).toContain("aviso de privacidad");
	const added = /\n\n(Esta conversación se guarda .*|Eligió: .*)$/;
	expect([first, ...more].map((text) => text?.replace(added, ""))).toEqual(pieces.map(({ text }) => text));
	await vi.waitFor(async () => {
		// What was never pressed stays.
		expect((await citizen.shown()).flatMap(({ buttons }) => buttons)).toEqual(["Sí", "No, gracias", "Omitir"]);
	});
	expect(read.card.privacy).toMatchObject({ version: privacyVersion });
	await vi.waitFor(async () => {
		const { messages } = await messagesAfter(conversation, 0, { limit: 100, notes: false });
		const states = messages.flatMap(({ delivery }) => delivery?.state ?? []);
		expect(new Set(states)).toEqual(new Set(["sent"]));
	});
	for (const user of [ana, marta]) user.close();
}, 90_000);
