import { callPath } from "../../../channels/accounts/index.ts";
import { createTelegram } from "../../../channels/telegram/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { courierFor } from "../../channels/courier.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { startTakesAll } from "../../peers/telegram-takes-all.ts";
import { mutateJson } from "../mutate.ts";
import { fresh } from "../samples/fresh.ts";
import { telegramUpdates } from "../samples/telegram.ts";
import type { WholePathTarget } from "../whole-path.ts";
import { calledServer, faultLog, posts } from "./called.ts";

const account = "main";
const otherChat = 9_000_001;

/** Updates as Telegram calls with them, with its secret. */
export const telegramPath: WholePathTarget = {
	name: "telegram",
	mutant(random, run) {
		const sample = telegramUpdates[Math.floor(random() * telegramUpdates.length)];
		const own = fresh(sample, run, (key, value, person) => {
			if (key === "update_id" || key === "message_id") return 1_000 + run;
			return key === "id" && value === 4_011 ? 4_011 + person : value;
		});
		return mutateJson(own, random);
	},
	async open() {
		const peer = await startTakesAll();
		const { faults, log } = faultLog();
		const channel = createTelegram({
			token: peer.token,
			apiRoot: peer.root,
			account,
			owner: "hub-1",
			clock: systemClock,
			log,
			privacy: null,
			webhook: { publicUrl: "https://oficina.example", key: "a key of thirty-two letters and more" },
			timing: { retryMs: 10 },
		});
		const { engine } = startEngine({ courier: courierFor(channel) });
		const app = await calledServer(() => channel.calls);
		await channel.start(engine);
		const secret = await peer.secret();
		const post = posts(app, callPath("telegram", account), () => ({ "x-telegram-bot-api-secret-token": secret }));
		let written = 0;
		return {
			faults,
			sends: post,
			other: {
				writes(text) {
					written += 1;
					const chat = { id: otherChat, type: "private" };
					const message = { message_id: written, date: 0, chat, from: { id: otherChat, first_name: "Rosa" }, text };
					return post({ update_id: 1e9 + written, message });
				},
				answers: () => peer.sentTo(otherChat),
			},
			async stop() {
				await channel.stop();
				await engine.drain();
				await app.close();
				await peer.stop();
			},
		};
	},
};
