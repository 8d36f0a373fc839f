import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import mongoose from "mongoose";
import { z } from "zod";
import { buildWhatIsStale } from "../../scripts/steps/build.mjs";
import { Messages } from "../../src/conversations/index.ts";
import { connectionOptions } from "../../src/platform/store/connection-options.ts";
import { startEmbedded } from "../../src/platform/store/embedded/start.ts";
import { silentLog } from "../../src/platform/store/log.ts";
import { startHubProcess } from "../support/processes.ts";
import { describeFlags, type Flag, readFlags, wholeNumber } from "./flags.ts";
import { residentBytes, rounded } from "./load/figures.ts";

const flags = {
	updates: { value: "N", meaning: "Telegram messages that wait to be fetched (10000)" },
	chats: { value: "N", meaning: "people who wrote them, in turn (1000)" },
	minutes: { value: "M", meaning: "at least so many minutes; the memory is told for each (0)" },
} satisfies Record<string, Flag>;

export const help = `bench channels: Telegram messages through the full path (fetched, stored, answered by the bot, sent), a hub as a
process of its own on the embedded database, against a Bot API that takes whatever it gets.

${describeFlags(flags)}

One line of JSON: messages a second until all were acknowledged to Telegram, and until the bot had answered all; sendings
a second, which the account's pace bounds (28 a second, as Telegram asks for); messages that were lost or answered twice;
the hub's memory in MB at the end, and at each minute.`;

const Counted = z.object({ acknowledged: z.number(), sent: z.number() });

export async function run(args: string[]): Promise<object> {
	const given = readFlags(args, flags);
	const updates = wholeNumber(given.updates ?? "10000", "--updates", 1, 1_000_000);
	const chats = wholeNumber(given.chats ?? "1000", "--chats", 1, 100_000);
	const minutes = wholeNumber(given.minutes ?? "0", "--minutes", 0, 600);
	await buildWhatIsStale();
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-bench-"));
	const service = fork(resolve(import.meta.dirname, "channels/telegram-server.ts"), [String(updates), String(chats)], {
		execArgv: ["--import", "tsx"],
	});
	const [{ port }] = z.tuple([z.object({ port: z.number() })]).parse((await once(service, "message")).slice(0, 1));
	const database = await startEmbedded({ dataDir: folder, log: silentLog });
	const hub = await startHubProcess(join(folder, "hub"), {
		MONGODB_URI: database.uri,
		TELEGRAM_TOKEN: `123456:${"a".repeat(35)}`,
		TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
	});
	try {
		await mongoose.connect(database.uri, connectionOptions({ embedded: true, name: "ventanilla" }));
		return await measure();
	} finally {
		await mongoose.disconnect();
		await hub.stop();
		await database.stop();
		service.disconnect();
		await rm(folder, { recursive: true, force: true });
	}

	async function measure(): Promise<object> {
		const began = performance.now();
		const seconds = () => (performance.now() - began) / 1_000;
		const memory: number[] = [];
		let acknowledgedAfter: number | null = null;
		let answeredAfter: number | null = null;
		let counted = await count();
		while (answeredAfter === null || seconds() < minutes * 60) {
			await delay(200);
			counted = await count();
			if (counted.acknowledged >= updates) acknowledgedAfter ??= seconds();
			const waiting = await Messages.countDocuments({ direction: "in", handled: true });
			if (waiting >= updates) answeredAfter ??= seconds();
			if (seconds() >= (memory.length + 1) * 60) memory.push(await residentMb());
		}
		const written = await Messages.countDocuments({ direction: "in" });
		const repeated = await Messages.aggregate([
			{ $match: { direction: "out" } },
			{ $group: { _id: { conversation: "$conversation", seq: "$seq" }, count: { $sum: 1 } } },
			{ $match: { count: { $gt: 1 } } },
		]);
		return {
			acknowledgedPerSecond: rounded(updates / (acknowledgedAfter ?? seconds())),
			answeredPerSecond: rounded(updates / answeredAfter),
			sentPerSecond: rounded(counted.sent / seconds()),
			lost: updates - written,
			duplicated: repeated.length,
			rssMb: await residentMb(),
			rssMbByMinute: memory,
		};
	}

	async function count() {
		service.send("count");
		const [told] = await once(service, "message");
		return Counted.parse(told);
	}

	async function residentMb(): Promise<number> {
		return rounded((await residentBytes(hub.url)) / 1_048_576);
	}
}
