import { createChat } from "../chat/chat.ts";
import type { Config } from "../core/config.ts";
import { linkIn } from "../core/link.ts";
import { createMemory } from "../core/memory.ts";
import { chooseLanguage } from "../core/texts.ts";
import { place } from "./dom.ts";
import { viewLauncher } from "./launcher.ts";
import { type Panel, viewPanel } from "./panel.ts";
import { createPreferences } from "./preferences.ts";
import { createSpeech } from "./speech.ts";
import { dress } from "./styles.ts";

/** What a page may do with the chat, as `window.Ventanilla`. */
export interface Api {
	open(): void;
	close(): void;
	/**
	 * Opens the chat with a question. It is sent at once when the privacy notice was accepted before; else it stands
	 * ready in the composer, under the notice, and the citizen sends it.
	 */
	ask(text: string): void;
}

/** Puts the chat on the page, inside a shadow root: its styles and the page's do not touch. */
export function mount(config: Config): Api {
	const memory = createMemory(
		boxOf(() => window.sessionStorage),
		boxOf(() => window.localStorage),
	);
	const language = chooseLanguage(
		memory.get("language") ?? config.lang,
		document.documentElement.lang,
		navigator.languages,
	);
	const chat = createChat(config, memory, language);

	const host = document.createElement("ventanilla-chat");
	const shadow = host.attachShadow({ mode: "open" });
	dress(shadow);
	const root = document.createElement("div");
	root.className = `root ${config.position}`;
	shadow.append(root);

	const small = matchMedia("(max-width: 640px), (max-height: 420px)");
	let started = false;
	let isOpen = memory.get("open") === null ? config.open : memory.get("open") === "1";
	const update = () => {
		if (panelKey() !== key) rebuild();
		root.classList.toggle("open", isOpen);
		panel.element.hidden = !isOpen;
		// Behind a chat that covers it, the page must not scroll.
		document.documentElement.style.overflow = isOpen && small.matches ? "hidden" : "";
		launcher.element.hidden = isOpen;
		launcher.update();
		panel.update();
	};
	const speech = createSpeech(() => update());
	const preferences = createPreferences(root, config, memory, () => started && update());
	const launcher = viewLauncher(chat, () => show(true, true));
	const panelKey = () => `${chat.state().language} ${chat.state().visitor}`;
	const newPanel = (): Panel =>
		viewPanel({
			chat,
			config,
			memory,
			preferences,
			speech,
			isOpen: () => isOpen,
			isFull: () => small.matches,
			minimise: () => show(false, true),
		});
	let key = panelKey();
	let panel = newPanel();

	function rebuild() {
		const focused = shadow.activeElement?.getAttribute("data-language");
		key = panelKey();
		speech?.stop();
		panel = newPanel();
		place(root, [launcher.element, panel.element]);
		if (focused) requestAnimationFrame(() => panel.composer.focus());
	}

	function show(open: boolean, focus: boolean) {
		isOpen = open;
		memory.set("open", open ? "1" : "0");
		if (open) chat.start();
		else speech?.stop();
		update();
		if (open) panel.opened(focus);
		else if (focus) launcher.button.focus();
	}

	chat.onChange(update);
	chat.onArrival((message) => {
		if (isOpen) panel.arrived(message);
		else launcher.arrived(message);
	});
	small.addEventListener("change", update);
	document.addEventListener("visibilitychange", update);
	place(root, [launcher.element, panel.element]);
	document.body.append(host);
	started = true;
	const link = linkIn(location.hash);
	if (link) {
		// Out of the address line, so that it is neither kept nor passed on by mistake.
		history.replaceState(null, "", location.pathname + location.search);
		chat.resume(link);
		show(true, true);
	} else if (isOpen) show(true, false);
	else if (memory.get("token")) chat.start();
	update();

	const ask = (text: string) => {
		show(true, true);
		if (!text) return;
		if (chat.state().privacyAccepted) chat.send({ text });
		else panel.composer.propose(text);
	};
	// So that a page needs no script of its own: <button data-ventanilla-ask="¿Cuánto cuesta?">, empty to only open.
	document.addEventListener("click", (event) => {
		const asker = event.target instanceof Element && event.target.closest("[data-ventanilla-ask]");
		if (asker) ask(asker.getAttribute("data-ventanilla-ask") ?? "");
	});
	return { open: () => show(true, true), close: () => show(false, true), ask };
}

/** A browser may refuse even to look at its storage. */
function boxOf(read: () => Storage): Storage | null {
	try {
		const box = read();
		box.getItem("ventanilla:");
		return box;
	} catch {
		return null;
	}
}
