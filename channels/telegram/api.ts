import { Telegram } from "telegraf";
import { z } from "zod";
import type { keyboardOf } from "./button.ts";
import { toChannelError } from "./errors.ts";
import { allowedUpdates, type Update, Updates } from "./update.ts";

/** The few calls of the Bot API that are used here. Each fails with a ChannelError that holds no secret. */
export interface TelegramApi {
	/** @returns the bot's user name. */
	me(signal: AbortSignal): Promise<string>;
	/** Long polling needs that no webhook is set. What waits is kept. */
	dropWebhook(signal: AbortSignal): Promise<void>;
	/** What came since `offset`, which acknowledges all before it; waits up to `waitSeconds` for something. */
	getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<Update[]>;
	/** @returns the message's id in its chat. */
	send(chat: string, text: string, keyboard: Keyboard | null, signal: AbortSignal): Promise<number>;
	/** Ends the waiting mark on a pressed button, with a short notice. */
	answerClick(query: string, notice: string, signal: AbortSignal): Promise<void>;
}

type Keyboard = ReturnType<typeof keyboardOf>;

const Me = z.looseObject({ username: z.string() });
const Sent = z.looseObject({ message_id: z.number().int() });
/** Over the time that Telegram itself takes to answer, in ms. */
const answerMs = 15_000;

export function createApi({ token, apiRoot }: { token: string; apiRoot: string }): TelegramApi {
	// Without the slash, the last step of a path would be replaced.
	const telegram = new Telegram(token, { apiRoot: apiRoot.replace(/\/*$/, "/"), webhookReply: false });

	async function call(method: string, payload: object, stop: AbortSignal, waitMs = 0): Promise<unknown> {
		const signal = AbortSignal.any([stop, AbortSignal.timeout(waitMs + answerMs)]);
		try {
			// Telegraf's type names the signal of a polyfill; what it calls takes the platform's.
			return await Reflect.apply(telegram.callApi, telegram, [method, payload, { signal }]);
		} catch (error) {
			throw toChannelError(error);
		}
	}

	return {
		async me(signal) {
			return Me.parse(await call("getMe", {}, signal)).username;
		},
		async dropWebhook(signal) {
			await call("deleteWebhook", {}, signal);
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
		async answerClick(query, notice, signal) {
			await call("answerCallbackQuery", { callback_query_id: query, text: notice }, signal);
		},
	};
}
