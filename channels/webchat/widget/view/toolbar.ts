import type { Say, TextKey } from "../core/texts.ts";
import { h, type IconName, icon, setAttribute, setText } from "./dom.ts";
import type { Preferences } from "./preferences.ts";
import type { Speech } from "./speech.ts";

export interface Toolbar {
	element: HTMLElement;
	update(): void;
}

export interface ToolbarNeeds {
	say: Say;
	preferences: Preferences;
	speech: Speech | null;
	person(): void;
	end(): void;
	/** Says a change to who cannot see it. */
	tell(text: string): void;
}

const sizes = ["tool.size.0", "tool.size.1", "tool.size.2"] as const;

/** What must always be in reach: a person, the size of the letter, reading aloud, the end. */
export function viewToolbar(needs: ToolbarNeeds): Toolbar {
	const { say, preferences, speech } = needs;
	const sizeNow = h("span", { class: "unseen" });
	const size = tool("size", "tool.size", () => {
		preferences.nextSize();
		needs.tell(say("tool.sizeNow", { size: say(sizes[preferences.size()] ?? "tool.size.0") }));
	});
	size.append(sizeNow);
	const aloud = tool("aloud", "tool.aloud", () => {
		const on = !preferences.aloud();
		preferences.setAloud(on);
		if (!on) speech?.stop();
		needs.tell(say(on ? "tool.aloudOn" : "tool.aloudOff"));
	});
	const element = h(
		"div",
		{ class: "toolbar" },
		tool("headset", "tool.person", needs.person),
		size,
		speech && aloud,
		tool("exit", "tool.end", needs.end),
	);

	function tool(name: IconName, key: TextKey, press: () => void): HTMLButtonElement {
		return h(
			"button",
			{ type: "button", class: "tool", onclick: press, title: say(key) },
			icon(name),
			h("span", { class: "word" }, say(key)),
		);
	}

	return {
		element,
		update() {
			setText(sizeNow, ` (${say(sizes[preferences.size()] ?? "tool.size.0")})`);
			setAttribute(aloud, "aria-pressed", preferences.aloud());
		},
	};
}
