import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { type ClientEvents, privacyVersion, type ServerEvents, type WireMessage } from "../../channels/webchat/wire.ts";
import { buildWhatIsStale } from "../../scripts/steps/build.mjs";
import { type Running, startEchoProcess, startHubProcess } from "../support/processes.ts";
import { describeFlags, type Flag, readFlags, wholeNumber } from "./flags.ts";
import { percentile, residentBytes, rounded } from "./load/figures.ts";

const flags = {
	citizens: { value: "N", meaning: "sockets that talk (200)" },
	seconds: { value: "S", meaning: "how long, for the baseline and for the hub (20)" },
	idle: { value: "N", meaning: "then so many more sockets that say nothing: the hub's memory for each (0)" },
	profile: { value: "FOLDER", meaning: "writes the hub's CPU profile there" },
} satisfies Record<string, Flag>;

export const help = `bench load: citizens at the web chat, each asking the bot again as soon as it has answered,
against the hub as a process of its own on the embedded database. Before it, in the same run, the baseline: a bare
Socket.IO echo with one journaled insert for each message, the same number of sockets. Each is warmed up by one message that does not count.

${describeFlags(flags)}

One line of JSON: turns a second; latency in ms from sending to the first word of the answer; messages that were lost
(no answer) or shown twice; the hub's memory in MB.`;

type Client = Socket<ServerEvents, ClientEvents>;

/** What citizens say in turn: questions with an answer, and small talk; never so that a person takes over. */
const lines = [
	"hola",
	"¿Cuánto cuesta la firma electrónica?",
	"sí",
	"¿Cuál es el horario de atención?",
	"sí",
	"Olvidé mi contraseña del portal",
	"sí",
	"¿Qué documentos necesito para la firma?",
	"sí",
];

const settleMs = 5_000;

