import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import { privacyVersion } from "../../../channels/webchat/wire.ts";
import { contractBot } from "../../channels/contract-bot.ts";
import { webchatUnderTest } from "../../channels/webchat/under-test.ts";
import { ManualClock } from "../../conversations/engine-support.ts";
import { mutateJson } from "../mutate.ts";
import type { WholePathTarget } from "../whole-path.ts";

const senders = 40;
const samples: readonly [event: string, input: object][] = [
	["begin", { after: 0 }],
	["send", { id: "", text: "¿Cuánto cuesta la firma?", privacy: privacyVersion }],
	["send", { id: "", text: "", choice: { option: "survey.1", label: "Sí" }, privacy: privacyVersion }],
	["send", { id: "", text: "recibo", files: ["6650f1"], privacy: privacyVersion }],
	["sync", { after: 3 }],
	["seen", { delivered: 2, read: 1 }],
	["typing", { on: true }],
	["remember", { on: true }],
	["language", { language: "en" }],
	["end", {}],
	["forget", {}],
];

const Answer = z.looseObject({ error: z.looseObject({ kind: z.string() }).optional() }).nullable();

/** Events of a browser, over its socket. */
export const webchatPath: WholePathTarget = {
	name: "webchat",
	mutant(random) {
		const [event, input] = samples[Math.floor(random() * samples.length)] ?? samples[0] ?? ["begin", {}];
		const own = "id" in input ? { ...input, id: randomUUID() } : input;
		return [random() < 0.03 ? `${event}x` : event, random() < 0.3 ? own : mutateJson(own, random)];
	},
	async open() {
		const channel = webchatUnderTest();
		const clock = new ManualClock();
		const hub = await channel.hub({ owner: "hub-1", clock, bot: contractBot() });
		const faults: string[] = [];
		const sockets: Socket[] = Array.from({ length: senders }, () => connect());
		const citizen = await channel.citizen();
		let sent = 0;
		let answers: string[] = [];

		function connect(): Socket {
			const socket = io(`${channel.url()}/webchat`, { transports: ["websocket"], reconnectionDelay: 20 });
			// Whom the server closes (forgotten, or too large an event) comes back as somebody new.
			socket.on("disconnect", (why) => why === "io server disconnect" && socket.connect());
			return socket;
		}

		return {
			faults,
			async sends(mutant) {
				const [event, input] = Array.isArray(mutant) ? mutant : ["begin", {}];
				sent += 1;
				// So fast that the limiter would stop them, were it not for the time that passes.
				clock.advance(50);
				const socket = sockets[sent % senders];
				const answer = socket && Answer.parse(await answerOf(socket, String(event), input));
				if (answer?.error?.kind === "internal") throw new Error("internal");
			},
			other: {
				writes: (text) => citizen.writes(text),
				answers() {
					void citizen.shown().then((shown) => {
						answers = shown.map(({ text }) => text);
					});
					return answers;
				},
			},
			async stop() {
				for (const socket of sockets) socket.close();
				await channel.stop();
				await hub.engine.drain();
				await hub.stop();
			},
		};
	},
};

/** Null when the server closes the connection instead. */
function answerOf(socket: Socket, event: string, input: unknown): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const gone = () => resolve(null);
		socket.once("disconnect", gone);
		socket
			.timeout(10_000)
			.emitWithAck(event, input)
			.then(resolve, reject)
			.finally(() => socket.off("disconnect", gone));
	});
}
