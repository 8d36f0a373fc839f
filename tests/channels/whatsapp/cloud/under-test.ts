import { callPath, callRoutes } from "../../../../channels/accounts/index.ts";
import { capabilities } from "../../../../channels/capabilities.ts";
import { createWhatsAppCloud, type WhatsAppCloudParts } from "../../../../channels/whatsapp/cloud/index.ts";
import { whatsAppCloudKind } from "../../../../channels/whatsapp/cloud/kind.ts";
import { conversationId } from "../../../../src/conversations/index.ts";
import { type Clock, systemClock } from "../../../../src/platform/clock.ts";
import { buildHttp } from "../../../../src/platform/http/index.ts";
import { createLog } from "../../../../src/platform/log.ts";
import { createMetrics } from "../../../../src/platform/metrics.ts";
import { type ManualClock, startEngine } from "../../../conversations/engine-support.ts";
import { type CloudCitizen, fine, type GraphApiPeer, graphError, startGraphApi } from "../../../peers/graph-api.ts";
import { settings } from "../../../platform/http/server.ts";
import type { ChannelUnderTest, ContractCitizen } from "../../contract.ts";
import type { contractBot } from "../../contract-bot.ts";
import { courierFor } from "../../courier.ts";

export const account = "main";
/** What a WhatsApp client puts into one message. */
const clientLimit = 4_096;

export const conversationOf = ({ waId }: Pick<CloudCitizen, "waId">) =>
	conversationId({ channel: "whatsapp", account, address: waId });

/** A hub that Meta calls, with this channel alone. */
export async function openHub(
	peer: GraphApiPeer,
	{
		owner = "hub-1",
		clock,
		bot,
		parts = {},
	}: {
		owner?: string;
		clock: ManualClock;
		bot: ReturnType<typeof contractBot>;
		parts?: Partial<WhatsAppCloudParts>;
	},
) {
	const log = createLog({ level: "silent" });
	const app = await buildHttp({
		config: settings,
		log,
		metrics: createMetrics(),
		session: { authenticate: async () => null },
		ready: async () => ({ ready: true, parts: {} }),
	});
	const { root: apiRoot, phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken } = peer;
	const channel = createWhatsAppCloud({
		apiRoot,
		phoneNumberId,
		businessAccountId,
		accessToken,
		appSecret,
		verifyToken,
		account,
		clock,
		log,
		// The notice has tests of its own.
		privacy: null,
		timing: { retryMs: 10, longestRetryMs: 50, renewMs: 50 },
		...parts,
	});
	const { engine } = startEngine({ owner, clock, bot, courier: courierFor(channel) });
	await app.register(callRoutes((name, of) => (name === "whatsapp" && of === account ? channel.calls : undefined)));
	await channel.start(engine);
	const url = (await app.listen({ host: "127.0.0.1", port: 0 })) + callPath("whatsapp", account);
	peer.callsAt(url);
	return {
		app,
		channel,
		engine,
		url,
		async stop() {
			peer.callsAt(null);
			await app.close();
			await channel.stop();
		},
	};
}

/** WhatsApp's Cloud API for the contract, on the peer. */
export function cloudUnderTest(): ChannelUnderTest {
	let started: GraphApiPeer | null = null;
	let clock: Clock = systemClock;
	let files = 0;
	const citizens = new Map<string, CloudCitizen>();
	const peer = () => {
		if (!started) throw new Error("The peer is not started");
		return started;
	};
	const clientOf = ({ conversation }: ContractCitizen) => citizens.get(conversation) ?? { waId: "" };

	return {
		name: "whatsapp",
		can: capabilities["whatsapp-cloud"],
		async start() {
			started = await startGraphApi({ now: () => clock.now() });
		},
		stop: () => peer().stop(),
		account() {
			const { root, phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken } = peer();
			return {
				settings: { WHATSAPP_API_ROOT: root },
				kind: whatsAppCloudKind({ apiRoot: root }),
				values: { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken },
			};
		},
		hubAt: (url) => peer().callsAt(url + callPath("whatsapp", account)),
		async hub(parts) {
			clock = parts.clock;
			return openHub(peer(), parts);
		},
		async citizen() {
			const client = peer().citizen();
			const citizen: ContractCitizen = {
				conversation: conversationOf(client),
				async writes(text) {
					for (let at = 0; at < text.length; at += clientLimit) await client.writes(text.slice(at, at + clientLimit));
				},
				lastComesAgain: () => client.lastComesAgain(),
				clicks: (label) => client.picks(label),
				sendsOther: () => client.sends({ type: "unsupported", errors: [{ code: 131_051, title: "Unsupported" }] }),
				async sendsTooLarge() {
					peer().keeps("huge", Buffer.from("%PDF-1.4"), { size: 25_000_000 });
					await client.sends({ type: "document", document: { id: "huge", filename: "plano.pdf" } });
				},
				async sendsFile({ name, content, caption }) {
					files += 1;
					peer().keeps(`f${files}`, content);
					const document = { id: `f${files}`, filename: name, ...(caption !== "" && { caption }) };
					await client.sends({ type: "document", document });
				},
				shown: async () => client.shown().map(({ text, buttons, rows }) => ({ text, buttons: [...buttons, ...rows] })),
				files: async () => client.shown().flatMap(({ file }) => file ?? []),
			};
			citizens.set(citizen.conversation, client);
			return citizen;
		},
		cut: async () => peer().down(),
		mend: async () => peer().up(),
		async limits(citizen, seconds) {
			peer().refuses(clientOf(citizen), graphError(130_429, 429, { "retry-after": String(seconds) }), fine);
		},
		async refuses(citizen, on) {
			peer().refuses(clientOf(citizen), ...(on ? [graphError(131_026)] : []));
		},
		refusal: "undeliverable",
		tells: (citizen, state) => peer().tells(clientOf(citizen), state),
	};
}
