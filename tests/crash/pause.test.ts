import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Conversations } from "../../src/conversations/index.ts";
import { type Cluster, expectWhole, startCluster } from "./support.ts";
import { Talker } from "./talker.ts";

const citizens = 40;

let cluster: Cluster;
beforeAll(async () => {
	cluster = await startCluster(2, { LANE_LEASE_MS: "1000" });
}, 240_000);
afterAll(() => cluster?.close());

it("C2: a process paused past its lease in the middle of turns changes nothing when it wakes", async () => {
	const [first] = cluster.hubs;
	if (!first) throw new Error("No hub");
	const urls = cluster.hubs.map(({ url }) => url);
	const talkers = Array.from({ length: citizens }, () => new Talker(urls, 0));
	const said = talkers.map((): string[] => []);
	let talking = true;
	const all = Promise.all(
		talkers.map(async (talker, index) => {
			for (let turn = 0; talking || turn < 4; turn += 1) {
				const line = turn % 2 === 0 ? "¿Cuánto cuesta la firma?" : "sí";
				said[index]?.push(line);
				await talker.say(line);
			}
		}),
	);

	// Caught with lanes in its hands.
	const held = await vi.waitFor(
		async () => {
			first.process.kill("SIGSTOP");
			const lanes = await Conversations.find({ lane: { $ne: null } }, { _id: 1 }).lean();
			if (lanes.length === 0) {
				first.process.kill("SIGCONT");
				throw new Error("Not in a turn");
			}
			return lanes.map(({ _id }) => _id);
		},
		{ timeout: 30_000, interval: 20 },
	);
	// The other one takes those lanes over and goes on.
	const before = await Conversations.find({ _id: { $in: held } }, { seq: 1 }).lean();
	await vi.waitFor(
		async () => {
			const now = await Conversations.find({ _id: { $in: held } }, { seq: 1 }).lean();
			const seqs = new Map(before.map(({ _id, seq }) => [_id, seq]));
			expect(now.every(({ _id, seq }) => seq > (seqs.get(_id) ?? 0))).toBe(true);
		},
		{ timeout: 60_000, interval: 200 },
	);
	first.process.kill("SIGCONT");
	talking = false;
	await all;
	await expectWhole(talkers, said);
	for (const talker of talkers) talker.close();
});
