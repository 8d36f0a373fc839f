import type { Chat } from "../chat/chat.ts";
import { download } from "../chat/files.ts";
import type { Config } from "../core/config.ts";
import type { Memory } from "../core/memory.ts";
import { spokenText } from "../core/rich.ts";
import { wordsOf } from "../core/texts.ts";
import type { WireMessage } from "../core/wire.ts";
import { type Composer, viewComposer } from "./composer.ts";
import { h, icon, setAttribute, setText } from "./dom.ts";
import { viewEnding } from "./ending.ts";
import { viewLog } from "./log.ts";
import { viewOptions } from "./options.ts";
import type { Preferences } from "./preferences.ts";
import type { Speech } from "./speech.ts";
import { viewStrip } from "./strip.ts";
import { viewToolbar } from "./toolbar.ts";

export interface Panel {
	element: HTMLElement;
	composer: Composer;
	update(): void;
	/** Just opened: the newest in sight, the focus where one writes. */
	opened(focus: boolean): void;
	arrived(message: WireMessage): void;
}

export interface PanelNeeds {
	chat: Chat;
	config: Config;
	memory: Memory;
	preferences: Preferences;
	speech: Speech | null;
	isOpen(): boolean;
	/** It covers the page: the focus must stay inside. */
	isFull(): boolean;
	minimise(): void;
}

/** The open chat: header, tools, where one stands, the talk, the place to write. Made anew for another language. */
export function viewPanel(needs: PanelNeeds): Panel {
	const { chat, config, memory, preferences, speech } = needs;
	const language = chat.state().language;
	const say = wordsOf(language);
	const office = () => config.title ?? chat.state().office ?? say("panel.office");

	const title = h("h2", { id: "title" });
	const people = h("p", { class: "people" }, h("span", { class: "lamp", "aria-hidden": "true" }), h("span", {}));
	const told = h("p", { class: "unseen", role: "status" });
	const minimise = h(
		"button",
		{
			type: "button",
			class: "round quiet",
			"aria-label": say("panel.minimise"),
			title: say("panel.minimise"),
			onclick: needs.minimise,
		},
		icon("down"),
	);
	const options = viewOptions(chat, { say, preferences, tell });
	const strip = viewStrip(chat, { say, mail: { offers: options.offersMail, ask: options.askForMail } });
	const composer = viewComposer(chat, { say, language, server: config.server, memory });
	const ending = viewEnding(chat, say, () => composer.focus());
	const toolbar = viewToolbar({
		say,
		preferences,
		speech,
		tell,
		person: () => chat.send({ text: say("tool.person") }),
		end: ending.ask,
	});
	const log = viewLog(chat, {
		say,
		language,
		speaking: () => speech?.speaking() ?? null,
		inSight: () => needs.isOpen() && document.visibilityState === "visible",
		message: {
			say,
			language,
			fetchFile: (id, peek) => download(config.server, chat.token(), id, peek),
			choose: (option, label) => chat.send({ choice: { option, label } }),
			speak: speech && ((id, text) => speech.toggle(id, text, language)),
			retry: chat.retry,
			discard: chat.discard,
		},
	});
	const again = h(
		"button",
		{ type: "button", class: "wide first", onclick: () => chat.reconnect() },
		say("gone.again"),
	);
	const goneText = h("p", {});
	const gone = h(
		"div",
		{ class: "gone", hidden: true, role: "status" },
		icon("check"),
		h("h3", {}, say("gone.title")),
		goneText,
		again,
	);

	// The page around has a banner of its own already.
	const header = h("header", { role: "none" }, h("div", { class: "grow" }, title, people), options.button, minimise);
	const element = h(
		"section",
		{ class: "panel", role: "dialog", "aria-labelledby": "title", lang: language, hidden: true },
		header,
		toolbar.element,
		options.sheet,
		strip.element,
		log.element,
		gone,
		composer.element,
		told,
		ending.element,
	);
	composer.acceptDrops(element);

	function tell(text: string) {
		// Emptied first, so that the same words are said again.
		told.textContent = "";
		requestAnimationFrame(() => setText(told, text));
	}

	element.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && !ending.element.open) {
			event.stopPropagation();
			if (options.isOpen()) options.close();
			else needs.minimise();
		}
		if (event.key !== "Tab") return;
		if (ending.element.open) keepInside(event, ending.element);
		else if (needs.isFull()) keepInside(event, element);
	});
	element.addEventListener("click", (event) => {
		const inside = event.composedPath();
		// The strip opens them, too.
		const opener = [options.sheet, options.button, strip.element].some((part) => inside.includes(part));
		if (options.isOpen() && !opener) options.close();
	});

	return {
		element,
		composer,
		update() {
			const state = chat.state();
			const isGone = state.phase === "gone";
			setText(title, office());
			const here = state.status?.peopleNow ?? false;
			people.classList.toggle("here", here);
			setText(
				people.lastElementChild ?? people,
				say(state.status ? (here ? "panel.people" : "panel.botOnly") : "panel.connecting"),
			);
			people.hidden = isGone;
			setAttribute(element, "aria-modal", needs.isFull() ? "true" : null);
			for (const part of [toolbar.element, strip.element, log.element, composer.element]) part.hidden = isGone;
			gone.hidden = !isGone;
			setText(goneText, say(state.told ? "gone.text" : "gone.offline"));
			toolbar.update();
			options.update();
			strip.update();
			composer.update();
			if (!element.hidden) log.update();
		},
		opened(focus) {
			log.settle();
			if (focus) composer.focus();
		},
		arrived(message) {
			if (!preferences.aloud() || !speech || !needs.isOpen()) return;
			const words = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("\n\n");
			if (words.trim()) speech.queue(message.id, spokenText(words, say("message.spokenLink")), language);
		},
	};
}

function keepInside(event: KeyboardEvent, area: HTMLElement): void {
	const stops = [
		...area.querySelectorAll<HTMLElement>("button, a[href], input, textarea, summary, [tabindex='0']"),
	].filter((stop) => stop.getClientRects().length > 0);
	const root = area.getRootNode();
	const at = root instanceof ShadowRoot ? root.activeElement : null;
	const [first, last] = [stops[0], stops.at(-1)];
	if (event.shiftKey ? at === first : at === last) {
		event.preventDefault();
		(event.shiftKey ? last : first)?.focus();
	}
}