export async function run(args: string[]): Promise<object> {
	const given = readFlags(args, flags);
	const citizens = wholeNumber(given.citizens ?? "200", "--citizens", 1, 5_000);
	const seconds = wholeNumber(given.seconds ?? "20", "--seconds", 1, 600);
	const idle = wholeNumber(given.idle ?? "0", "--idle", 0, 10_000);
	await buildWhatIsStale();
	const folder = await mkdtemp(join(tmpdir(), "ventanilla-bench-"));
	try {
		const baseline = await using(startEchoProcess(join(folder, "echo")), ({ url }) => echo(url, citizens, seconds));
		const hub = await using(startHubProcess(join(folder, "hub"), {}, profiled(given.profile)), (running) =>
			talk(running, citizens, seconds),
		);
		// On a fresh process: one that was busy has memory to spare and would hide the cost.
		const quiet =
			idle > 0 ? await using(startHubProcess(join(folder, "idle")), ({ url }) => measureIdle(url, idle)) : undefined;
		return { ...hub, ...(quiet && { idle: quiet }), baseline };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function profiled(folder: string | undefined): string[] {
	return folder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`];
}

async function using<T>(starting: Promise<Running>, work: (running: Running) => Promise<T>): Promise<T> {
	const running = await starting;
	try {
		return await work(running);
	} finally {
		await running.stop();
	}
}

async function echo(url: string, clients: number, seconds: number): Promise<{ perSecond: number; p95: number }> {
	const sockets = await connect(clients, () => io(url, { transports: ["websocket"], forceNew: true }));
	const times: number[] = [];
	await Promise.all(sockets.map((socket) => socket.emitWithAck("say", "hola")));
	const until = performance.now() + seconds * 1_000;
	await Promise.all(
		sockets.map(async (socket) => {
			while (performance.now() < until) {
				const sent = performance.now();
				await socket.emitWithAck("say", "¿Cuánto cuesta la firma electrónica?");
				times.push(performance.now() - sent);
			}
			socket.disconnect();
		}),
	);
	return { perSecond: rounded(times.length / seconds), p95: rounded(percentile(times, 0.95)) };
}

async function talk({ url }: Running, citizens: number, seconds: number): Promise<object> {
	const sockets = await connect(citizens, () => client(url));
	const speakers = await Promise.all(sockets.map(speaker));
	await Promise.all(speakers.map((one) => one.talkUntil(0)));
	for (const one of speakers) one.times.length = 0;
	const until = performance.now() + seconds * 1_000;
	await Promise.all(speakers.map((one) => one.talkUntil(until)));
	const rssMb = rounded((await residentBytes(url)) / 1_048_576);
	for (const { socket } of speakers) socket.disconnect();

	const times = speakers.flatMap((one) => one.times);
	const sum = (pick: (one: Speaker) => number) => speakers.reduce((total, one) => total + pick(one), 0);
	return {
		turnsPerSecond: rounded(times.length / seconds),
		p50: rounded(percentile(times, 0.5)),
		p95: rounded(percentile(times, 0.95)),
		p99: rounded(percentile(times, 0.99)),
		lost: sum((one) => one.lost),
		duplicated: sum((one) => one.duplicated),
		rssMb,
	};
}

interface Speaker {
	socket: Client;
	times: number[];
	lost: number;
	duplicated: number;
	talkUntil(end: number): Promise<void>;
}

/** One citizen: says a line, waits for the first word of the answer to it, says the next. */
async function speaker(socket: Client, index: number): Promise<Speaker> {
	const seen = new Set<string>();
	let waiting: { id: string; seq: number | null; answered: (ok: boolean) => void } | null = null;
	const self: Speaker = { socket, times: [], lost: 0, duplicated: 0, talkUntil };

	socket.on("message", (message: WireMessage) => {
		if (seen.has(message.id)) self.duplicated += 1;
		seen.add(message.id);
		if (!waiting) return;
		if (message.id === waiting.id) waiting.seq = message.seq;
		else if (waiting.seq !== null && message.from.kind === "bot" && message.seq > waiting.seq) waiting.answered(true);
	});
	await begin(socket);
	return self;

	async function talkUntil(end: number): Promise<void> {
		let turn = index;
		do {
			const id = randomUUID();
			const sent = performance.now();
			const answered = new Promise<boolean>((resolve) => {
				waiting = { id, seq: null, answered: resolve };
				setTimeout(resolve, settleMs + Math.max(0, end - sent), false).unref();
			});
			const ack = await socket.emitWithAck("send", {
				id,
				text: lines[turn % lines.length] ?? "",
				privacy: privacyVersion,
			});
			if (!ack.ok) throw new Error(`send was refused: ${ack.error.message}`);
			if (await answered) self.times.push(performance.now() - sent);
			else self.lost += 1;
			turn += 1;
		} while (performance.now() < end);
	}
}

async function measureIdle(url: string, count: number): Promise<{ sockets: number; kbEach: number }> {
	const before = await residentBytes(url);
	const sockets = await connect(count, () => client(url));
	for (const socket of sockets) await begin(socket);
	const kbEach = rounded((await residentBytes(url)) / 1_024 / count - before / 1_024 / count);
	for (const socket of sockets) socket.disconnect();
	return { sockets: count, kbEach };
}

function client(url: string): Client {
	return io(`${url}/webchat`, { transports: ["websocket"], forceNew: true, auth: { language: "es" } });
}

async function begin(socket: Client): Promise<void> {
	const ack = await socket.emitWithAck("begin", {});
	if (!ack.ok) throw new Error(`begin was refused: ${ack.error.message}`);
}

/** Opens sockets a few at a time, as real ones come. */
async function connect<S extends Pick<Socket, "once">>(count: number, open: () => S): Promise<S[]> {
	const sockets: S[] = [];
	while (sockets.length < count) {
		const some = Array.from({ length: Math.min(50, count - sockets.length) }, open);
		await Promise.all(
			some.map(
				(socket) =>
					new Promise<void>((resolve, reject) => {
						socket.once("connect", () => resolve());
						socket.once("connect_error", reject);
					}),
			),
		);
		sockets.push(...some);
	}
	return sockets;
}
