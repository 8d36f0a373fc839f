import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followEnvironment } from "../../../channels/accounts/index.ts";
import { Conversations, Interactions, Messages } from "../../../src/conversations/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { createSealer } from "../../../src/platform/seal.ts";
import type { ChannelUnderTest, ContractCitizen } from "../../channels/contract.ts";
import { pdf } from "../../platform/files/samples.ts";
import { hasChromium } from "../../support/chromium.ts";
import { useHub } from "../../support/hub.ts";
import { expectAccessible, journey, patience, useStage } from "../support/browser.ts";
import { deskOn } from "../support/desk.ts";
import { close, officeOf } from "../support/office.ts";

const eventually = (check: () => Promise<void>) =>
	expect.poll(async () => check().then(() => null, String), { timeout: patience }).toBeNull();

/**
 * One citizen of a channel from the first word to the survey, with an agent in a browser, on a whole hub and against the
 * channel's real peer (C1, B2, B7, B8, C3).
 */
export async function channelJourney(channel: ChannelUnderTest): Promise<void> {
	await channel.start();
	const { settings = {}, kind, values = {} } = channel.account?.() ?? {};
	describe.skipIf(!hasChromium)(`a citizen on ${channel.name}`, () => {
		const { hub, config } = useHub(settings);
		const office = officeOf(hub, useStage());
		beforeAll(async () => {
			channel.hubAt?.(hub().url);
			if (!kind) return;
			const sealer = createSealer(config().secretsKeys);
			await followEnvironment(kind.transport, values, { kinds: [kind], sealer, clock: systemClock });
			await channel.pairs?.(sealer);
		});
		afterAll(() => channel.stop());

		it(
			"C1 B2 B7 B8 C3: asks, is answered, waits, talks to an agent, sends and gets a file, is surveyed",
			async () => {
				const ana = await office.picking("ana");
				const citizen = await channel.citizen();
				const { conversation } = citizen;

				await citizen.writes("¿Cómo renuevo mi firma electrónica?");
				await hears(citizen, /Fuente: Renovar la firma/);
				await hears(citizen, /sirvió|resuelve/i);
				await answers(citizen, "Sí");
				await hears(citizen, /algo más/);

				await citizen.writes("quiero hablar con una persona");
				await hears(citizen, /Es la persona 1 en la fila/);
				await ana.go("queue");
				await ana.rows.first().click();
				await ana.page.getByRole("region", { name: ana.word("conversation.summary") }).waitFor();
				await ana.page
					.getByText(ana.word(`channel.${channel.name}`))
					.first()
					.waitFor();
				await expectAccessible(ana.page, "a conversation of the channel");
				await ana.button("action.claim").click();
				await hears(citizen, /Le atiende Ana/);

				await citizen.sendsFile({ name: "recibo.pdf", content: pdf, caption: "mi recibo" });
				await ana.entry("mi recibo").waitFor();
				await ana.entry("recibo.pdf").waitFor();
				const desk = deskOn(ana.page, "es", channel.name);
				await desk.attach({ name: "constancia.pdf", mimeType: "application/pdf", buffer: pdf });
				await desk.write("Aquí está su constancia");
				await hears(citizen, /Aquí está su constancia/);
				await eventually(async () => {
					const [file] = await citizen.files();
					expect(file?.name).toBe("constancia.pdf");
					expect(file?.content.equals(pdf)).toBe(true);
				});
				await close(ana);

				await hears(citizen, /dos preguntas/);
				await answers(citizen, "Sí");
				await hears(citizen, /en general/);
				await answers(citizen, "5 Muy buena");
				await hears(citizen, /cómo le atendió Ana/);
				await answers(citizen, "4 Buena");
				await hears(citizen, /comentario/);
				await citizen.writes("Muy amable");
				await hears(citizen, /Gracias/);

				expect(await Conversations.findById(conversation).lean()).toMatchObject({
					stage: "closed",
					channel: channel.name,
				});
				const [interaction] = await Interactions.find({ conversation }).lean();
				expect(interaction).toMatchObject({
					outcome: "resolved-by-agent",
					agentName: "Ana",
					survey: { overall: 5, attention: 4, comment: "Muy amable" },
				});
				await eventually(async () => {
					const said = await Messages.find({ conversation, direction: "out" }).lean();
					const states = said.map(({ delivery }) => delivery?.state);
					expect(states.filter((state) => state !== "sent" && state !== "delivered" && state !== "read")).toEqual([]);
				});
			},
			journey,
		);
	});

	/** The newest words say this. */
	async function hears(citizen: ContractCitizen, words: RegExp): Promise<void> {
		await eventually(async () => {
			const texts = (await citizen.shown()).map(({ text }) => text);
			expect(texts.slice(-3).join("\n")).toMatch(words);
		});
	}

	/** Presses the button; where there is none, writes what stands beside the option. */
	async function answers(citizen: ContractCitizen, label: string): Promise<void> {
		const last = (await citizen.shown()).findLast(
			({ text, buttons }) => buttons.includes(label) || text.includes(label),
		);
		if (last?.buttons.includes(label)) return citizen.clicks(label);
		const number = new RegExp(`^(\\d+)\\. ${label}$`, "m").exec(last?.text ?? "")?.[1];
		if (number === undefined) throw new Error(`${label} is not offered`);
		await citizen.writes(number);
	}
}
