import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";

const Asked = z
	.looseObject({
		chat_id: z.coerce.number().optional(),
		text: z.string().optional(),
		secret_token: z.string().optional(),
	})
	.catch({});

/** A Bot API that takes whatever it is sent at once, has no file, and tells what was sent to a chat. */
export async function startTakesAll() {
	const sent = new Map<number, string[]>();
	let messages = 0;
	let heard: (secret: string) => void;
	const secret = new Promise<string>((resolve) => {
		heard = resolve;
	});

	function answer(method: string, { chat_id = 0, text = "", secret_token }: z.infer<typeof Asked>): object {
		if (method === "getFile") return { ok: false, error_code: 400, description: "Bad Request: invalid file_id" };
		if (secret_token !== undefined) heard(secret_token);
		if (!method.startsWith("send")) return { ok: true, result: true };
		sent.set(chat_id, [...(sent.get(chat_id) ?? []), text]);
		messages += 1;
		return { ok: true, result: { message_id: messages, date: 0, chat: { id: chat_id, type: "private" } } };
	}

	const server = createServer(async (request, response) => {
		const asked = Asked.parse(await json(request).catch(() => ({})));
		response.setHeader("content-type", "application/json");
		response.end(JSON.stringify(answer(request.url?.split("/").at(-1) ?? "", asked)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const port = typeof address === "object" ? address?.port : 0;
	return {
		root: `http://127.0.0.1:${port}`,
		token: `123456:${"a".repeat(35)}`,
		/** The secret that the hub is called with, once it has told where. */
		secret: () => secret,
		sentTo: (chat: number): readonly string[] => sent.get(chat) ?? [],
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
