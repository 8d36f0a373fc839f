import { callPath } from "../../../channels/accounts/index.ts";
import { createWhatsAppCloud } from "../../../channels/whatsapp/cloud/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { courierFor } from "../../channels/courier.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { startGraphApi } from "../../peers/graph-api.ts";
import { mutateJson } from "../mutate.ts";
import { fresh } from "../samples/fresh.ts";
import { cloudCalls } from "../samples/whatsapp-cloud.ts";
import type { WholePathTarget } from "../whole-path.ts";
import { calledServer, faultLog, posts } from "./called.ts";

const account = "main";
const citizen = "50371234567";

/** Meta's calls, signed. */
export const cloudPath: WholePathTarget = {
	name: "whatsapp-cloud",
	mutant(random, run) {
		const sample = cloudCalls[Math.floor(random() * cloudCalls.length)];
		const own = fresh(sample, run, (key, value, person) => {
			if (value === citizen) return String(Number(citizen) + person);
			return key === "id" && typeof value === "string" && value.startsWith("wamid.") ? `${value}.${run}` : value;
		});
		return mutateJson(own, random);
	},
	async open() {
		const peer = await startGraphApi({ now: () => systemClock.now() });
		const { faults, log } = faultLog();
		const channel = createWhatsAppCloud({
			...peer,
			apiRoot: peer.root,
			account,
			clock: systemClock,
			log,
			privacy: null,
			timing: { retryMs: 10, longestRetryMs: 50, renewMs: 1_000 },
		});
		const { engine } = startEngine({ courier: courierFor(channel) });
		const app = await calledServer(() => channel.calls);
		await channel.start(engine);
		// The peer's own citizens call there.
		const path = callPath("whatsapp", account);
		const root = await app.listen({ host: "127.0.0.1", port: 0 });
		peer.callsAt(root + path);
		const other = peer.citizen();
		return {
			faults,
			sends: posts(app, path, (raw) => ({ "x-hub-signature-256": peer.sign(raw) })),
			other: { writes: other.writes, answers: () => other.shown().map(({ text }) => text) },
			async stop() {
				peer.callsAt(null);
				await channel.stop();
				await engine.drain();
				await app.close();
				await peer.stop();
			},
		};
	},
};
