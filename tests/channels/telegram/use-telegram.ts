import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import type { Channel } from "../../../channels/channel.ts";
import { createTelegram, type TelegramParts } from "../../../channels/telegram/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { ManualClock, startEngine } from "../../conversations/engine-support.ts";
import { startTelegramApi, type TelegramCitizen, type TelegramPeer } from "../../peers/telegram-api.ts";
import { contractBot } from "../contract-bot.ts";
import { courierFor } from "../courier.ts";
import { account, quick } from "./under-test.ts";

/** A peer for the file's tests, and hubs on it that stop after each. */
export function useTelegram() {
	let started: TelegramPeer | null = null;
	let channels: Channel[] = [];
	const clock = new ManualClock();
	const peer = () => started ?? expect.fail("The peer is not started");

	beforeAll(async () => {
		started = await startTelegramApi();
	});
	afterEach(async () => {
		await Promise.all(channels.map((channel) => channel.stop()));
		channels = [];
		await peer().up();
	});
	afterAll(() => peer().stop());

	function telegram(parts: Partial<TelegramParts> = {}): Channel {
		const log = createLog({ level: "silent" });
		const channel = createTelegram({
			token: peer().token,
			apiRoot: peer().root,
			account,
			owner: "hub-1",
			clock,
			log,
			timing: quick,
			// It has tests of its own.
			privacy: null,
			...parts,
		});
		channels.push(channel);
		return channel;
	}

	/** A hub whose bot answers. */
	async function open(parts: Partial<TelegramParts> = {}) {
		const channel = telegram(parts);
		const bot = contractBot();
		const { engine } = startEngine({ owner: parts.owner ?? "hub-1", clock, bot, courier: courierFor(channel) });
		await channel.start(engine);
		return { engine, bot, channel };
	}

	return { peer, clock, telegram, open };
}

export const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
export const textsOf = async (citizen: TelegramCitizen) => (await citizen.shown()).map(({ text }) => text);
export const shows = (citizen: TelegramCitizen, texts: string[]) =>
	eventually(async () => expect(await textsOf(citizen)).toEqual(texts));
