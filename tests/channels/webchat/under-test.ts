import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import mongoose from "mongoose";
import { capabilities } from "../../../channels/capabilities.ts";
import { createWebchatLive, openWebchat, type WebchatNamespace } from "../../../channels/webchat/index.ts";
import { readToken } from "../../../channels/webchat/token.ts";
import { conversationId } from "../../../src/conversations/index.ts";
import { openFile, storeFile } from "../../../src/platform/files/index.ts";
import { createLog } from "../../../src/platform/log.ts";
import { createRealtime } from "../../../src/platform/realtime/index.ts";
import { createGroupWriter } from "../../../src/platform/store/group-writer.ts";
import { startEngine } from "../../conversations/engine-support.ts";
import { type WebchatClient, webchatClient } from "../../peers/webchat-client.ts";
import type { ChannelUnderTest, ContractCitizen } from "../contract.ts";

const secret = "a secret of thirty-two letters and more";
const account = "main";

/** The web chat for the contract: a listening server and clients that come back by themselves. */
export function webchatUnderTest(): ChannelUnderTest & { url(): string } {
	const log = createLog({ level: "silent" });
	const clients = new Set<WebchatClient>();
	let port = 0;

	async function listen(server: Server): Promise<void> {
		// A hub that comes after another is found where that one was.
		server.listen(port, "127.0.0.1");
		await once(server, "listening");
		const address = server.address();
		if (address !== null && typeof address === "object") port = address.port;
	}

	return {
		name: "webchat",
		can: capabilities.webchat,
		url: () => `http://127.0.0.1:${port}`,
		async start() {},
		async stop() {
			for (const client of clients) client.close();
		},
		async hub({ owner, clock, bot }) {
			const server = createServer();
			const config = { redisUrl: null, allowedOrigins: [], publicUrl: null, trustProxy: false };
			const realtime = await createRealtime({ server, config, log });
			const namespace = realtime.namespace<WebchatNamespace>("/webchat");
			const live = createWebchatLive({
				namespace,
				log,
				placesIn: async () => new Map(),
				peopleNow: async () => true,
				mails: () => false,
				clock,
			});
			const { engine } = startEngine({ owner, clock, bot, audience: { ...live, delivered: () => {} } });
			openWebchat({
				trustProxy: false,
				namespace,
				live,
				engine,
				staff: { citizenTyping: () => {}, citizenRead: () => {} },
				writer: createGroupWriter(mongoose.connection.getClient(), mongoose.connection.name),
				clock,
				log,
				secret,
				opening: () => ({ office: { name: "Oficina" }, suggestions: [] }),
			});
			await listen(server);
			return {
				engine,
				async stop() {
					await realtime.close();
					server.closeAllConnections();
					server.close();
					await once(server, "close");
				},
			};
		},
		async citizen() {
			const client = await webchatClient(`http://127.0.0.1:${port}`);
			clients.add(client);
			const visitor = readToken(client.token(), secret, new Date(0));
			const conversation = conversationId({ channel: "webchat", account, address: visitor?.address ?? "" });
			const citizen: ContractCitizen = {
				conversation,
				writes: client.writes,
				lastComesAgain: client.sendsAgain,
				async clicks(label) {
					const parts = client.messages().flatMap(({ parts }) => parts);
					const options = parts.flatMap((part) => (part.type === "choices" ? part.options : []));
					const option = options.findLast((option) => option.label === label);
					if (!option) throw new Error(`No button ${label}`);
					await client.sends({ choice: { option: option.id, label } });
				},
				sendsOther: () =>
					citizen.sendsFile({ name: "recibo.pdf", content: Buffer.from("%PDF-1.4\n%%EOF\n"), caption: "" }),
				sendsTooLarge: () =>
					citizen.sendsFile({ name: "plano.pdf", content: Buffer.alloc(21 * 1024 * 1024, "%PDF-1.4 "), caption: "" }),
				async sendsFile({ name, content, caption }) {
					const { _id } = await storeFile({
						stream: Readable.from([content]),
						name,
						owner: { conversation },
						uploadedBy: { kind: "citizen", id: visitor?.address ?? "" },
						now: new Date(),
					});
					await client.sends({ text: caption, files: [_id] });
				},
				async files() {
					const parts = client.messages().flatMap(({ from, parts }) => (from.kind === "citizen" ? [] : parts));
					const files = parts.flatMap((part) => (part.type === "file" ? [part] : []));
					return Promise.all(
						files.map(async ({ file, name }) => ({ name, content: await buffer((await openFile(file)).stream) })),
					);
				},
				async shown() {
					return client.messages().flatMap(({ from, parts }) => {
						if (from.kind === "citizen") return [];
						const text = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
						const buttons = parts.flatMap((part) => (part.type === "choices" ? part.options : []));
						return [{ text, buttons: buttons.map(({ label }) => label) }];
					});
				},
			};
			return citizen;
		},
		async cut() {
			for (const client of clients) client.goOffline();
		},
		async mend() {
			for (const client of clients) client.comeBack();
		},
	};
}
