// The Bot API for tests: telegram-test-api, and before it a gate that adds what the real service does and this one
// does not: files both ways, long polling, acknowledgement by offset, one poller at a time, limits, refusals, updates of
// kinds that it does not know, and being down.
import { createServer } from "node:http";
import { createRequire } from "node:module";

// Its types say that the class is a `default`, which it is not.
const TelegramServer = createRequire(import.meta.url)("telegram-test-api");
const telegram = new TelegramServer({ host: "127.0.0.1" });

/** @typedef {{ token: string, answer: (status: number, body: object) => void, timer: NodeJS.Timeout }} Poller */

/** Updates that no offset has acknowledged yet. @type {{ update_id: number }[]} */
let waiting = [];
/** The last ones that were. @type {{ update_id: number }[]} */
let acknowledged = [];
/** @type {Poller | null} */
let poller = null;
let down = false;
/** What is answered instead of taking a message, by chat, or instead of naming a file, by file. @type {Map<string, (object | null)[]>} */
const refusals = new Map();
/** @type {{ callback_query_id: string, text: string }[]} */
const answeredClicks = [];
/** Menus of commands, by language; "" for all others. @type {Record<string, object>} */
const commands = {};
/** Files that citizens sent, as base64, by id; null: Telegram does not give it. @type {Map<string, string | null>} */
const files = new Map();
/** Downloads of these wait until they are let go. @type {Set<string>} */
const held = new Set();
/** @type {(() => void)[]} */
let heldDownloads = [];
let downloads = 0;
let polls = 0;
const ours = ["getUpdates", "sendMessage", "answerCallbackQuery", "setMyCommands", "getFile"];
const fileMethods = {
	sendPhoto: "photo",
	sendDocument: "document",
	sendAudio: "audio",
	sendVoice: "voice",
	sendVideo: "video",
};

for (const event of ["AddedUserMessage", "AddedUserCommand", "AddedUserCallbackQuery"]) {
	telegram.on(event, () => poller && handOut(poller));
}

/** @param {Poller} to */
function handOut(to) {
	waiting.push(...telegram.getUpdates(to.token));
	if (waiting.length === 0) return;
	clearTimeout(to.timer);
	poller = null;
	to.answer(200, { ok: true, result: waiting.slice(0, 100) });
}

/**
 * @param {string} token
 * @param {{ offset?: number, timeout?: number }} asked
 * @param {(status: number, body: object) => void} answer
 */
function poll(token, { offset = 0, timeout = 0 }, answer) {
	polls += 1;
	poller?.answer(409, refusal(409, "Conflict: terminated by other getUpdates request"));
	if (poller) clearTimeout(poller.timer);
	const done = waiting.filter(({ update_id }) => update_id < offset);
	if (done.length > 0) acknowledged = done;
	waiting = waiting.filter(({ update_id }) => update_id >= offset);
	const timer = setTimeout(() => {
		poller = null;
		answer(200, { ok: true, result: [] });
	}, timeout * 1_000);
	poller = { token, answer, timer };
	handOut(poller);
}

/** @param {string} about a chat, or a file */
function planned(about) {
	const answers = refusals.get(about);
	return (answers && answers.length > 1 ? answers.shift() : answers?.[0]) ?? null;
}

/** @param {{ text?: string, chat_id?: number, file?: object, reply_markup?: { inline_keyboard: { callback_data: string }[][] } }} message */
function refusalOf({ text = "", chat_id, reply_markup, file }) {
	const next = planned(String(chat_id));
	if (next) return next;
	if (file !== undefined) return text.length > 1_024 ? refusal(400, "Bad Request: message caption is too long") : null;
	if (text.trim() === "") return refusal(400, "Bad Request: message text is empty");
	if (text.length > 4_096) return refusal(400, "Bad Request: message is too long");
	const data = reply_markup?.inline_keyboard.flat().map(({ callback_data }) => Buffer.byteLength(callback_data)) ?? [];
	if (data.some((bytes) => bytes < 1 || bytes > 64)) return refusal(400, "Bad Request: BUTTON_DATA_INVALID");
	return null;
}

/**
 * @param {number} error_code
 * @param {string} description
 */
function refusal(error_code, description) {
	return { ok: false, error_code, description };
}

