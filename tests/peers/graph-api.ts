import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";

/*
 * WhatsApp's Cloud API as Meta publishes it: it checks what it is sent by the limits of
 * https://developers.facebook.com/documentation/business-messaging/whatsapp and calls with webhooks in their shape,
 * signed, one after another and again until they are taken.
 */

const limits: Readonly<Record<string, { types: RegExp; bytes: number }>> = {
	image: { types: /^image\/(jpeg|png)$/, bytes: 5 * 1024 * 1024 },
	audio: { types: /^audio\/(aac|mp4|mpeg|amr|ogg)$/, bytes: 16 * 1024 * 1024 },
	video: { types: /^video\/(mp4|3gpp)$/, bytes: 16 * 1024 * 1024 },
	document: {
		types:
			/^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\..+))$/,
		bytes: 100 * 1024 * 1024,
	},
};

const Id = z.strictObject({ id: z.string() });
const Caption = z.string().min(1).max(1_024).optional();
const body = z.strictObject({ text: z.string().min(1).max(1_024) });
const unique = (titles: string[]) => new Set(titles).size === titles.length;
const Button = z.strictObject({
	type: z.literal("reply"),
	reply: z.strictObject({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
});
const Row = z.strictObject({ id: z.string().min(1).max(200), title: z.string().min(1).max(24) });
const to = {
	messaging_product: z.literal("whatsapp"),
	recipient_type: z.literal("individual"),
	to: z.string().regex(/^\d+$/).optional(),
	recipient: z.string().optional(),
};
const Message = z.discriminatedUnion("type", [
	z.strictObject({
		...to,
		type: z.literal("text"),
		text: z.strictObject({ preview_url: z.literal(false), body: z.string().min(1).max(4_096) }),
	}),
	z.strictObject({ ...to, type: z.literal("image"), image: Id.extend({ caption: Caption }) }),
	z.strictObject({ ...to, type: z.literal("video"), video: Id.extend({ caption: Caption }) }),
	z.strictObject({ ...to, type: z.literal("audio"), audio: Id }),
	z.strictObject({
		...to,
		type: z.literal("document"),
		document: Id.extend({ caption: Caption, filename: z.string().min(1) }),
	}),
	z.strictObject({
		...to,
		type: z.literal("interactive"),
		interactive: z.discriminatedUnion("type", [
			z.strictObject({
				type: z.literal("button"),
				body,
				action: z.strictObject({
					buttons: z
						.array(Button)
						.min(1)
						.max(3)
						.refine((all) => unique(all.map(({ reply }) => reply.title))),
				}),
			}),
			z.strictObject({
				type: z.literal("list"),
				body,
				action: z.strictObject({
					button: z.string().min(1).max(20),
					sections: z.array(z.strictObject({ rows: z.array(Row).min(1).max(10) })).length(1),
				}),
			}),
		]),
	}),
	z.strictObject({
		...to,
		type: z.literal("template"),
		template: z.strictObject({
			name: z.string(),
			language: z.strictObject({ code: z.string() }),
			components: z.array(
				z.strictObject({
					type: z.literal("body"),
					parameters: z.array(z.strictObject({ type: z.literal("text"), text: z.string().min(1) })),
				}),
			),
		}),
	}),
]);
type Message = z.infer<typeof Message>;
const Read = z.strictObject({
	messaging_product: z.literal("whatsapp"),
	status: z.literal("read"),
	message_id: z.string(),
	typing_indicator: z.strictObject({ type: z.literal("text") }).optional(),
});

interface Media {
	content: Buffer;
	mime: string;
	name: string;
}

/** A message of ours as a citizen's telephone shows it. */
export interface ShownMessage {
	id: string;
	kind: Message["type"];
	text: string;
	buttons: string[];
	rows: string[];
	/** What each option gives back when it is picked. */
	data: string[];
	file: Media | null;
}

export interface Refusal {
	status: number;
	body: object;
	headers?: Record<string, string>;
}

export interface CloudCitizen {
	waId: string;
	writes(text: string): Promise<void>;
	/** Sends a message of any content: `{ type: "sticker", sticker: { … } }`. */
	sends(content: object): Promise<void>;
	picks(label: string): Promise<void>;
	lastComesAgain(): Promise<void>;
	shown(): ShownMessage[];
}

export type GraphApiPeer = Awaited<ReturnType<typeof startGraphApi>>;

/** As Meta answers what it does not take. */
export function graphError(code: number, status = 400, headers?: Record<string, string>): Refusal {
	const error = { message: `(#${code}) what was written`, type: "OAuthException", code, fbtrace_id: "A1B2" };
	return { status, body: { error }, ...(headers && { headers }) };
}

/** @param now the time that webhooks are stamped with */
export async function startGraphApi({ now }: { now(): Date }) {
	const phoneNumberId = "106540352242922";
	const businessAccountId = "102290129340398";
	const accessToken = `EAA${"x".repeat(60)}`;
	const appSecret = "0123456789abcdef0123456789abcdef";
	const version = "/v23.0";
	const shown = new Map<string, ShownMessage[]>();
	const media = new Map<string, Media & { size?: number; url?: string }>();
	const refusals = new Map<string, Refusal[]>();
	const mediaRefusals: Refusal[] = [];
	const requests: { method: string; path: string; body: unknown }[] = [];
	let templates: object[] = [];
	let down = false;
	let people = 0;
	let messages = 0;

	// ——— Webhooks
	const queue: { raw: Buffer; done: () => void }[] = [];
	let hubUrl: string | null = null;
	let pumping = false;
	let stopped = false;

	const sign = (raw: Buffer) => `sha256=${createHmac("sha256", appSecret).update(raw).digest("hex")}`;

	async function pump(): Promise<void> {
		if (pumping) return;
		pumping = true;
		while (!stopped && queue[0]) {
			const [{ raw, done }] = [queue[0]];
			const taken = hubUrl !== null && (await post(hubUrl, raw));
			if (taken) {
				queue.shift();
				done();
			} else await new Promise((resolve) => setTimeout(resolve, 10));
		}
		pumping = false;
	}

	async function post(url: string, raw: Buffer): Promise<boolean> {
		const headers = { "content-type": "application/json", "x-hub-signature-256": sign(raw) };
		const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(raw) }).catch(() => null);
		await answer?.arrayBuffer();
		return answer?.status === 200;
	}

	/** Calls the hub with a value, or with whatever else; resolves when it was taken. */
	function calls(payload: unknown): Promise<void> {
		return new Promise((done) => {
			queue.push({ raw: Buffer.from(JSON.stringify(payload), "utf8"), done });
			void pump();
		});
	}

	const envelope = (value: object, id = phoneNumberId) => ({
		object: "whatsapp_business_account",
		entry: [
			{
				id: businessAccountId,
				changes: [
					{
						field: "messages",
						value: {
							messaging_product: "whatsapp",
							metadata: { display_phone_number: "15550783881", phone_number_id: id },
							...value,
						},
					},
				],
			},
		],
	});

	const seconds = () => String(Math.floor(now().getTime() / 1_000));
	const status = (id: string, waId: string, state: string, errors?: object[]) =>
		envelope({
			statuses: [{ id, status: state, timestamp: seconds(), recipient_id: waId, ...(errors && { errors }) }],
		});

	function citizen(name = "María Pérez"): CloudCitizen {
		people += 1;
		const waId = `5037${String(people).padStart(7, "0")}`;
		let last: object | null = null;
		shown.set(waId, []);
		const sends = async (content: object) => {
			messages += 1;
			const message = { from: waId, id: `wamid.in.${messages}.${randomUUID()}`, timestamp: seconds(), ...content };
			last = envelope({ contacts: [{ profile: { name }, wa_id: waId }], messages: [message] });
			await calls(last);
		};
		return {
			waId,
			sends,
			writes: (text) => sends({ type: "text", text: { body: text } }),
			async picks(label) {
				const all = shown.get(waId) ?? [];
				const one = all.findLast(({ buttons, rows }) => [...buttons, ...rows].includes(label));
				const place = [...(one?.buttons ?? []), ...(one?.rows ?? [])].indexOf(label);
				const picked = { id: one?.data[place] ?? "", title: label };
				const interactive =
					one && one.rows.length > 0
						? { type: "list_reply", list_reply: picked }
						: { type: "button_reply", button_reply: picked };
				await sends({ type: "interactive", interactive, context: { from: "15550783881", id: one?.id } });
			},
			async lastComesAgain() {
				if (last) await calls(last);
			},
			shown: () => shown.get(waId) ?? [],
		};
	}

	// ——— The Graph API
	const answer = (response: ServerResponse, { status: code, body: content, headers = {} }: Refusal) => {
		response.writeHead(code, { "content-type": "application/json", ...headers }).end(JSON.stringify(content));
	};
	const ok = (content: object): Refusal => ({ status: 200, body: content });

	function take(given: unknown): Refusal {
		if (Read.safeParse(given).success) return ok({ success: true });
		const parsed = Message.safeParse(given);
		if (!parsed.success) return graphError(100);
		const message = parsed.data;
		const waId = message.to ?? message.recipient ?? "";
		const refusal = refusals.get(waId);
		const next = refusal && (refusal.length > 1 ? refusal.shift() : refusal[0]);
		if (next && next.status !== 200) return next;
		const view = viewOf(message);
		if (view === null) return graphError(message.type === "template" ? 132_000 : 131_009);
		messages += 1;
		const id = `wamid.out.${messages}`;
		shown.set(waId, [...(shown.get(waId) ?? []), { ...view, id, kind: message.type }]);
		void calls(status(id, waId, "sent"));
		return ok({ messaging_product: "whatsapp", contacts: [{ input: waId, wa_id: waId }], messages: [{ id }] });
	}

	function viewOf(message: Message): Omit<ShownMessage, "id" | "kind"> | null {
		const view = { text: "", buttons: [], rows: [], data: [], file: null };
		switch (message.type) {
			case "text":
				return { ...view, text: message.text.body };
			case "interactive": {
				const { interactive } = message;
				if (interactive.type === "button") {
					const replies = interactive.action.buttons.map(({ reply }) => reply);
					const buttons = replies.map(({ title }) => title);
					return { ...view, text: interactive.body.text, buttons, data: replies.map(({ id }) => id) };
				}
				const rows = interactive.action.sections.flatMap((section) => section.rows);
				return {
					...view,
					text: interactive.body.text,
					rows: rows.map(({ title }) => title),
					data: rows.map(({ id }) => id),
				};
			}
			case "template": {
				const { name, language, components } = message.template;
				const values = components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
				const known = z
					.looseObject({ components: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })) })
					.safeParse(
						templates.find(
							(one) => "name" in one && one.name === name && "language" in one && one.language === language.code,
						),
					);
				const text = known.data?.components.find(({ type }) => type === "BODY")?.text;
				const wanted = new Set([...(text ?? "").matchAll(/\{\{(\d+)\}\}/g)].map(([, place]) => place)).size;
				if (text === undefined || wanted !== values.length) return null;
				return { ...view, text: text.replace(/\{\{(\d+)\}\}/g, (_mark, place) => values[Number(place) - 1] ?? "") };
			}
			default: {
				const content = z
					.looseObject({ id: z.string(), caption: z.string().default(""), filename: z.string().optional() })
					.parse(Object.entries(message).find(([key]) => key === message.type)?.[1]);
				const file = media.get(content.id);
				const limit = limits[message.type];
				if (!file || !limit?.types.test(file.mime) || file.content.length > limit.bytes) return null;
				return { ...view, text: content.caption, file: { ...file, name: content.filename ?? file.name } };
			}
		}
	}

	async function upload(request: IncomingMessage): Promise<Refusal> {
		const raw = await buffer(request);
		const form = await new Response(new Uint8Array(raw), {
			headers: { "content-type": request.headers["content-type"] ?? "" },
		}).formData();
		const refusal = mediaRefusals.shift();
		if (refusal) return refusal;
		const [file, mime] = [form.get("file"), form.get("type")];
		if (!(file instanceof Blob) || typeof mime !== "string" || form.get("messaging_product") !== "whatsapp") {
			return graphError(100);
		}
		const content = Buffer.from(await file.arrayBuffer());
		const limit = Object.values(limits).find(({ types }) => types.test(mime));
		if (!limit || file.type !== mime || content.length > limit.bytes) return graphError(100);
		messages += 1;
		const id = `m${messages}`;
		media.set(id, { content, mime, name: "name" in file ? String(file.name) : "" });
		requests.push({ method: "UPLOAD", path: mime, body: null });
		return ok({ id });
	}

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (down) {
			request.socket.destroy();
			return;
		}
		const url = new URL(request.url ?? "/", "http://127.0.0.1");
		if (request.headers.authorization !== `Bearer ${accessToken}`) return answer(response, graphError(190, 401));
		const path = url.pathname.replace(version, "");
		if (request.method === "POST" && path === `/${phoneNumberId}/media`) return answer(response, await upload(request));
		if (request.method === "POST" && path === `/${phoneNumberId}/messages`) {
			const given: unknown = JSON.parse((await buffer(request)).toString("utf8"));
			requests.push({ method: "POST", path, body: given });
			return answer(response, take(given));
		}
		if (path === `/${phoneNumberId}`) {
			return answer(response, ok({ display_phone_number: "+1 555-078-3881", verified_name: "Oficina Virtual" }));
		}
		if (path === `/${businessAccountId}/message_templates`)
			return answer(response, ok({ data: templates, paging: {} }));
		const bytes = media.get(path.slice("/bytes/".length));
		if (path.startsWith("/bytes/") && bytes) {
			response.writeHead(200, { "content-type": bytes.mime }).end(bytes.content);
			return;
		}
		const known = media.get(path.slice(1));
		if (!known) return answer(response, graphError(100, 404));
		const refusal = mediaRefusals.shift();
		if (refusal && refusal.status !== 200) return answer(response, refusal);
		const { content, mime, size = content.length, url: place = `${root}/bytes${path}` } = known;
		answer(response, ok({ url: place, mime_type: mime, file_size: size, id: path.slice(1) }));
	}

	const server = createServer((request, response) => {
		handle(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	const root = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}${version}`;

	return {
		root,
		phoneNumberId,
		businessAccountId,
		accessToken,
		appSecret,
		verifyToken: "a-token-to-verify",
		sign,
		envelope,
		calls,
		citizen,
		/** Where the hub is called; null: nowhere, what comes waits. */
		callsAt(url: string | null) {
			hubUrl = url;
		},
		/** A file that citizens may send by its id; `size`: what Meta says that it has; `url`: where it says that it is. */
		keeps(id: string, content: Buffer, said: { mime?: string; size?: number; url?: string } = {}) {
			media.set(id, { content, mime: "application/pdf", name: "", ...said });
		},
		/** Answers to what is sent to a citizen: one after another, the last one for good; none: as always. */
		refuses({ waId }: Pick<CloudCitizen, "waId">, ...given: Refusal[]) {
			if (given.length === 0) refusals.delete(waId);
			else refusals.set(waId, given);
		},
		/** Answers to the next calls about files. */
		refusesMedia(...given: Refusal[]) {
			mediaRefusals.push(...given);
		},
		approves(...given: object[]) {
			templates = given;
		},
		/** Tells what became of the last message to a citizen. */
		async tells({ waId }: Pick<CloudCitizen, "waId">, state: string, errors?: object[]) {
			await calls(status(shown.get(waId)?.at(-1)?.id ?? "", waId, state, errors));
		},
		requests,
		down() {
			down = true;
			server.closeAllConnections();
		},
		up() {
			down = false;
		},
		async stop() {
			stopped = true;
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** What Meta answers when nothing is wrong. */
export const fine: Refusal = { status: 200, body: {} };
