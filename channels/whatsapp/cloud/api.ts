import type { Readable } from "node:stream";
import { blob } from "node:stream/consumers";
import { z } from "zod";
import { ChannelError, type Template } from "../../../src/conversations/index.ts";
import { FileRefused, MAX_FILE_BYTES } from "../../../src/platform/files/index.ts";
import { ofAnswer, toChannelError } from "./errors.ts";
import { templatesIn } from "./templates.ts";

/** The few calls of the Cloud API that are used here. Each fails with a ChannelError that holds no secret. */
export interface CloudApi {
	/** @returns the name and the number that citizens see. */
	number(signal: AbortSignal): Promise<{ name: string; phone: string }>;
	/**
	 * Sends to an address what its type asks for.
	 *
	 * @param content `{ type: "text", text: { … } }`
	 * @returns the message's id.
	 */
	send(to: string, content: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string>;
	/** Hands a stored file over, to be sent by its id. */
	upload(file: { name: string; mime: string; stream: Readable }, signal: AbortSignal): Promise<string>;
	/** The bytes of a file that a citizen sent, from the first moment that they are asked for. */
	fetchFile(id: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
	/** The citizen sees that their message, and those before it, were read; and, for 25 s, that an answer is being written. */
	markRead(message: string, typing: boolean, signal: AbortSignal): Promise<void>;
	/** The approved templates that we can send, by name; none without a business account. */
	templates(signal: AbortSignal): Promise<Template[]>;
}

export interface CloudApiParts {
	/** With its version: `https://graph.facebook.com/v23.0`. */
	apiRoot: string;
	phoneNumberId: string;
	/** Null: templates cannot be listed. */
	businessAccountId: string | null;
	accessToken: string;
}

const Numbered = z.looseObject({ display_phone_number: z.string(), verified_name: z.string().optional() });
const Sent = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });
const Uploaded = z.looseObject({ id: z.string().min(1) });
const Kept = z.looseObject({ url: z.url({ protocol: /^https?$/ }), file_size: z.coerce.number().optional() });

const answerMs = 15_000;
/** For the bytes of a file, at most 20 MB, either way. */
const transferMs = 30_000;
/** Where Meta keeps files: the token goes nowhere else. */
const metasHosts = /\.(fbsbx|fbcdn|facebook|whatsapp)\.(com|net)$/;

export function createApi({ apiRoot, phoneNumberId, businessAccountId, accessToken }: CloudApiParts): CloudApi {
	const root = apiRoot.replace(/\/+$/, "");
	const headers = { authorization: `Bearer ${accessToken}` };
	const number = `/${encodeURIComponent(phoneNumberId)}`;

	async function ask(url: string, init: RequestInit, stop: AbortSignal, waitMs = answerMs): Promise<Response> {
		const signal = AbortSignal.any([stop, AbortSignal.timeout(waitMs)]);
		try {
			const response = await fetch(url, { ...init, signal, headers: { ...headers, ...init.headers } });
			if (response.ok) return response;
			const body: unknown = await response.json().catch(() => null);
			throw ofAnswer(response.status, body, response.headers.get("retry-after"));
		} catch (error) {
			throw toChannelError(error);
		}
	}

	async function call<Schema extends z.ZodType>(
		schema: Schema,
		...given: Parameters<typeof ask>
	): Promise<z.output<Schema>> {
		const response = await ask(...given);
		const answer = schema.safeParse(await response.json().catch(() => null));
		// Some other server answered, or half of the answer came.
		if (!answer.success) throw new ChannelError("unreachable", "answer", "WhatsApp's answer cannot be read");
		return answer.data;
	}

	const post = (content: object): RequestInit => ({
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ messaging_product: "whatsapp", ...content }),
	});

	async function* fetchFile(id: string, stop: AbortSignal): AsyncGenerator<Uint8Array> {
		const { url, file_size } = await call(Kept, `${root}/${encodeURIComponent(id.toWellFormed())}`, {}, stop);
		if (file_size !== undefined && file_size > MAX_FILE_BYTES) throw new FileRefused("too-large");
		const { protocol, host, hostname } = new URL(url);
		const known = host === new URL(root).host || (protocol === "https:" && metasHosts.test(hostname));
		if (!known) throw new ChannelError("refused", "path", "WhatsApp names a place for the file that is not its own");
		const response = await ask(url, {}, stop, transferMs);
		try {
			if (response.body) yield* response.body;
		} catch (error) {
			throw toChannelError(error);
		}
	}

	return {
		fetchFile,
		async number(signal) {
			const fields = "?fields=display_phone_number,verified_name";
			const found = await call(Numbered, `${root}${number}${fields}`, {}, signal);
			return { name: found.verified_name ?? "", phone: found.display_phone_number };
		},
		async send(to, content, signal) {
			// A number in digits; or what stands for somebody who hides theirs.
			const recipient = /^\d+$/.test(to) ? { to } : { recipient: to };
			const message = post({ recipient_type: "individual", ...recipient, ...content });
			const { messages } = await call(Sent, `${root}${number}/messages`, message, signal);
			return messages[0]?.id ?? "";
		},
		async upload({ name, mime, stream }, signal) {
			const form = new FormData();
			form.set("messaging_product", "whatsapp");
			form.set("type", mime);
			// Files are at most 20 MB; `fetch` sends a form of blobs only.
			form.set("file", new Blob([await blob(stream)], { type: mime }), name);
			const { id } = await call(Uploaded, `${root}${number}/media`, { method: "POST", body: form }, signal, transferMs);
			return id;
		},
		async markRead(message, typing, signal) {
			const indicator = typing && { typing_indicator: { type: "text" } };
			await ask(`${root}${number}/messages`, post({ status: "read", message_id: message, ...indicator }), signal);
		},
		async templates(signal) {
			if (businessAccountId === null) return [];
			const query = "?status=APPROVED&limit=200&fields=name,language,status,components,parameter_format";
			const path = `/${encodeURIComponent(businessAccountId)}/message_templates${query}`;
			return templatesIn(await call(z.unknown(), `${root}${path}`, {}, signal));
		},
	};
}
