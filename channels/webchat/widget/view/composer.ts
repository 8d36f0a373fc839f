import type { Chat } from "../chat/chat.ts";
import { textLimit } from "../core/limits.ts";
import type { Memory } from "../core/memory.ts";
import { holds, isFilePart, readJson } from "../core/stored.ts";
import type { Say } from "../core/texts.ts";
import type { FilePart, Language } from "../core/wire.ts";
import { viewAttachments } from "./attachments.ts";
import { h, icon, setAttribute, setText } from "./dom.ts";

export interface Composer {
	element: HTMLElement;
	/** Where files may be dropped: the whole panel. */
	acceptDrops(area: HTMLElement): void;
	focus(): void;
	/** Puts a question there for the citizen to look over and send. */
	propose(text: string): void;
	update(): void;
}

export interface ComposerNeeds {
	say: Say;
	language: Language;
	server: string;
	memory: Memory;
}

/** Where the citizen writes: grows to five lines, keeps its draft, takes files, tells limits without losing a word. */
export function viewComposer(chat: Chat, needs: ComposerNeeds): Composer {
	const { say, memory } = needs;
	const trouble = h("p", { class: "trouble", role: "alert", id: "trouble" });
	const hint = h("p", { class: "hint", role: "status" });
	const text = h("textarea", {
		id: "text",
		rows: 1,
		placeholder: say("composer.placeholder"),
		"aria-describedby": "trouble",
		enterkeyhint: "send",
		autocomplete: "off",
	});
	const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true" });
	const attach = h(
		"button",
		{
			type: "button",
			class: "round",
			"aria-label": say("composer.attach"),
			title: say("composer.attach"),
			onclick: () => picker.click(),
		},
		icon("clip"),
	);
	const send = h(
		"button",
		{ type: "submit", class: "round send", "aria-label": say("composer.send"), title: say("composer.send") },
		icon("send"),
	);
	let whenUploaded = false;
	let proposed = false;

	const attachments = viewAttachments({
		say,
		language: needs.language,
		server: needs.server,
		token: chat.token,
		trouble: (words) => setText(trouble, words),
		changed() {
			keepDraft();
			if (whenUploaded && !attachments.busy()) submit();
			else tell();
		},
		focusBack: () => text.focus(),
	});
	const element = h(
		"form",
		{ class: "composer", novalidate: true },
		attachments.element,
		trouble,
		hint,
		h(
			"div",
			{ class: "line" },
			attach,
			picker,
			h("label", { class: "unseen", for: "text" }, say("composer.label")),
			text,
			send,
		),
	);

	let restoring = true;
	const draft = readDraft(memory.get("draft"));
	text.value = draft.text;
	attachments.restore(draft.files);
	restoring = false;

	function keepDraft() {
		if (restoring) return;
		const now = { text: text.value, files: attachments.ready() };
		memory.set("draft", now.text || now.files.length ? JSON.stringify(now) : null);
	}

	function grow() {
		text.style.height = "auto";
		// The border is outside of the scroll height; CSS ends it at five lines.
		text.style.height = `${text.scrollHeight + 2}px`;
	}

	function tell() {
		const left = textLimit - text.value.length;
		const lines = [
			chat.state().slow && say("composer.slow"),
			whenUploaded && attachments.busy() && say("composer.afterUpload"),
			proposed && say("welcome.review"),
			left >= 0 && left <= 200 && say("composer.left", { count: left }),
		];
		setText(hint, lines.find((line) => line) || "");
		if (left >= 0 && text.hasAttribute("aria-invalid")) {
			setAttribute(text, "aria-invalid", null);
			setText(trouble, "");
		}
	}

	function submit() {
		const words = text.value.trim();
		const files = attachments.ready();
		whenUploaded = false;
		if (words.length > textLimit) {
			const amounts = { length: words.length, limit: textLimit };
			setText(trouble, say("composer.tooLong", amounts));
			setAttribute(text, "aria-invalid", "true");
			text.focus();
			return;
		}
		if (attachments.busy()) {
			whenUploaded = true;
			tell();
			return;
		}
		if (!words && files.length === 0) return;
		chat.send({ text: words, files });
		text.value = "";
		proposed = false;
		attachments.clear();
		setText(trouble, "");
		keepDraft();
		grow();
		tell();
	}

	element.addEventListener("submit", (event) => {
		event.preventDefault();
		submit();
	});
	text.addEventListener("keydown", (event) => {
		// While a word is being composed (accents on some keyboards), Enter belongs to it.
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});
	text.addEventListener("input", () => {
		proposed = false;
		keepDraft();
		grow();
		tell();
		if (text.value.trim()) chat.typed();
		else chat.stoppedTyping();
	});
	text.addEventListener("paste", (event) => {
		const files = event.clipboardData?.files;
		if (!files?.length) return;
		event.preventDefault();
		attachments.add(files);
	});
	picker.addEventListener("change", () => {
		setText(trouble, "");
		attachments.add(picker.files ?? []);
		picker.value = "";
		text.focus();
	});

	return {
		element,
		acceptDrops(area) {
			const veil = h("div", { class: "veil", hidden: true }, h("span", {}, say("composer.drop")));
			area.append(veil);
			const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
			area.addEventListener("dragover", (event) => {
				if (!holdsFiles(event)) return;
				event.preventDefault();
				veil.hidden = false;
			});
			area.addEventListener("dragleave", (event) => {
				if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) veil.hidden = true;
			});
			area.addEventListener("drop", (event) => {
				veil.hidden = true;
				if (!holdsFiles(event)) return;
				event.preventDefault();
				attachments.add(event.dataTransfer?.files ?? []);
			});
		},
		focus: () => text.focus(),
		propose(words) {
			text.value = words;
			proposed = true;
			keepDraft();
			grow();
			tell();
			text.focus();
		},
		update() {
			if (element.isConnected && text.value && !text.style.height) grow();
			tell();
		},
	};
}

function readDraft(stored: string | null): { text: string; files: FilePart[] } {
	const value = readJson(stored);
	return isDraft(value) && Array.isArray(value.files)
		? { text: value.text, files: value.files.filter(isFilePart) }
		: { text: "", files: [] };
}

function isDraft(value: unknown): value is { text: string; files: unknown[] } {
	return holds(value, { text: "string", files: "object" });
}
