import { vi } from "vitest";
import type { Link } from "../../../../channels/accounts/index.ts";
import type { Channel } from "../../../../channels/channel.ts";
import { createWhatsAppWeb, type WhatsAppWebParts } from "../../../../channels/whatsapp/web/index.ts";
import { type Bot, conversationId } from "../../../../src/conversations/index.ts";
import { createLog } from "../../../../src/platform/log.ts";
import { createSealer } from "../../../../src/platform/seal.ts";
import { ManualClock, startEngine } from "../../../conversations/engine-support.ts";
import type { WhatsAppPeer } from "../../../peers/whatsapp-web/index.ts";
import { courierFor } from "../../courier.ts";

export const account = "main";
export const sealer = createSealer(["a key for the secrets of this test, long enough"]);
/** Fast enough for a test; nothing depends on them. */
export const quick: NonNullable<WhatsAppWebParts["timing"]> = {
	renewMs: 200,
	retryMs: 10,
	acceptMs: 2_000,
	haste: 0.05,
};

export const conversationAt = (address: string) => conversationId({ channel: "whatsapp", account, address });

export interface WhatsAppHub {
	engine: ReturnType<typeof startEngine>["engine"];
	channel: Channel;
	/** How the connection stood, from the beginning. */
	links: Link[];
	healths: (string | null)[];
	stop(): Promise<void>;
}

/** A hub process with one account on the peer. */
export async function openHub(
	{ elsewhere }: Pick<WhatsAppPeer, "elsewhere">,
	parts: Partial<WhatsAppWebParts> & { bot?: Bot } = {},
): Promise<WhatsAppHub> {
	const links: Link[] = [];
	const healths: (string | null)[] = [];
	const { owner = "hub-1", clock = new ManualClock(), bot, ...more } = parts;
	const channel = createWhatsAppWeb({
		account,
		phone: null,
		sealer,
		owner,
		clock,
		log: createLog({ level: "silent" }),
		link: (link) => links.push(link),
		health: (code) => healths.push(code),
		// The notice has tests of its own.
		privacy: null,
		elsewhere,
		timing: quick,
		...more,
	});
	const { engine } = startEngine({ owner, clock, ...(bot && { bot }), courier: courierFor(channel) });
	await channel.start(engine);
	return { engine, channel, links, healths, stop: () => channel.stop() };
}

/** Waits for what the channel needs its time for. */
export function eventually<T>(check: () => T): Promise<T> {
	return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}

/** The hub shows a QR, the telephone scans it, and WhatsApp has the hub come again. */
export async function pair(hub: WhatsAppHub, peer: WhatsAppPeer): Promise<void> {
	const qr = await eventually(() => {
		const shown = hub.links.at(-1)?.qr;
		if (!shown) throw new Error("No QR is shown");
		return shown;
	});
	peer.telephone.scan(qr);
	await isOpen(hub);
}

export async function isOpen(hub: WhatsAppHub): Promise<void> {
	await eventually(() => {
		if (hub.links.at(-1)?.state !== "open") throw new Error(`It is ${hub.links.at(-1)?.state}`);
	});
}
