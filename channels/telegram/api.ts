import type { Readable } from "node:stream";
import { Telegram } from "telegraf";
import { z } from "zod";
import { ChannelError } from "../../src/conversations/index.ts";
import { toChannelError } from "./errors.ts";
import type { keyboardOf } from "./keyboard.ts";
import { allowedUpdates, type Update, Updates } from "./update.ts";

/** The ways of sending a file, each with the name of its field. */
export type FileMethod = "photo" | "voice" | "audio" | "video" | "document";

export interface OutgoingFile {
	as: FileMethod;
	name: string;
	/** Closed when the call is over. */
	stream: Readable;
	/** At most 1,024 characters; empty for none. */
	caption: string;
}

export interface BotCommand {
	command: string;
	description: string;
}

/** The few calls of the Bot API that are used here. Each fails with a ChannelError that holds no secret. */
export interface TelegramApi {
	/** @returns the bot's user name. */
	me(signal: AbortSignal): Promise<string>;
	/** Long polling needs that no webhook is set. What waits is kept. */
	dropWebhook(signal: AbortSignal): Promise<void>;
	/** From now on Telegram calls this address, with the secret in a header. */
	setWebhook(url: string, secret: string, signal: AbortSignal): Promise<void>;
	/** What came since `offset`, which acknowledges all before it; waits up to `waitSeconds` for something. */
	getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<Update[]>;
	/** @returns the message's id in its chat. */
	send(chat: string, text: string, keyboard: Keyboard | null, signal: AbortSignal): Promise<number>;
	/** @returns the message's id in its chat. */
	sendFile(chat: string, file: OutgoingFile, signal: AbortSignal): Promise<number>;
	/** The bytes of a file that a citizen sent, from the first moment that they are asked for. */
	fetchFile(fileId: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
	/** Ends the waiting mark on a pressed button, with a short notice. */
	answerClick(query: string, notice: string, signal: AbortSignal): Promise<void>;
	/** Replaces the text of a message, or leaves it (null); its buttons go away. */
	closeButtons(chat: string, message: number, text: string | null, signal: AbortSignal): Promise<void>;
	/** The menu of commands; `language` null for everybody whose language has none of its own. */
	setCommands(commands: BotCommand[], language: string | null, signal: AbortSignal): Promise<void>;
}

type Keyboard = ReturnType<typeof keyboardOf>;

const Me = z.looseObject({ username: z.string() });
const Sent = z.looseObject({ message_id: z.number().int() });
const FilePath = z.looseObject({ file_path: z.string().min(1) });
/** Over the time that Telegram itself takes to answer, in ms. */
const answerMs = 15_000;
/** For the bytes of a file, at most 20 MB, either way. */
const transferMs = 30_000;

export function createApi({ token, apiRoot }: { token: string; apiRoot: string }): TelegramApi {
	// Without the slash, the last step of a path would be replaced.
	const root = apiRoot.replace(/\/*$/, "/");
	const telegram = new Telegram(token, { apiRoot: root, webhookReply: false });

	async function call(method: string, payload: object, stop: AbortSignal, waitMs = 0): Promise<unknown> {
		const signal = AbortSignal.any([stop, AbortSignal.timeout(waitMs + answerMs)]);
		try {
			// Telegraf's type names the signal of a polyfill; what it calls takes the platform's.
			return await Reflect.apply(telegram.callApi, telegram, [method, payload, { signal }]);
		} catch (error) {
			throw toChannelError(error);
		}
	}

	async function* fetchFile(fileId: string, stop: AbortSignal): AsyncGenerator<Uint8Array> {
		const found = FilePath.safeParse(await call("getFile", { file_id: fileId }, stop));
		if (!found.success) throw new ChannelError("refused", "path", "Telegram does not say where the file is");
		const path = found.data.file_path
			.split("/")
			.map((name) => encodeURIComponent(name.toWellFormed()))
			.join("/");
		const signal = AbortSignal.any([stop, AbortSignal.timeout(transferMs)]);
		try {
			// Telegraf's own way puts the token into an address that others log; this one stays here.
			const response = await fetch(`${root}file/bot${token}/${path}`, { signal });
			if (!response.ok) throw refusedFile(response.status);
			if (response.body) yield* response.body;
		} catch (error) {
			throw toChannelError(error);
		}
	}

	return {
		fetchFile,
		async me(signal) {
			return Me.parse(await call("getMe", {}, signal)).username;
		},
		async dropWebhook(signal) {
			await call("deleteWebhook", {}, signal);
		},
		async setWebhook(url, secret, signal) {
			await call("setWebhook", { url, secret_token: secret, allowed_updates: allowedUpdates }, signal);
		},
		async getUpdates(offset, waitSeconds, signal) {
			const asked = { offset, timeout: waitSeconds, allowed_updates: allowedUpdates };
			return Updates.parse(await call("getUpdates", asked, signal, waitSeconds * 1_000));
		},
		async send(chat, text, keyboard, signal) {
			const message = {
				chat_id: Number(chat),
				text,
				link_preview_options: { is_disabled: true },
				...(keyboard && { reply_markup: keyboard }),
			};
			return Sent.parse(await call("sendMessage", message, signal)).message_id;
		},
		async sendFile(chat, { as, name, stream, caption }, signal) {
			const method = `send${as.charAt(0).toUpperCase()}${as.slice(1)}`;
			const message = {
				chat_id: Number(chat),
				[as]: { source: stream, filename: name },
				...(caption !== "" && { caption }),
			};
			try {
				return Sent.parse(await call(method, message, signal, transferMs)).message_id;
			} finally {
				stream.destroy();
			}
		},
		async answerClick(query, notice, signal) {
			await call("answerCallbackQuery", { callback_query_id: query, text: notice }, signal);
		},
		async closeButtons(chat, message, text, signal) {
			const place = { chat_id: Number(chat), message_id: message };
			const emptied = { ...place, reply_markup: { inline_keyboard: [] } };
			if (text === null) await call("editMessageReplyMarkup", emptied, signal);
			else await call("editMessageText", { ...emptied, text, link_preview_options: { is_disabled: true } }, signal);
		},
		async setCommands(commands, language, signal) {
			await call("setMyCommands", { commands, ...(language && { language_code: language }) }, signal);
		},
	};
}

/** It is gone, or was never ours; or the service has a fault, and then it is worth another try. */
function refusedFile(status: number): ChannelError {
	return status < 500
		? new ChannelError("refused", String(status), "Telegram does not give the file")
		: new ChannelError("unreachable", String(status), "Telegram has a fault");
}
