import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { Messages } from "../../../src/conversations/index.ts";
import type { Running } from "../../support/processes.ts";
import { rounded } from "../load/figures.ts";
import { watchMemory } from "../load/memory.ts";
import { type ChannelLoad, onHub } from "./on-hub.ts";

const Counted = z.object({ acknowledged: z.number(), sent: z.number() });

/** Messages fetched from a Bot API, stored, answered by the bot, sent. */
export async function measureTelegram(load: ChannelLoad): Promise<object> {
	const { messages, people, minutes, profile } = load;
	const service = fork(resolve(import.meta.dirname, "telegram-server.ts"), [messages, people, minutes].map(String), {
		execArgv: ["--import", "tsx"],
	});
	const [{ port }] = z.tuple([z.object({ port: z.number() })]).parse((await once(service, "message")).slice(0, 1));
	const settings = {
		TELEGRAM_TOKEN: `123456:${"a".repeat(35)}`,
		TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
	};
	try {
		return await onHub(settings, profile, measure);
	} finally {
		service.disconnect();
	}

	async function measure(hub: Running): Promise<object> {
		const began = performance.now();
		const seconds = () => (performance.now() - began) / 1_000;
		const memory = watchMemory(hub);
		let acknowledgedAfter: number | null = null;
		let answeredAfter: number | null = null;
		let counted = await count();
		while (answeredAfter === null) {
			await delay(200);
			counted = await count();
			if (counted.acknowledged >= messages) acknowledgedAfter ??= seconds();
			const answered = await Messages.countDocuments({ direction: "in", handled: true });
			if (answered >= messages) answeredAfter ??= seconds();
		}
		const written = await Messages.countDocuments({ direction: "in" });
		const repeated = await Messages.aggregate([
			{ $match: { direction: "out" } },
			{ $group: { _id: { conversation: "$conversation", seq: "$seq" }, count: { $sum: 1 } } },
			{ $match: { count: { $gt: 1 } } },
		]);
		return {
			acknowledgedPerSecond: rounded(messages / (acknowledgedAfter ?? seconds())),
			answeredPerSecond: rounded(messages / answeredAfter),
			sentPerSecond: rounded(counted.sent / seconds()),
			lost: messages - written,
			duplicated: repeated.length,
			...(await memory.figures()),
		};
	}

	async function count() {
		service.send("count");
		const [told] = await once(service, "message");
		return Counted.parse(told);
	}
}
