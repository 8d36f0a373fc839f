import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";

// A Bot API that has `updates` messages of `chats` people waiting, in turn, and counts what it is sent. It takes as many
// sendings as it gets: what is measured is the hub. Arguments: updates, chats, minutes over which they come (0: all wait).
// Tells its port, then what it counted.
const [updates = 0, chats = 1, minutes = 0] = process.argv.slice(2).map(Number);
const firstChat = 10_000;
const batch = 100;
const lines = [
	"hola",
	"¿Cuánto cuesta la firma electrónica?",
	"sí",
	"¿Cuál es el horario de atención?",
	"sí",
	"Olvidé mi contraseña del portal",
	"sí",
];
const Asked = z.looseObject({ offset: z.number().catch(0) }).catch({ offset: 0 });

let acknowledged = 0;
let sent = 0;
let began: number | null = null;

/** How many have come by now. */
function come(): number {
	began ??= Date.now();
	return minutes === 0 ? updates : Math.min(updates, Math.ceil((updates * (Date.now() - began)) / (minutes * 60_000)));
}

function updateAt(place: number) {
	const id = firstChat + (place % chats);
	const text = lines[Math.floor(place / chats) % lines.length];
	const person = { id, first_name: "Persona", language_code: "es" };
	const message = { message_id: place + 1, date: 0, chat: { id, type: "private" }, from: person, text };
	return { update_id: place + 1, message };
}

async function answer(request: IncomingMessage): Promise<unknown> {
	const method = request.url?.split("/").at(-1) ?? "";
	const asked = Asked.parse(await json(request).catch(() => ({})));
	if (method === "getMe") return { id: 1, is_bot: true, first_name: "Bench", username: "bench_bot" };
	if (method === "sendMessage") {
		sent += 1;
		return { message_id: updates + sent, date: 0, chat: { id: firstChat, type: "private" } };
	}
	if (method !== "getUpdates") return true;
	acknowledged = Math.max(acknowledged, asked.offset - 1);
	const from = Math.max(acknowledged, 0);
	if (from >= come()) await new Promise((resolve) => setTimeout(resolve, 1_000));
	return Array.from({ length: Math.min(batch, Math.max(0, come() - from)) }, (_, index) => updateAt(from + index));
}

const server = createServer((request, response) => {
	answer(request).then((result) => {
		response.setHeader("content-type", "application/json");
		response.end(JSON.stringify({ ok: true, result }));
	});
});
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
process.on("message", () => process.send?.({ acknowledged, sent }));
process.on("disconnect", () => process.exit(0));
