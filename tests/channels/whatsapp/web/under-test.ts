import { expect } from "vitest";
import { ChannelAccounts } from "../../../../channels/accounts/model.ts";
import { secretPlace } from "../../../../channels/accounts/values.ts";
import { capabilities } from "../../../../channels/capabilities.ts";
import { whatsappWebKind } from "../../../../channels/whatsapp/web/kind.ts";
import { startWhatsAppWeb, type WhatsAppCitizen, type WhatsAppPeer } from "../../../peers/whatsapp-web/index.ts";
import type { ChannelUnderTest, ContractCitizen } from "../../contract.ts";
import { account, conversationAt, eventually, isOpen, openHub, pair, sealer, type WhatsAppHub } from "./hub.ts";

const id = `whatsapp.${account}`;
/** What a telephone puts into one message. */
const clientLimit = 65_536;

/** WhatsApp Web for the contract, on the peer. */
export function whatsappWebUnderTest(): ChannelUnderTest {
	let started: WhatsAppPeer | null = null;
	let newest: WhatsAppHub | null = null;
	let isPaired = false;
	const citizens = new Map<string, WhatsAppCitizen>();
	const peer = () => {
		if (!started) throw new Error("The peer is not started");
		return started;
	};

	return {
		name: "whatsapp",
		can: capabilities["whatsapp-web"],
		async start() {
			started = await startWhatsAppWeb();
		},
		stop: () => peer().stop(),
		account() {
			const { elsewhere, environment } = peer();
			return {
				settings: {
					WHATSAPP_WEB_URL: elsewhere.url,
					WHATSAPP_WEB_MEDIA_ROOT: elsewhere.mediaRoot,
					...environment,
				},
				kind: whatsappWebKind({ sealer, elsewhere }),
			};
		},
		async pairs(sealer) {
			const linked = async () => (await ChannelAccounts.findById(id).lean())?.link;
			const qr = await eventually(async () => (await linked())?.qr ?? Promise.reject(new Error("No QR is shown")));
			peer().telephone.scan(sealer.open(qr, secretPlace(id, "link")));
			await eventually(async () => expect(await linked()).toMatchObject({ state: "open" }));
		},
		async hub({ owner, clock, bot }) {
			const hub = await openHub(peer(), { owner, clock, bot });
			newest = hub;
			if (isPaired) await isOpen(hub);
			else await pair(hub, peer());
			isPaired = true;
			return hub;
		},
		async citizen() {
			const client = peer().citizen();
			const conversation = conversationAt(client.phone);
			citizens.set(conversation, client);
			const citizen: ContractCitizen = {
				conversation,
				async writes(text) {
					for (let at = 0; at < text.length; at += clientLimit) await client.writes(text.slice(at, at + clientLimit));
				},
				lastComesAgain: () => client.repeats(),
				async clicks() {
					throw new Error("There are no buttons");
				},
				async sendsOther() {
					await client.sends({ stickerMessage: { mimetype: "image/webp" } });
				},
				async sendsTooLarge() {
					const file = {
						fileName: "plano.pdf",
						fileLength: 25_000_000,
						directPath: "/m/huge",
						mediaKey: Buffer.alloc(32),
					};
					await client.sends({ documentMessage: file });
				},
				async sendsFile({ name, content, caption }) {
					const about = { fileName: name, mimetype: "application/pdf", ...(caption !== "" && { caption }) };
					const documentMessage = await client.attaches("document", content, about);
					await client.sends(
						caption === "" ? { documentMessage } : { documentWithCaptionMessage: { message: { documentMessage } } },
					);
				},
				async shown() {
					return (await client.shown()).map(({ text }) => ({ text, buttons: [] }));
				},
				async files() {
					return (await client.shown()).flatMap(({ file }) => file ?? []);
				},
			};
			return citizen;
		},
		cut: () => peer().down(),
		async mend() {
			await peer().up();
			if (newest) await isOpen(newest);
		},
		async tells({ conversation }, state) {
			const client = citizens.get(conversation);
			const last = await eventually(async () => (await client?.shown())?.at(-1)?.id);
			if (last) client?.tells(last, state);
		},
	};
}
