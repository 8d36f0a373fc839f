import { capabilities } from "../../../channels/capabilities.ts";
import { createTelegram, type PollTiming } from "../../../channels/telegram/index.ts";
import { conversationId } from "../../../src/conversations/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { startTelegramApi, type TelegramCitizen, type TelegramPeer } from "../../peers/telegram-api.ts";
import type { ChannelUnderTest, ContractCitizen } from "../contract.ts";
import { courierFor } from "../courier.ts";

export const account = "main";
/** Fast enough for a test; nothing depends on them. */
export const quick: Partial<PollTiming> = { waitSeconds: 5, renewMs: 50, retryMs: 10, longestRetryMs: 50 };
/** What a Telegram client puts into one message. */
const clientLimit = 4_096;

export const conversationOf = ({ id }: TelegramCitizen) =>
	conversationId({ channel: "telegram", account, address: String(id) });

/** Telegram for the contract, on the peer. */
export function telegramUnderTest(): ChannelUnderTest {
	let started: TelegramPeer | null = null;
	let files = 0;
	const citizens = new Map<string, TelegramCitizen>();
	const peer = () => {
		if (!started) throw new Error("The peer is not started");
		return started;
	};

	return {
		name: "telegram",
		can: capabilities.telegram,
		async start() {
			started = await startTelegramApi();
		},
		stop: () => peer().stop(),
		account: () => ({ settings: { TELEGRAM_TOKEN: peer().token, TELEGRAM_API_ROOT: peer().root } }),
		async hub({ owner, clock, bot }) {
			const { token, root } = peer();
			const log = createLog({ level: "silent" });
			// The notice has tests of its own.
			const parts = { token, apiRoot: root, account, owner, clock, log, timing: quick, privacy: null };
			const channel = createTelegram(parts);
			const { engine } = startEngine({ owner, clock, bot, courier: courierFor(channel) });
			await channel.start(engine);
			return { engine, stop: () => channel.stop() };
		},
		async citizen() {
			const client = peer().citizen();
			const citizen: ContractCitizen = {
				conversation: conversationOf(client),
				async writes(text) {
					for (let at = 0; at < text.length; at += clientLimit) await client.writes(text.slice(at, at + clientLimit));
				},
				lastComesAgain: () => peer().redelivers(),
				clicks: (label) => client.clicks(label),
				sendsOther: () => client.sends({ sticker: { emoji: "👍" } }),
				sendsTooLarge: () =>
					client.sends({ document: { file_id: "huge", file_name: "plano.pdf", file_size: 25_000_000 } }),
				async sendsFile({ name, content, caption }) {
					files += 1;
					await peer().keeps(`f${files}`, content);
					const document = { file_id: `f${files}`, file_name: name, file_size: content.length };
					await client.sends({ document, ...(caption !== "" && { caption }) });
				},
				shown: () => client.shown(),
				async files() {
					return (await client.shown()).flatMap(({ file }) => file ?? []);
				},
			};
			citizens.set(citizen.conversation, client);
			return citizen;
		},
		cut: () => peer().down(),
		mend: () => peer().up(),
		async limits({ conversation }, seconds) {
			const client = citizens.get(conversation);
			const refusal = {
				ok: false,
				error_code: 429,
				description: "Too Many Requests",
				parameters: { retry_after: seconds },
			};
			if (client) await peer().refuses(client, refusal, null);
		},
		async refuses({ conversation }, on) {
			const client = citizens.get(conversation);
			const description = "Forbidden: bot was blocked by the user";
			if (client) await peer().refuses(client, ...(on ? [{ ok: false, error_code: 403, description }] : []));
		},
	};
}
