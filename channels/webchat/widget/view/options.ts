import type { Chat } from "../chat/chat.ts";
import type { Say } from "../core/texts.ts";
import type { Language } from "../core/wire.ts";
import { h, icon, setAttribute } from "./dom.ts";
import { viewMail } from "./mail.ts";
import type { Preferences } from "./preferences.ts";

export interface Options {
	button: HTMLButtonElement;
	sheet: HTMLElement;
	isOpen(): boolean;
	/** Back to its button. */
	close(): void;
	/** An address for mails can be left, and was not yet. */
	offersMail(): boolean;
	/** Opens where it is left. */
	askForMail(): void;
	update(): void;
}

export interface OptionsNeeds {
	say: Say;
	preferences: Preferences;
	tell(text: string): void;
}

const names: Record<Language, string> = { es: "Español", en: "English" };

/** What is chosen once: contrast, remembering, language. A disclosure, so that each control says what it is. */
export function viewOptions(chat: Chat, needs: OptionsNeeds): Options {
	const { say, preferences } = needs;
	const sheet = h("div", { class: "options", hidden: true, id: "options" });
	const button = h(
		"button",
		{
			type: "button",
			class: "round quiet",
			"aria-label": say("options.button"),
			title: say("options.button"),
			"aria-expanded": false,
			"aria-controls": "options",
		},
		icon("more"),
	);
	const toggle = (label: string, press: () => void, hint?: string) => {
		const control = h(
			"button",
			{ type: "button", role: "switch", class: "switch", onclick: press },
			h("span", { class: "grow" }, label),
			h("span", { class: "knob", "aria-hidden": "true" }),
		);
		return { control, nodes: hint ? [control, h("p", { class: "small" }, hint)] : [control] };
	};
	const contrast = toggle(say("options.contrast"), () => preferences.setContrast(!preferences.contrast()));
	const remember = toggle(
		say("options.remember"),
		async () => {
			const done = await chat.remember(!chat.state().status?.remembered);
			if (!done) needs.tell(say("options.failed"));
		},
		say("options.rememberHint"),
	);
	const languages = (["es", "en"] as const).map((language) => {
		const chosen = chat.state().language === language;
		return h(
			"button",
			{
				type: "button",
				class: "choice",
				lang: language,
				"aria-pressed": chosen,
				"data-language": language,
				onclick: () => void chat.setLanguage(language),
			},
			names[language],
			chosen && icon("check"),
		);
	});
	const mail = viewMail(chat, say);
	sheet.append(
		...contrast.nodes,
		...remember.nodes,
		mail.element,
		h(
			"div",
			{ role: "group", "aria-label": say("options.language"), class: "languages" },
			h("span", { class: "grow" }, say("options.language")),
			...languages,
		),
	);

	const show = (open: boolean) => {
		sheet.hidden = !open;
		setAttribute(button, "aria-expanded", open);
	};
	button.addEventListener("click", () => show(sheet.hidden !== false));
	return {
		button,
		sheet,
		isOpen: () => !sheet.hidden,
		close() {
			show(false);
			button.focus();
		},
		offersMail: mail.isOffered,
		askForMail() {
			show(true);
			mail.focus();
		},
		update() {
			mail.update();
			setAttribute(contrast.control, "aria-checked", preferences.contrast());
			setAttribute(remember.control, "aria-checked", chat.state().status?.remembered ?? false);
		},
	};
}
