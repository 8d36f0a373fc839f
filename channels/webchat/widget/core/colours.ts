type Rgb = readonly [number, number, number];

export interface AccentTokens {
	"--accent": string;
	/** Text on the accent: 4.5 at least. */
	"--on-accent": string;
	/** The accent as text and border on the surface: 4.5 at least. */
	"--accent-ink": string;
	/** A whisper of the accent, behind what is chosen or hovered. */
	"--accent-soft": string;
}

/** The surfaces of `tokens.css` that the accent stands on; a test holds the two together. */
export const defaultSurface: Record<"light" | "dark", Rgb> = { light: [255, 255, 255], dark: [31, 36, 38] };

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** Reads `#rgb` or `#rrggbb`; anything else is null. */
export function parseColour(text: string): Rgb | null {
	const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text.trim());
	const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text.trim());
	const parts = long ?? short;
	if (!parts) return null;
	const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => Number.parseInt(long ? part : part + part, 16));
	return [red, green, blue];
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Makes any accent legible on a surface: text on it, and itself as text, both at 4.5 or more. */
export function accentTokens(accent: Rgb, surface: Rgb): AccentTokens {
	const away = luminance(surface) > 0.18 ? black : white;
	const soft = mix(surface, accent, 0.1);
	let ink = accent;
	for (let step = 1; contrast(ink, soft) < 4.6 && step <= 20; step++) ink = mix(accent, away, step / 20);
	return {
		"--accent": css(accent),
		// White is the calmer one, where it can be read; one of the two always can.
		"--on-accent": css(contrast(white, accent) >= 4.5 ? white : black),
		"--accent-ink": css(ink),
		"--accent-soft": css(soft),
	};
}

function luminance(colour: Rgb): number {
	const [red = 0, green = 0, blue = 0] = colour.map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
	const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
	return [at(0), at(1), at(2)];
}

function css(colour: Rgb): string {
	return `#${colour.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
