import { setTimeout as delay } from "node:timers/promises";
import { proto } from "@whiskeysockets/baileys";
import type { Link } from "../../../channels/accounts/index.ts";
import { createWhatsAppWeb } from "../../../channels/whatsapp/web/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { createSealer } from "../../../src/platform/seal.ts";
import { courierFor } from "../../channels/courier.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { startWhatsAppWeb } from "../../peers/whatsapp-web/index.ts";
import { mutateJson } from "../mutate.ts";
import { webMessages } from "../samples/whatsapp-web.ts";
import { until, type WholePathTarget } from "../whole-path.ts";
import { faultLog } from "./called.ts";

const senders = 8;
const sealer = createSealer(["a key for the secrets of this test, long enough"]);

/** Messages as telephones send them: encoded, encrypted, handed over by Baileys. */
export const webPath: WholePathTarget = {
	name: "whatsapp-web",
	/** What cannot be encoded cannot be sent either: then the next. */
	mutant(random) {
		for (;;) {
			const sample = webMessages[Math.floor(random() * webMessages.length)];
			const content = sample && "message" in sample ? mutateJson(sample.message, random) : null;
			const encoded = encode(content);
			if (encoded) return encoded;
		}
	},
	async open() {
		const peer = await startWhatsAppWeb();
		const { faults, log } = faultLog();
		let link: Link | null = null;
		const channel = createWhatsAppWeb({
			account: "main",
			phone: null,
			sealer,
			owner: "hub-1",
			clock: systemClock,
			log,
			link: (state) => {
				link = state;
				if (state.qr) peer.telephone.scan(state.qr);
			},
			health: () => {},
			privacy: null,
			elsewhere: peer.elsewhere,
			timing: { retryMs: 10, acceptMs: 10_000, haste: 0.05 },
		});
		const { engine } = startEngine({ courier: courierFor(channel) });
		await channel.start(engine);
		while (stateOf(link) !== "open") await delay(20);
		const people = Array.from({ length: senders }, () => peer.citizen());
		const other = peer.citizen();
		let answers: string[] = [];
		let sent = 0;
		return {
			faults,
			async sends(mutant) {
				if (!(mutant instanceof Uint8Array)) throw new Error("Not encoded");
				sent += 1;
				await people[sent % senders]?.sends(proto.Message.decode(mutant));
				const acknowledged = () => people.reduce((sum, { receipts }) => sum + receipts.length, 0) >= sent;
				if (!(await until(acknowledged))) throw new Error("Not acknowledged");
			},
			other: {
				async writes(text) {
					await other.writes(text);
				},
				answers() {
					void other.shown().then((shown) => {
						answers = shown.map(({ text }) => text);
					});
					return answers;
				},
			},
			async stop() {
				await channel.stop();
				await engine.drain();
				await peer.stop();
			},
		};
	},
};

function encode(content: unknown): Uint8Array | null {
	if (typeof content !== "object" || content === null || Array.isArray(content)) return null;
	try {
		return proto.Message.encode(proto.Message.fromObject({ ...content })).finish();
	} catch {
		return null;
	}
}

function stateOf(link: Link | null): Link["state"] | null {
	return link?.state ?? null;
}
