import { join } from "node:path";
import { type Counter, createBot } from "../../flows/index.ts";
import { createSearch, loadArticles } from "../../kb/index.ts";
import type { Conversation, Interaction, Part, TurnCause } from "../../src/conversations/index.ts";
import { newInteraction } from "../../src/conversations/new-conversation.ts";
import { nobodyKnown } from "../flows/identification.ts";
import { emptyConversation } from "../flows/talk.ts";
import { describeFlags, readFlags, UsageError } from "./flags.ts";

const flags = { seconds: { value: "N", meaning: "how long to measure, after a warm-up (5)" } };

export const help = `npm run -s bench -- turns [--seconds N]
Turns of the bot alone, one after another, without a database: conversations of eight turns over the office's articles.
${describeFlags(flags)}
Prints {"turns_per_s", "turns_per_cpu_s", "p50_ms", "p99_ms", "state_bytes": the largest state between turns}.`;

const says = [
	"hola",
	"¿cómo renuevo mi firma?",
	"no",
	"perdí mi token y no sé qué hacer",
	"gracias",
	"a que hora abren los sabados",
	"sí",
	"quiero hablar con una persona",
];

/** Measures the bot's turns on one core. */
export async function run(args: string[]): Promise<object> {
	const { seconds = "5" } = readFlags(args, flags);
	if (!(Number(seconds) > 0)) throw new UsageError("--seconds must be a number above 0");
	const knowledge = createSearch(loadArticles(join(import.meta.dirname, "../../kb/articles")));
	const bot = createBot({
		knowledge,
		counter,
		identification: nobodyKnown,
		office: { name: { es: "Oficina", en: "Office" }, emergency: [] },
	});
	const measure = async (ms: number, times: number[]) => {
		let bytes = 0;
		const until = performance.now() + ms;
		for (let number = 0; performance.now() < until; number++) bytes = Math.max(bytes, await talk(number, times));
		return bytes;
	};

	const talk = async (number: number, times: number[]): Promise<number> => {
		const now = new Date();
		const conversation = emptyConversation(`c${number}`, "es", now);
		const interaction = newInteraction(conversation, `i${number}`, now);
		let bytes = 0;
		for (const [place, text] of says.entries()) {
			const begun = performance.now();
			const { state } = await bot.turn({
				conversation,
				interaction,
				cause: message(conversation, interaction, place, [{ type: "text", text }]),
				now,
			});
			times.push(performance.now() - begun);
			conversation.bot = state;
			bytes = Math.max(bytes, JSON.stringify(state).length);
		}
		return bytes;
	};

	await measure(1_000, []);
	const times: number[] = [];
	const cpu = process.cpuUsage();
	const bytes = await measure(Number(seconds) * 1_000, times);
	const { user, system } = process.cpuUsage(cpu);
	const total = times.reduce((sum, time) => sum + time, 0);
	times.sort((a, b) => a - b);
	const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(3));
	return {
		turns_per_s: Math.round((times.length / total) * 1_000),
		// What one core to itself would do, on a machine that others use too.
		turns_per_cpu_s: Math.round((times.length / (user + system)) * 1_000_000),
		p50_ms: at(0.5),
		p99_ms: at(0.99),
		state_bytes: bytes,
	};
}

const counter: Counter = {
	outlook: async () => ({
		queue: "soporte",
		queueName: { es: "Soporte", en: "Support" },
		open: true,
		peopleOn: true,
		position: 1,
		waitMinutes: 5,
		opensAt: null,
		zone: "America/El_Salvador",
	}),
};

function message(conversation: Conversation, interaction: Interaction, place: number, parts: Part[]): TurnCause {
	return {
		kind: "message",
		message: {
			_id: `${conversation._id}.${place}`,
			conversation: conversation._id,
			interaction: interaction._id,
			seq: null,
			after: null,
			author: { kind: "citizen" },
			direction: "in",
			parts,
			at: conversation.createdAt,
		},
	};
}
