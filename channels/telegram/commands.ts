import { languages } from "../../src/conversations/index.ts";
import { texts } from "../../src/texts/index.ts";
import type { BotCommand, TelegramApi } from "./api.ts";

/** What each command is called; the bot understands the words themselves. `/caso` comes with the cases. */
const names = {
	es: { start: "start", help: "ayuda", human: "humano" },
	en: { start: "start", help: "help", human: "human" },
} as const;

/** Puts the commands into Telegram's menu, in Spanish for all and in English for who has Telegram in it (B10). */
export async function publishCommands(api: Pick<TelegramApi, "setCommands">, signal: AbortSignal): Promise<void> {
	for (const language of languages) {
		const words = texts(language, "channels");
		const commands = Object.entries(names[language]).map(
			([key, command]): BotCommand => ({ command, description: words.say(`commands.${key}`) }),
		);
		await api.setCommands(commands, language === "es" ? null : language, signal);
	}
}