/**
 * A message with a file in it, as ours are kept.
 *
 * @param {Buffer} body
 * @param {string} type
 * @param {string} kind
 */
async function formOf(body, type, kind) {
	const form = await new Response(body, { headers: { "content-type": type } }).formData();
	const file = form.get(kind);
	if (!(file instanceof File)) throw new Error(`no file in ${kind}`);
	const content = Buffer.from(await file.arrayBuffer()).toString("base64");
	return {
		chat_id: Number(form.get("chat_id")),
		text: String(form.get("caption") ?? ""),
		file: { kind, name: file.name, content },
	};
}

/** @param {{ down?: boolean, refuse?: { chat: string, answers: (object | null)[] }, redeliver?: boolean, file?: { id: string, content: string | null }, hold?: string, letGo?: boolean, raw?: object }} order */
function control(order) {
	if (order.down !== undefined) down = order.down;
	if (down && poller) poller.answer(502, {});
	if (order.refuse) refusals.set(order.refuse.chat, order.refuse.answers);
	if (order.file) files.set(order.file.id, order.file.content);
	if (order.hold) held.add(order.hold);
	if (order.letGo) {
		held.clear();
		for (const go of heldDownloads) go();
		heldDownloads = [];
	}
	if (order.raw) {
		waiting.push({ update_id: telegram.updateId, ...order.raw });
		telegram.updateId += 1;
		if (poller) handOut(poller);
	}
	if (order.redeliver) {
		const again = waiting.length > 0 ? [] : acknowledged;
		waiting = [...again, ...waiting];
		if (poller) handOut(poller);
	}
	return { ok: true, answeredClicks, commands, downloads, polls, waiting: waiting.length, polling: poller !== null };
}

const server = createServer((request, response) => {
	const [, token = "", method = ""] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? "") ?? [];
	const gated = request.url === "/gate" || ours.includes(method) || method in fileMethods;
	if (token !== "" && down) {
		request.socket.destroy();
		return;
	}
	const [, path = ""] = /^\/file\/bot[^/]+\/files\/(.+)$/.exec(request.url ?? "") ?? [];
	if (path !== "") {
		downloads += 1;
		const content = files.get(path);
		const give = () => {
			response.writeHead(content ? 200 : 404);
			response.end(Buffer.from(content ?? "", "base64"));
		};
		if (held.has(path)) heldDownloads.push(give);
		else give();
		return;
	}
	if (!gated) {
		telegram.webServer(request, response);
		return;
	}
	/** @type {Buffer[]} */
	const pieces = [];
	request.on("data", (data) => pieces.push(data));
	request.on("end", async () => {
		const bytes = Buffer.concat(pieces);
		const kind = Object.entries(fileMethods).find(([name]) => name === method)?.[1];
		const type = request.headers["content-type"] ?? "";
		const body = kind ? await formOf(bytes, type, kind) : bytes.length === 0 ? {} : JSON.parse(String(bytes));
		/** @type {(status: number, body: object) => void} */
		const answer = (status, content) => {
			response.writeHead(status, { "content-type": "application/json" });
			response.end(JSON.stringify(content));
		};
		if (request.url === "/gate") return answer(200, control(body));
		if (method === "getUpdates") {
			response.on("close", () => {
				if (poller?.answer !== answer) return;
				clearTimeout(poller.timer);
				poller = null;
			});
			return poll(token, body, answer);
		}
		if (method === "answerCallbackQuery") {
			answeredClicks.push(body);
			return answer(200, { ok: true, result: true });
		}
		if (method === "setMyCommands") {
			commands[body.language_code ?? ""] = body.commands;
			return answer(200, { ok: true, result: true });
		}
		if (method === "getFile") {
			const refused = planned(body.file_id);
			if (refused) return answer(200, refused);
			const known = files.get(body.file_id);
			if (known === undefined) return answer(200, refusal(400, "Bad Request: wrong file_id"));
			return answer(200, { ok: true, result: { file_id: body.file_id, file_path: `files/${body.file_id}` } });
		}
		const refused = refusalOf(body);
		if (refused) return answer(200, refused);
		answer(200, { ok: true, result: telegram.addBotMessage(body, token) });
	});
});

server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.send?.({ port: address !== null && typeof address === "object" ? address.port : 0 });
});
process.on("disconnect", () => process.exit(0));
