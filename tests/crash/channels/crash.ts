import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { followEnvironment } from "../../../channels/accounts/index.ts";
import { render } from "../../../channels/render.ts";
import { type Message, Messages } from "../../../src/conversations/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { createSealer } from "../../../src/platform/seal.ts";
import type { ChannelUnderTest, ContractCitizen } from "../../channels/contract.ts";
import { type Cluster, startCluster } from "../support.ts";

const people = 8;
const lines = ["hola", "¿Cuánto cuesta la firma?", "sí", "¿Cuál es el horario?", "sí", "adiós"];
const key = "a key for the secrets of at least thirty-two characters";
/** What a killed process was sending is taken for cut off after a minute, and tried again. */
const patience = { timeout: 200_000, interval: 200 };

/**
 * People of a channel talk to the bot while the hub is killed twice and their service falls once (C2): nothing is lost,
 * all is in order, and what they get twice is what was being sent when the hub was killed, and is marked so.
 */
export async function channelCrash(channel: ChannelUnderTest): Promise<void> {
	await channel.start();
	const { settings = {}, kind, values = {} } = channel.account?.() ?? {};
	let cluster: Cluster;

	beforeAll(async () => {
		cluster = await startCluster(1, { LANE_LEASE_MS: "2000", SECRETS_KEYS: key, ...settings });
		channel.hubAt?.(cluster.hubs[0]?.url ?? "");
		if (!kind) return;
		const sealer = createSealer([key]);
		await followEnvironment(kind.transport, values, { kinds: [kind], sealer, clock: systemClock });
		await channel.pairs?.(sealer);
	}, 240_000);
	afterAll(async () => {
		await cluster?.close();
		await channel.stop();
	});

	it(`C2: on ${channel.name}, ${people} people talk while the hub is killed twice and the service falls`, async () => {
		let said = 0;
		let answered = 0;
		const citizens = await Promise.all(Array.from({ length: people }, () => channel.citizen()));
		const talks = Promise.all(
			citizens.map(async (citizen) => {
				for (const [place, line] of lines.entries()) {
					const before = (await citizen.shown()).length;
					await citizen.writes(line);
					said += 1;
					// An answer that comes again is none to this line.
					await vi.waitFor(async () => {
						const { conversation } = citizen;
						expect(await Messages.countDocuments({ conversation, direction: "in", handled: true })).toBe(place + 1);
						expect((await citizen.shown()).length).toBeGreaterThan(before);
					}, patience);
					answered += 1;
				}
			}),
		);
		const reached = (count: () => number, enough: number) =>
			vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(enough), { ...patience, interval: 5 });

		await reached(() => said, people + 2);
		await cluster.killHub(0);
		await reached(() => answered, people * 2);
		await channel.cut();
		await reached(() => said, people * 2 + 2);
		await cluster.killHub(0);
		await channel.mend();
		await talks;

		let repeated = 0;
		for (const citizen of citizens) repeated += await expectWhole(citizen);
		// Whoever reads the log of the tests sees what a kill costs.
		process.stdout.write(`${JSON.stringify({ channel: channel.name, kills: 2, repeated })}\n`);
	}, 400_000);

	/** @returns how many messages the citizen got more than once. */
	async function expectWhole(citizen: ContractCitizen): Promise<number> {
		const { conversation } = citizen;
		await vi.waitFor(async () => {
			expect(await Messages.countDocuments({ conversation, "delivery.dueAt": { $type: "date" } })).toBe(0);
		}, patience);
		const messages = await Messages.find({ conversation }).sort({ seq: 1 }).lean();
		expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, place) => place + 1));
		const own = messages.filter(({ direction }) => direction === "in");
		expect(own.map(({ parts }) => parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join())).toEqual(
			lines,
		);

		const out = messages.filter(({ direction }) => direction === "out");
		const piecesOf = (message: Message) => render(message, channel.can, "es").map(({ text }) => text);
		const shown = (await citizen.shown()).map(({ text }) => text);
		// Everything that was said came, in its order.
		let from = 0;
		for (const piece of out.flatMap(piecesOf)) {
			const at = shown.findIndex((text, place) => place >= from && text.includes(piece));
			expect(at, `${piece} after ${shown.slice(0, from).join(" | ")}`).toBeGreaterThanOrEqual(from);
			// Where a turn goes out as one, the next piece may stand in the same.
			from = channel.can.gathers ? at : at + 1;
		}
		// What came more than once was cut off while it was being sent.
		const marked = out.filter(({ delivery }) => delivery?.repeated).flatMap(piecesOf).length;
		const pieces = out.flatMap(piecesOf).length;
		const tried = () => JSON.stringify({ shown, tried: out.map(({ delivery, parts }) => [delivery, parts]) }, null, 1);
		if (!channel.can.gathers) expect(shown.length, tried()).toBeLessThanOrEqual(pieces + marked);
		return Math.max(0, shown.length - pieces);
	}
}
