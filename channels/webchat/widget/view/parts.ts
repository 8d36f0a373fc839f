import type { Downloaded } from "../chat/files.ts";
import { sizeLabel } from "../core/bytes.ts";
import { type Block, type Run, readText } from "../core/rich.ts";
import type { Say } from "../core/texts.ts";
import type { Choices, FilePart, Language, Part } from "../core/wire.ts";
import { h, icon, setAttribute } from "./dom.ts";

export interface PartNeeds {
	say: Say;
	language: Language;
	/** `peek`: only whether it can be had. */
	fetchFile(id: string, peek?: boolean): Promise<Downloaded>;
	choose(option: string, label: string): void;
	/** Something grew: a picture came in. */
	grew(): void;
}

/** A made part; `update` is there for what changes later. */
export interface PartView {
	element: HTMLElement;
	/** For choices: which one was taken, and whether they still can be. */
	settle?(open: boolean, chosen: string | null): void;
}

/** Shows one part of a message. Markdown marks are read in the bot's words only. */
export function viewPart(part: Part, byBot: boolean, needs: PartNeeds): PartView {
	switch (part.type) {
		case "text":
		case "template":
			return { element: viewText(part.text, byBot, needs.say) };
		case "choice":
			return { element: viewText(part.label, false, needs.say) };
		case "citation": {
			const line = needs.say("message.source", { title: part.title });
			return { element: h("p", { class: "citation" }, icon("book"), h("span", {}, line)) };
		}
		case "choices":
			return viewChoices(part, needs);
		case "file":
			return { element: viewFile(part, needs) };
	}
}

// What every browser shows safely; SVG never (it can carry script).
const inlineImages = ["image/png", "image/jpeg", "image/gif", "image/webp"];

function viewText(text: string, markdown: boolean, say: Say): HTMLElement {
	return h("div", { class: "text" }, ...readText(text, markdown).map((block) => viewBlock(block, say)));
}

function viewBlock(block: Block, say: Say): HTMLElement {
	const lines = block.items.map((runs) => runs.map((run) => viewRun(run, say)));
	if (block.kind === "paragraph") return h("p", {}, ...lines.flat());
	const items = lines.map((runs) => h("li", {}, ...runs));
	if (block.kind === "bullets") return h("ul", {}, ...items);
	return h("ol", { start: block.start === 1 ? null : block.start }, ...items);
}

function viewRun(run: Run, say: Say): Node {
	if (run.strong) return h("strong", {}, run.text);
	if (!run.href) return document.createTextNode(run.text);
	const web = /^https?:/i.test(run.href);
	const attributes = { href: run.href, rel: "noopener noreferrer", target: web ? "_blank" : null };
	// A named link says where it goes.
	const host = web && run.href !== run.text && !run.text.startsWith("www.") ? ` (${hostOf(run.href)})` : "";
	return h("a", attributes, run.text + host, web && h("span", { class: "unseen" }, ` (${say("message.link")})`));
}

function hostOf(address: string): string {
	return /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] ?? address;
}

function viewChoices(part: Choices, needs: PartNeeds): PartView {
	const asList = part.options.length > 5;
	const buttons = part.options.map((option, index) => {
		const number = asList && h("span", { class: "number" }, `${index + 1}`);
		const button = h(
			"button",
			{ type: "button", class: "choice", "data-option": option.id },
			number,
			h("span", { class: "grow" }, option.label),
		);
		button.addEventListener("click", () => {
			if (button.getAttribute("aria-disabled") !== "true") needs.choose(option.id, option.label);
		});
		return button;
	});
	const group = asList
		? h("ol", { class: "choices list" }, ...buttons.map((button) => h("li", {}, button)))
		: h("div", { class: "choices" }, ...buttons);
	const element = h("div", { role: "group", "aria-label": needs.say("message.choose") }, group);
	return {
		element,
		settle(open, chosen) {
			buttons.forEach((button, index) => {
				const taken = chosen !== null && part.options[index]?.id === chosen;
				// Not `disabled`: the focus would be lost with it.
				setAttribute(button, "aria-disabled", open ? null : "true");
				button.classList.toggle("taken", taken);
				if (taken && !button.querySelector(".icon")) {
					button.append(icon("check"), h("span", { class: "unseen" }, ` (${needs.say("message.chosen")})`));
				}
			});
		},
	};
}

/** A picture, a player, or what is downloaded; where a harmful program was found in it since, that it is gone (P9). */
function viewFile(part: FilePart, needs: PartNeeds): HTMLElement {
	const element = h("div", { class: "pictured" });
	const get = async (peek?: boolean) => {
		const got = await needs.fetchFile(part.file, peek);
		if (got !== "removed") return got;
		element.replaceChildren(h("p", { class: "file" }, icon("x"), named(part, needs.say("file.removed"))));
		return null;
	};
	if (inlineImages.includes(part.mime)) element.append(viewImage(part, get, needs));
	else if (part.mime.startsWith("audio/")) element.append(viewAudio(part, get));
	else void get(true);
	element.append(viewDownload(part, get, needs));
	return element;
}

type Get = () => Promise<Blob | null>;

function named(part: FilePart, more: string): HTMLElement {
	return h("span", { class: "grow" }, h("span", { class: "name" }, part.name), h("span", { class: "small" }, more));
}

function viewDownload(part: FilePart, get: Get, needs: PartNeeds): HTMLElement {
	const size = sizeLabel(part.size, needs.language);
	const label = needs.say("file.download", { name: part.name, size });
	const trouble = h("p", { class: "trouble", role: "alert" });
	const button = h(
		"button",
		{ type: "button", class: "file", "aria-label": label },
		icon("file"),
		named(part, size),
		icon("download"),
	);
	button.addEventListener("click", async () => {
		trouble.textContent = "";
		const blob = await get();
		if (blob) save(blob, part.name);
		else trouble.textContent = needs.say("file.downloadFailed");
	});
	return h("div", {}, button, trouble);
}

function viewAudio(part: FilePart, get: Get): HTMLElement {
	const audio = h("audio", { controls: true, "aria-label": part.name });
	void get().then((blob) => {
		// Kept for as long as the page: one may wind back at any time.
		if (blob) audio.src = URL.createObjectURL(blob);
	});
	return audio;
}

function viewImage(part: FilePart, get: Get, needs: PartNeeds): HTMLElement {
	const image = h("img", { alt: needs.say("file.image", { name: part.name }), width: part.width, height: part.height });
	const frame = h(
		"div",
		{ class: "picture", "aria-busy": true },
		h("span", { class: "small" }, needs.say("file.loading")),
	);
	// The place is kept before the picture is there, so nothing jumps.
	if (part.width && part.height) frame.style.aspectRatio = `${part.width} / ${part.height}`;
	void get().then((blob) => {
		setAttribute(frame, "aria-busy", null);
		if (!blob) return frame.replaceChildren(h("span", { class: "small" }, part.name));
		const address = URL.createObjectURL(blob);
		const done = () => {
			URL.revokeObjectURL(address);
			needs.grew();
		};
		image.addEventListener("load", done);
		image.addEventListener("error", done);
		image.src = address;
		frame.replaceChildren(image);
	});
	return frame;
}

function save(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	h("a", { href: address, download: name }).click();
	// The browser has taken it by then; keeping it would keep the file in memory.
	setTimeout(() => URL.revokeObjectURL(address), 30_000);
}
