import { exactLabel, timeLabel } from "../core/dates.ts";
import { spokenText } from "../core/rich.ts";
import type { WireMessage } from "../core/wire.ts";
import { h, icon, setAttribute, setText } from "./dom.ts";
import { type PartNeeds, viewPart } from "./parts.ts";

export type Mark = "waiting" | "sending" | "sent" | "read" | "refused";

/** A message as the log shows it, whether it has its place already or waits. */
export interface Entry {
	id: string;
	at: string;
	from: WireMessage["from"];
	parts: WireMessage["parts"];
	/** 0 while it waits. */
	seq: number;
	mark: Mark | null;
}

export interface Place {
	/** First and last of those that one party wrote in a row. */
	first: boolean;
	last: boolean;
	/** Its delivery is told (only below the latest of one's own, and where something is the matter). */
	tellMark: boolean;
	choicesOpen: boolean;
	chosen: string | null;
	speaking: boolean;
}

export interface MessageNeeds extends PartNeeds {
	/** Null when this browser cannot speak. */
	speak: ((id: string, text: string) => void) | null;
	retry(id: string): void;
	discard(id: string): void;
}

export interface MessageView {
	element: HTMLElement;
	update(entry: Entry, place: Place): void;
}

/** One message: who, what, when; its parts are made once, the rest follows what happens. */
export function viewMessage(entry: Entry, needs: MessageNeeds): MessageView {
	const { say, language } = needs;
	const kind = entry.from.kind;
	const own = kind === "citizen";
	const parts = entry.parts.map((part) => viewPart(part, kind === "bot", needs));
	const at = new Date(entry.at);
	const exact = exactLabel(at, language);
	const time = h("time", { datetime: entry.at, title: exact }, timeLabel(at, language));
	const mark = h("span", { class: "mark" });
	const amend = h("span", { class: "amend" });
	const spoken = entry.parts
		.map((part) =>
			part.type === "text"
				? part.text
				: part.type === "choices"
					? part.options.map((option) => option.label).join(". ")
					: "",
		)
		.join("\n\n");
	const listenWord = h("span", {}, say("message.listen"));
	const speak = needs.speak;
	const listen =
		!own && kind !== "system" && speak && spoken.trim()
			? h(
					"button",
					{
						type: "button",
						class: "listen",
						onclick: () => speak(entry.id, spokenText(spoken, say("message.spokenLink"))),
					},
					icon("aloud"),
					listenWord,
				)
			: null;
	const meta = h("div", { class: "meta" }, time, mark, amend, listen);

	// Choices stand under the bubble, not in it.
	const inside = parts.filter((part) => !part.settle);
	const below = parts.filter((part) => part.settle);
	const body = h("div", { class: "bubble", title: exact }, ...inside.map((part) => part.element));
	const name = nameOf(entry, needs);
	const author = h("div", { class: "author" }, ...name.visible);
	const element = h(
		"article",
		{ class: `message ${kind}`, "data-id": entry.id },
		h("span", { class: "unseen" }, `${name.spoken}: `),
		own || kind === "system" ? null : author,
		inside.length > 0 && body,
		...below.map((part) => part.element),
		kind !== "system" && meta,
	);

	return {
		element,
		update(now, place) {
			element.classList.toggle("first", place.first);
			element.classList.toggle("last", place.last);
			element.classList.toggle("pending", now.mark === "waiting" || now.mark === "sending");
			element.classList.toggle("refused", now.mark === "refused");
			for (const part of below) part.settle?.(place.choicesOpen, place.chosen);
			setText(mark, now.mark && place.tellMark ? say(`mark.${now.mark}`) : "");
			const mendable = now.mark === "refused";
			if (mendable !== amend.hasChildNodes()) amend.replaceChildren(...(mendable ? amends(now.id, needs) : []));
			if (listen) {
				setAttribute(listen, "aria-pressed", place.speaking);
				setText(listenWord, say(place.speaking ? "message.stop" : "message.listen"));
			}
		},
	};
}

function amends(id: string, needs: MessageNeeds): HTMLElement[] {
	return [
		h("button", { type: "button", class: "link", onclick: () => needs.retry(id) }, needs.say("mark.retry")),
		h("button", { type: "button", class: "link", onclick: () => needs.discard(id) }, needs.say("mark.discard")),
	];
}

function nameOf(entry: Entry, { say }: MessageNeeds): { spoken: string; visible: (Node | string)[] } {
	const { kind, name } = entry.from;
	if (kind === "citizen") return { spoken: say("author.you"), visible: [] };
	if (kind === "system") return { spoken: say("author.system"), visible: [] };
	if (kind === "bot") {
		const shown = name ?? say("author.bot");
		return {
			spoken: `${shown} (${say("author.botMark")})`,
			visible: [
				h("span", { class: "avatar" }, icon("bot")),
				h("span", {}, shown),
				h("span", { class: "badge" }, say("author.botMark")),
			],
		};
	}
	const shown = name ?? say("author.agent");
	return {
		spoken: shown,
		visible: [
			h("span", { class: "avatar", "aria-hidden": "true" }, shown.slice(0, 1).toUpperCase()),
			h("span", {}, shown),
		],
	};
}
