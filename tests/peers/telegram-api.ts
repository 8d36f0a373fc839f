import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

const Ready = z.object({ port: z.number() });
const Button = z.object({ text: z.string(), callback_data: z.string() });
const Keyboard = z.object({ inline_keyboard: z.array(z.array(Button)) });
const Sent = z.object({
	messageId: z.number(),
	message: z.object({
		chat_id: z.number(),
		text: z.string(),
		reply_markup: Keyboard.optional(),
		file: z.object({ kind: z.string(), name: z.string(), content: z.base64() }).optional(),
	}),
});
const History = z.object({ result: z.array(z.unknown()) });
const Gate = z.object({
	answeredClicks: z.array(z.object({ callback_query_id: z.string(), text: z.string() })),
	commands: z.record(z.string(), z.array(z.object({ command: z.string(), description: z.string() }))),
	downloads: z.number(),
	polls: z.number(),
	waiting: z.number(),
	polling: z.boolean(),
});

/** A message of the bot as its citizen sees it. */
interface Shown {
	id: number;
	text: string;
	buttons: string[];
	/** What each button gives back. */
	data: string[];
	file: { kind: string; name: string; content: Buffer } | null;
}

export interface TelegramCitizen {
	/** The chat's id. */
	id: number;
	writes(text: string): Promise<void>;
	/** Sends a message with these fields of the Bot API. */
	sends(fields: object): Promise<void>;
	/** Presses the newest button of that label. */
	clicks(label: string): Promise<void>;
	/** Gives back these data, as a client of somebody's own making can. */
	forges(data: string): Promise<void>;
	shown(): Promise<Shown[]>;
}

export interface TelegramPeer {
	token: string;
	root: string;
	citizen(user?: { first_name?: string; last_name?: string; language_code?: string; type?: string }): TelegramCitizen;
	/** Calls fail as if the network were cut. */
	down(): Promise<void>;
	up(): Promise<void>;
	/** Sending to this citizen is answered so: each in turn, the last one from then on; null takes the message. */
	refuses(citizen: TelegramCitizen, ...answers: (object | null)[]): Promise<void>;
	/** Telegram has this file of a citizen, or refuses to give it (null). */
	keeps(fileId: string, content: Buffer | null): Promise<void>;
	/** Asking for this file is answered so: each in turn, the last one from then on; null gives it. */
	refusesFile(fileId: string, ...answers: (object | null)[]): Promise<void>;
	/** The download of this file waits until all are let go. */
	holds(fileId: string): Promise<void>;
	letsGo(): Promise<void>;
	/** An update of any kind, with these fields. */
	raw(update: object): Promise<void>;
	/** The updates that were acknowledged last come once more, as after a lost acknowledgement. */
	redelivers(): Promise<void>;
	state(): Promise<z.infer<typeof Gate>>;
	stop(): Promise<void>;
}

let citizens = 1_000;

/** Starts telegram-test-api as a process of its own: it falls over things that a test must survive. */
export async function startTelegramApi(): Promise<TelegramPeer> {
	const child = fork(new URL("telegram-api-process.mjs", import.meta.url), { execArgv: [], stdio: "inherit" });
	const [message] = await Promise.race([
		once(child, "message"),
		once(child, "exit").then(() => Promise.reject(new Error("telegram-test-api did not start"))),
	]);
	const root = `http://127.0.0.1:${Ready.parse(message).port}`;
	const token = "123456:AAtest-token_of_the_bot";

	async function post(path: string, body: object): Promise<unknown> {
		const response = await fetch(root + path, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`telegram-test-api: ${response.status} for ${path}`);
		return response.json();
	}
	const gate = async (order: object) => Gate.parse(await post("/gate", order));

	async function history(chat: number): Promise<z.infer<typeof Sent>[]> {
		const { result } = History.parse(await post("/getUpdatesHistory", { token }));
		return result.flatMap((item) => {
			const { data } = Sent.safeParse(item);
			return data?.message.chat_id === chat ? [data] : [];
		});
	}

	function citizen({ type = "private", ...user }: Parameters<TelegramPeer["citizen"]>[0] = {}): TelegramCitizen {
		citizens += 1;
		const id = citizens;
		const from = { id, is_bot: false, first_name: "Ana", ...user };
		const common = () => ({ botToken: token, from, date: Math.floor(Date.now() / 1_000) });
		const chat = { id, type };
		const press = (data: string, message: object) =>
			post("/sendCallback", { ...common(), data, message: { chat, date: 1, ...message } });
		return {
			id,
			async writes(text) {
				await post("/sendMessage", { ...common(), chat, text });
			},
			async sends(fields) {
				await post("/sendMessage", { ...common(), chat, ...fields });
			},
			async clicks(label) {
				for (const { messageId, message } of (await history(id)).reverse()) {
					const button = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);
					if (!button) continue;
					await press(button.callback_data, { message_id: messageId, ...message });
					return;
				}
				throw new Error(`No button ${label}`);
			},
			async forges(data) {
				await press(data, { message_id: 1 });
			},
			async shown() {
				return (await history(id)).map(({ messageId, message }) => {
					const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
					return {
						id: messageId,
						text: message.text,
						buttons: buttons.map(({ text }) => text),
						data: buttons.map(({ callback_data }) => callback_data),
						file: message.file ? { ...message.file, content: Buffer.from(message.file.content, "base64") } : null,
					};
				});
			},
		};
	}

	return {
		token,
		root,
		citizen,
		down: async () => void (await gate({ down: true })),
		up: async () => void (await gate({ down: false })),
		refuses: async ({ id }, ...answers) => void (await gate({ refuse: { chat: String(id), answers } })),
		keeps: async (id, content) => void (await gate({ file: { id, content: content?.toString("base64") ?? null } })),
		refusesFile: async (chat, ...answers) => void (await gate({ refuse: { chat, answers } })),
		holds: async (fileId) => void (await gate({ hold: fileId })),
		letsGo: async () => void (await gate({ letGo: true })),
		raw: async (update) => void (await gate({ raw: update })),
		redelivers: async () => void (await gate({ redeliver: true })),
		state: () => gate({}),
		async stop() {
			child.disconnect();
			if (child.exitCode === null) await once(child, "exit");
		},
	};
}
