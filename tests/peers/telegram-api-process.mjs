// The Bot API for tests: telegram-test-api, and before it a gate that adds what the real service does and this one
// does not: long polling, acknowledgement by offset, one poller at a time, limits, refusals, and being down.
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
/** What is answered instead of taking a message, by chat. @type {Map<string, (object | null)[]>} */
const refusals = new Map();
/** @type {{ callback_query_id: string, text: string }[]} */
const answeredClicks = [];
let polls = 0;

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

/** @param {{ text?: string, chat_id?: number, reply_markup?: { inline_keyboard: { callback_data: string }[][] } }} message */
function refusalOf({ text = "", chat_id, reply_markup }) {
	const planned = refusals.get(String(chat_id));
	const next = planned && planned.length > 1 ? planned.shift() : planned?.[0];
	if (next) return next;
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

/** @param {{ down?: boolean, refuse?: { chat: string, answers: (object | null)[] }, redeliver?: boolean }} order */
function control(order) {
	if (order.down !== undefined) down = order.down;
	if (down && poller) poller.answer(502, {});
	if (order.refuse) refusals.set(order.refuse.chat, order.refuse.answers);
	if (order.redeliver) {
		const again = waiting.length > 0 ? [] : acknowledged;
		waiting = [...again, ...waiting];
		if (poller) handOut(poller);
	}
	return { ok: true, answeredClicks, polls, waiting: waiting.length, polling: poller !== null };
}

const server = createServer((request, response) => {
	const [, token = "", method = ""] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? "") ?? [];
	const gated = request.url === "/gate" || ["getUpdates", "sendMessage", "answerCallbackQuery"].includes(method);
	if (token !== "" && down) {
		request.socket.destroy();
		return;
	}
	if (!gated) {
		telegram.webServer(request, response);
		return;
	}
	let text = "";
	request.on("data", (data) => {
		text += data;
	});
	request.on("end", async () => {
		const body = text === "" ? {} : JSON.parse(text);
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
