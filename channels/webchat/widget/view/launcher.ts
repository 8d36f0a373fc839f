import type { Chat } from "../chat/chat.ts";
import { wordsOf } from "../core/texts.ts";
import type { WireMessage } from "../core/wire.ts";
import { h, icon, setAttribute, setText } from "./dom.ts";

export interface Launcher {
	element: HTMLElement;
	button: HTMLButtonElement;
	update(): void;
	/** Something came while the chat is closed. */
	arrived(message: WireMessage): void;
}

/** The button that opens the chat, with how many messages wait. */
export function viewLauncher(chat: Chat, open: () => void): Launcher {
	const word = h("span", { class: "word" });
	const count = h("span", { class: "count", hidden: true });
	const button = h(
		"button",
		{ type: "button", class: "launcher", onclick: open, "aria-expanded": false },
		icon("chat"),
		word,
		count,
	);
	const live = h("p", { class: "unseen", role: "status" });
	return {
		element: h("div", { class: "corner" }, button, live),
		button,
		update() {
			const say = wordsOf(chat.state().language);
			const unread = chat.unread();
			setText(word, say("launcher.open"));
			setAttribute(button, "lang", chat.state().language);
			const news = unread === 1 ? say("launcher.unread.one") : say("launcher.unread.many", { count: unread });
			setAttribute(button, "aria-label", unread ? `${say("launcher.openLabel")} (${news})` : say("launcher.openLabel"));
			setText(count, unread > 99 ? "99+" : String(unread));
			count.hidden = unread === 0;
		},
		arrived(message) {
			const say = wordsOf(chat.state().language);
			const bot = message.from.kind === "bot" ? say("author.bot") : say("author.agent");
			live.textContent = say("launcher.newFrom", { name: message.from.name ?? bot });
		},
	};
}
