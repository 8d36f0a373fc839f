import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { citizen, deskUser, take, textOf } from "../support/hub.ts";
import { peer } from "../support/peers.ts";
import { type RedisProcess, startRedis } from "../support/redis.ts";
import { type Cluster, startCluster } from "./support.ts";

const patient = { timeout: 60_000, interval: 100 };

describe.each([
	["by polling the store", false],
	["joined by Redis", true],
])("two hub processes, %s", (_how, withRedis) => {
	const missing = withRedis && !peer("redis-server");
	let cluster: Cluster;
	let redis: RedisProcess | null = null;

	beforeAll(async () => {
		if (missing) return;
		redis = withRedis ? await startRedis() : null;
		cluster = await startCluster(2, redis ? { REDIS_URL: redis.url } : {});
	}, 240_000);
	afterAll(async () => {
		await cluster?.close();
		await redis?.stop();
	});

	it.skipIf(missing)("C2 A1 A2: a citizen on one and an agent on the other talk as if there were one", async () => {
		const [one = "", two = ""] = cluster.hubs.map(({ url }) => url);
		const ana = await deskUser(two, "ana");
		const visitor = await citizen(one);
		await visitor.say("quiero hablar con una persona");
		// Given to Ana by whichever process does the assigning.
		await vi.waitFor(
			() => expect(visitor.statuses.at(-1)).toMatchObject({ stage: "agent", agent: { name: "Ana" } }),
			patient,
		);

		const { rows } = take(await ana.socket.emitWithAck("conversation.list", { view: "mine" }));
		const conversation = rows[0]?.id ?? "";
		const heard: string[] = [];
		ana.socket.on("message", (message) => heard.push(textOf(message)));
		take(await ana.socket.emitWithAck("conversation.open", { conversation }));
		await visitor.say("¿Me escucha?");
		await vi.waitFor(() => expect(heard).toContain("¿Me escucha?"), patient);
		take(await ana.socket.emitWithAck("conversation.reply", { id: randomUUID(), conversation, text: "Sí, dígame" }));
		await vi.waitFor(() => expect(visitor.shown.map(textOf)).toContain("Sí, dígame"), patient);
		take(await ana.socket.emitWithAck("conversation.close", { conversation, outcome: "resolved-by-agent" }));
		await vi.waitFor(() => expect(visitor.statuses.at(-1)?.stage).toBe("survey"), patient);

		const texts = visitor.shown.map(textOf);
		expect(texts.filter((text) => text === "Sí, dígame")).toHaveLength(1);
		expect([...visitor.shown].sort((a, b) => a.seq - b.seq).map(textOf)).toEqual(texts);
		ana.close();
		visitor.close();
	});
});
