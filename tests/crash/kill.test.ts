import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Events } from "../../src/events/index.ts";
import { type Cluster, expectWhole, startCluster } from "./support.ts";
import { Talker } from "./talker.ts";

const citizens = 200;
const kills = 10;
/** The last line asks for a person: a side effect that must happen once. Nobody is at the desk, so the bot says so. */
const lines = ["hola", "¿Cuánto cuesta la firma?", "sí", "¿Cuál es el horario?", "sí", "quiero hablar con una persona"];

let cluster: Cluster;
beforeAll(async () => {
	cluster = await startCluster(2, { LANE_LEASE_MS: "2000" });
}, 240_000);
afterAll(() => cluster?.close());

it(`C2: ${citizens} citizens talk while hub processes and the database are killed ${kills} times`, async () => {
	let saidSoFar = 0;
	let wake = () => {};
	const talkers = Array.from(
		{ length: citizens },
		(_, index) =>
			new Talker(
				cluster.hubs.map(({ url }) => url),
				index,
				() => {
					saidSoFar += 1;
					wake();
				},
			),
	);
	let talking = true;
	const said = talkers.map((): string[] => []);
	const all = Promise.all(
		talkers.map(async (talker, index) => {
			// Everybody goes on until the last kill, then comes to the end.
			for (let turn = 0; talking || turn < lines.length - 1; turn += 1) {
				const line = lines[turn % (lines.length - 1)] ?? "";
				said[index]?.push(line);
				await talker.say(line);
			}
			const last = lines.at(-1) ?? "";
			said[index]?.push(last);
			await talker.say(last);
		}),
	);

	for (let kill = 0; kill < kills; kill += 1) {
		// At some moment in the middle of the talk, told by the talk itself.
		const enough = saidSoFar + 20 + Math.floor(Math.random() * 100);
		while (saidSoFar < enough) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
		if (kill % 5 === 4) cluster.killDatabase();
		else await cluster.killHub(kill % 2);
	}
	talking = false;
	// Whoever still waits after so long waits for ever: that is told instead of a test that ran out of time.
	await vi.waitFor(
		() => expect(talkers.filter(({ waitsFor }) => waitsFor !== null).map((talker) => talker.describe())).toEqual([]),
		{ timeout: 120_000, interval: 500 },
	);
	await all;

	await expectWhole(talkers, said);
	const opened = await Events.find({ type: "conversation.opened" }).lean();
	expect(opened).toHaveLength(citizens);
	for (const talker of talkers) talker.close();
}, 600_000);
