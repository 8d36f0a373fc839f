import { privacyNotice } from "../core/limits.ts";
import type { Say } from "../core/texts.ts";
import { h, icon, place, setText } from "./dom.ts";

export interface Welcome {
	/** Stands first in the log, always. */
	privacy: HTMLElement;
	/** Stands until the first message. */
	hello: HTMLElement;
	update(now: { accepted: boolean; suggestions: string[] }): void;
}

/** The privacy notice, who speaks here, and four questions to begin with. */
export function viewWelcome(say: Say, ask: (text: string) => void): Welcome {
	const line = h("p", { class: "grow" });
	const details = h(
		"details",
		{},
		h("summary", {}, say("privacy.how")),
		h("p", {}, say("privacy.what")),
		h("p", {}, say("privacy.why")),
		h("p", {}, say("privacy.who")),
		h("p", {}, h("strong", {}, say("privacy.care"))),
		h("p", {}, say("privacy.rights")),
		h("p", { class: "small" }, say("privacy.version", { version: privacyNotice })),
	);
	const privacy = h(
		"section",
		{ class: "privacy", "aria-label": say("privacy.how") },
		h("div", { class: "row" }, icon("shield"), line),
		details,
	);
	const greeting = h("p", { class: "greeting" }, say("welcome.hello"));
	const list = h("div", { class: "choices column" });
	const suggest = h("p", { class: "suggest" }, say("welcome.suggestions"));
	const hello = h(
		"section",
		{ class: "welcome" },
		h("div", { class: "row" }, h("span", { class: "avatar big" }, icon("bot")), greeting),
		h("p", {}, say("welcome.bot")),
		suggest,
		list,
	);
	const buttons = new Map<string, HTMLElement>();
	return {
		privacy,
		hello,
		update({ accepted, suggestions }) {
			setText(line, say(accepted ? "privacy.accepted" : "privacy.short"));
			suggest.hidden = suggestions.length === 0;
			place(
				list,
				suggestions.map((text) => {
					const button =
						buttons.get(text) ??
						h(
							"button",
							{ type: "button", class: "choice", onclick: () => ask(text) },
							h("span", { class: "grow" }, text),
						);
					buttons.set(text, button);
					return button;
				}),
			);
		},
	};
}
