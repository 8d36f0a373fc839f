import { accentTokens, defaultSurface, parseColour } from "../core/colours.ts";
import type { Config } from "../core/config.ts";
import { defaultAccent } from "../core/config.ts";
import type { Memory } from "../core/memory.ts";

export interface Preferences {
	/** 0 normal, 1 large, 2 very large. */
	size(): number;
	nextSize(): void;
	contrast(): boolean;
	setContrast(on: boolean): void;
	aloud(): boolean;
	setAloud(on: boolean): void;
}

/** How this citizen wants to see and hear the chat; kept like the rest, and put on `root` as classes and tokens. */
export function createPreferences(root: HTMLElement, config: Config, memory: Memory, changed: () => void): Preferences {
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const more = matchMedia("(prefers-contrast: more)");
	const accent = parseColour(config.accent) ?? parseColour(defaultAccent);
	const size = () => Math.min(2, Number(memory.get("size") ?? 0) || 0);
	const stored = () => memory.get("contrast");
	const contrast = () => (stored() === null ? more.matches : stored() === "1");

	function apply() {
		const scheme = config.theme === "auto" ? (dark.matches ? "dark" : "light") : config.theme;
		root.dataset.scheme = scheme;
		root.dataset.size = String(size());
		root.classList.toggle("high", contrast());
		// In high contrast the colours are fixed ones.
		const tokens = accent ? Object.entries(accentTokens(accent, defaultSurface[scheme])) : [];
		for (const [name, value] of tokens) {
			if (contrast()) root.style.removeProperty(name);
			else root.style.setProperty(name, value);
		}
		changed();
	}
	dark.addEventListener("change", apply);
	more.addEventListener("change", apply);
	apply();

	const keep = (key: string, value: string) => {
		memory.set(key, value);
		apply();
	};
	return {
		size,
		nextSize: () => keep("size", String((size() + 1) % 3)),
		contrast,
		setContrast: (on) => keep("contrast", on ? "1" : "0"),
		aloud: () => memory.get("aloud") === "1",
		setAloud: (on) => keep("aloud", on ? "1" : "0"),
	};
}
