import type { Chat } from "../chat/chat.ts";
import type { Say } from "../core/texts.ts";
import { h, setText } from "./dom.ts";

export interface Ending {
	element: HTMLDialogElement;
	ask(): void;
}

/** "Terminar": names what follows, and the safe answer has the focus. */
export function viewEnding(chat: Chat, say: Say, ended: () => void): Ending {
	const trouble = h("p", { class: "trouble", role: "alert" });
	const stay = h(
		"button",
		{ type: "button", class: "wide first", autofocus: true, onclick: () => element.close() },
		say("end.stay"),
	);
	const end = h("button", { type: "button", class: "wide" }, say("end.end"));
	const forget = h("button", { type: "button", class: "wide danger" }, say("end.forget"));
	const element = h(
		"dialog",
		{ class: "ending", "aria-labelledby": "end-title", "aria-describedby": "end-text" },
		h("h2", { id: "end-title" }, say("end.title")),
		h("div", { id: "end-text" }, h("p", {}, say("end.text")), h("p", {}, say("end.forgetText"))),
		trouble,
		stay,
		end,
		forget,
	);
	end.addEventListener("click", async () => {
		if (!(await chat.end())) return setText(trouble, say("end.failed"));
		element.close();
		ended();
	});
	forget.addEventListener("click", async () => {
		await chat.forget();
		element.close();
	});
	return {
		element,
		ask() {
			setText(trouble, "");
			element.showModal();
			stay.focus();
		},
	};
}
