import { describe, expect, it } from "vitest";
import { accentShades, type Tokens, tokens } from "../../web-agent/theme/tokens.ts";

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
	const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

const grounds = ["ground", "surface", "rail", "hover"] as const;

/** Text on what it stands on. */
const texts: readonly (readonly [keyof Tokens, keyof Tokens])[] = [
	...grounds.flatMap((ground) => [["text", ground] as const, ["quiet", ground] as const]),
	["accent", "ground"],
	["accent", "surface"],
	["accent", "accent-soft"],
	["text", "accent-soft"],
	["quiet", "accent-soft"],
	["on-fill", "fill"],
	["surface", "quiet"],
	["text", "bubble-in"],
	["quiet", "bubble-in"],
	["text", "bubble-out"],
	["quiet", "bubble-out"],
	["late", "bubble-out"],
	["text", "bubble-bot"],
	["quiet", "bubble-bot"],
	["note", "note-soft"],
	["text", "note-soft"],
	["quiet", "note-soft"],
	["note-soft", "note"],
	["note", "ground"],
	["late", "note-soft"],
	["soon", "note-soft"],
	["done", "surface"],
	["done", "hover"],
	["soon", "surface"],
	["soon", "soon-soft"],
	["late", "surface"],
	["late", "late-soft"],
];

/** Edges of controls, the focus ring, marks that carry meaning. */
const controls: readonly (readonly [keyof Tokens, keyof Tokens])[] = [
	["edge", "surface"],
	["edge", "ground"],
	["note-edge", "surface"],
	["note-edge", "note-soft"],
	["accent", "surface"],
	["accent", "ground"],
	["accent", "rail"],
	["accent", "accent-soft"],
	["accent", "bubble-in"],
	["accent", "note-soft"],
	["done", "surface"],
	["soon", "surface"],
	["fill", "surface"],
];

describe.each(["light", "dark"] as const)("A1: colours of the %s theme", (scheme) => {
	const set = tokens[scheme];

	it.each(texts)("%s is readable on %s (4.5)", (text, ground) => {
		expect(contrast(set[text], set[ground])).toBeGreaterThanOrEqual(4.5);
	});

	it.each(controls)("%s stands out from %s (3)", (mark, ground) => {
		expect(contrast(set[mark], set[ground])).toBeGreaterThanOrEqual(3);
	});
});

describe("A1: the accent that Mantine fills with", () => {
	it("is the token of its theme", () => {
		expect(accentShades[7]).toBe(tokens.light.fill);
		expect(accentShades[8]).toBe(tokens.dark.fill);
	});

	it("stays readable while it is hovered", () => {
		expect(contrast(accentShades[8], tokens.light["on-fill"])).toBeGreaterThanOrEqual(4.5);
		expect(contrast(accentShades[9], tokens.dark["on-fill"])).toBeGreaterThanOrEqual(4.5);
	});
});
