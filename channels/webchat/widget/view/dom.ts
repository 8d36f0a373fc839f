type Value = string | number | boolean | null | undefined | ((event: Event) => void);
type Child = Node | string | null | false | undefined;

/**
 * Makes an element. Strings become text nodes, never markup, so what people write can never be markup either.
 *
 * @example h("button", { type: "button", class: "quiet", onclick: close }, icon("x"), say("panel.minimise"))
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Record<string, Value> = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") element.addEventListener(name.slice(2), value);
		else setAttribute(element, name, value);
	}
	for (const child of children) if (child) element.append(child);
	return element;
}

/** True is "there", false, null and undefined are "not there"; `aria-` states are written out. */
export function setAttribute(
	element: Element,
	name: string,
	value: string | number | boolean | null | undefined,
): void {
	const text = typeof value === "boolean" && name.startsWith("aria-") ? String(value) : value === true ? "" : value;
	if (text === false || text === null || text === undefined) element.removeAttribute(name);
	else if (element.getAttribute(name) !== String(text)) element.setAttribute(name, String(text));
}

/** Sets a text only when it differs, so that a live region does not say it twice. */
export function setText(element: Element, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

/** Puts exactly these children there, moving and removing as little as can be (focus and live regions stay). */
export function place(parent: Element, wanted: readonly Element[]): void {
	const stays = new Set(wanted);
	for (const child of [...parent.children]) if (!stays.has(child)) child.remove();
	wanted.forEach((child, index) => {
		if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
	});
}

// Tabler Icons (MIT): only these few, as paths, so that nothing is parsed as markup.
const icons = {
	bot: "M6 6a2 2 0 0 1 2 -2h8a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-8a2 2 0 0 1 -2 -2l0 -4M12 2v2M9 12v9M15 12v9M5 16l4 -2M15 14l4 2M9 18h6M10 8v.01M14 8v.01",
	headset:
		"M4 14v-3a8 8 0 1 1 16 0v3M18 19c0 1.657 -2.686 3 -6 3M4 14a2 2 0 0 1 2 -2h1a2 2 0 0 1 2 2v3a2 2 0 0 1 -2 2h-1a2 2 0 0 1 -2 -2v-3M15 14a2 2 0 0 1 2 -2h1a2 2 0 0 1 2 2v3a2 2 0 0 1 -2 2h-1a2 2 0 0 1 -2 -2v-3",
	chat: "M8 9h8M8 13h6M18 4a3 3 0 0 1 3 3v8a3 3 0 0 1 -3 3h-5l-5 3v-3h-2a3 3 0 0 1 -3 -3v-8a3 3 0 0 1 3 -3h12",
	down: "M6 9l6 6l6 -6",
	latest: "M12 5l0 14M18 13l-6 6M6 13l6 6",
	more: "M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M11 19a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M11 5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
	clip: "M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3l6.5 -6.5a3 3 0 0 0 -6 -6l-6.5 6.5a4.5 4.5 0 0 0 9 9l6.5 -6.5",
	send: "M4.698 4.034l16.302 7.966l-16.302 7.966a.503 .503 0 0 1 -.546 -.124a.555 .555 0 0 1 -.12 -.568l2.468 -7.274l-2.468 -7.274a.555 .555 0 0 1 .12 -.568a.503 .503 0 0 1 .546 -.124M6.5 12h14.5",
	size: "M3 7v-2h13v2M10 5v14M12 19h-4M15 13v-1h6v1M18 12v7M17 19h2",
	aloud:
		"M15 8a5 5 0 0 1 0 8M17.7 5a9 9 0 0 1 0 14M6 15h-2a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1h2l3.5 -4.5a.8 .8 0 0 1 1.5 .5v14a.8 .8 0 0 1 -1.5 .5l-3.5 -4.5",
	exit: "M10 8v-2a2 2 0 0 1 2 -2h7a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-7a2 2 0 0 1 -2 -2v-2M15 12h-12l3 -3M6 15l-3 -3",
	check: "M5 12l5 5l10 -10",
	x: "M18 6l-12 12M6 6l12 12",
	file: "M14 3v4a1 1 0 0 0 1 1h4M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2",
	download: "M4 17v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2 -2v-2M7 11l5 5l5 -5M12 4l0 12",
	shield:
		"M11.46 20.846a12 12 0 0 1 -7.96 -14.846a12 12 0 0 0 8.5 -3a12 12 0 0 0 8.5 3a12 12 0 0 1 -.09 7.06M15 19l2 2l4 -4",
	book: "M3 19a9 9 0 0 1 9 0a9 9 0 0 1 9 0M3 6a9 9 0 0 1 9 0a9 9 0 0 1 9 0M3 6l0 13M12 6l0 13M21 6l0 13",
	offline:
		"M12 18l.01 0M9.172 15.172a4 4 0 0 1 5.656 0M6.343 12.343a7.963 7.963 0 0 1 3.864 -2.14m4.163 .155a7.965 7.965 0 0 1 3.287 2M3.515 9.515a12 12 0 0 1 3.544 -2.455m3.101 -.92a12 12 0 0 1 10.325 3.374M3 3l18 18",
} as const;
export type IconName = keyof typeof icons;

/** A drawing beside a word; the word is what says it. */
export function icon(name: IconName): SVGElement {
	const space = "http://www.w3.org/2000/svg";
	const svg = document.createElementNS(space, "svg");
	for (const [key, value] of Object.entries({
		viewBox: "0 0 24 24",
		class: "icon",
		"aria-hidden": "true",
		focusable: "false",
	})) {
		svg.setAttribute(key, value);
	}
	const path = document.createElementNS(space, "path");
	path.setAttribute("d", icons[name]);
	svg.append(path);
	return svg;
}
