import type { Chat } from "../chat/chat.ts";
import { addressLimit } from "../core/limits.ts";
import type { Say } from "../core/texts.ts";
import { h, setAttribute, setText } from "./dom.ts";

export interface Mail {
	element: HTMLElement;
	/** It can be left here now, and was not yet. */
	isOffered(): boolean;
	focus(): void;
	update(): void;
}

/** Where what the citizen does not see here in time goes by mail: to leave, to change, to take away. */
export function viewMail(chat: Chat, say: Say): Mail {
	const label = h("label", { for: "mail" }, say("mail.label"));
	const hint = h("p", { class: "small", id: "mail-hint", role: "status" });
	const field = h("input", {
		id: "mail",
		type: "email",
		autocomplete: "email",
		inputmode: "email",
		maxlength: String(addressLimit),
		"aria-describedby": "mail-hint mail-trouble",
	});
	const save = h("button", { type: "submit", class: "choice" }, say("mail.save"));
	const remove = h("button", { type: "button", class: "link", onclick: () => leave(null) }, say("mail.remove"));
	const trouble = h("p", { class: "trouble", id: "mail-trouble", role: "alert" });
	const element = h(
		"form",
		{ class: "mail", novalidate: true, onsubmit: send },
		label,
		hint,
		trouble,
		h("div", { class: "row" }, field, save, remove),
	);
	let shown: string | null = null;

	function send(event: Event) {
		event.preventDefault();
		const typed = field.value.trim();
		if (typed === "" || !field.checkValidity()) return refuse(say("mail.wrong"));
		void leave(typed);
	}

	async function leave(address: string | null) {
		const refused = await chat.mail(address);
		if (refused === "invalid") return refuse(say("mail.wrong"));
		if (refused) return refuse(say(refused === "too-many" ? "mail.tooMany" : "options.failed"));
		refuse("");
		if (address === null) field.focus();
	}

	function refuse(text: string) {
		setText(trouble, text);
		setAttribute(field, "aria-invalid", text === "" ? null : "true");
		if (text !== "") field.focus();
	}

	return {
		element,
		isOffered() {
			const mail = chat.state().status?.mail;
			return !element.hidden && mail?.address === null;
		},
		focus: () => field.focus(),
		update() {
			const mail = chat.state().status?.mail ?? null;
			element.hidden = mail === null || chat.messages().length === 0;
			const address = mail?.address ?? null;
			remove.hidden = address === null;
			setText(hint, address === null ? say("mail.hint") : say("mail.saved", { address }));
			if (address === shown) return;
			shown = address;
			field.value = address ?? "";
		},
	};
}
