/** A colour of the desk by what it means. Each is the CSS variable `--v-<name>`. */
export interface Tokens {
	/** Behind everything. */
	ground: string;
	/** What one reads and writes on. */
	surface: string;
	/** The rail and the heads of lists. */
	rail: string;
	/** A row under the pointer. */
	hover: string;
	text: string;
	/** Second voice: times, hints, placeholders. */
	quiet: string;
	/** Lines between areas; decoration. */
	line: string;
	/** Edges of what can be operated. */
	edge: string;
	/** The one accent: links, marks, the focus ring. */
	accent: string;
	/** Filled buttons and badges, with `on-fill` on them. */
	fill: string;
	"on-fill": string;
	/** The chosen row. */
	"accent-soft": string;
	"bubble-in": string;
	"bubble-out": string;
	"bubble-bot": string;
	/** Only staff sees it. */
	note: string;
	"note-soft": string;
	"note-edge": string;
	done: string;
	"done-soft": string;
	soon: string;
	"soon-soft": string;
	late: string;
	"late-soft": string;
}

/** The colours by theme; the contrast of every pair in use is proven by a test (ui.md). */
export const tokens: Readonly<Record<"light" | "dark", Tokens>> = {
	light: {
		ground: "#f4f6f8",
		surface: "#ffffff",
		rail: "#eaeef2",
		hover: "#f1f4f7",
		text: "#192127",
		quiet: "#53606b",
		line: "#dde3e8",
		edge: "#7d8a96",
		accent: "#0f5f93",
		fill: "#0f5f93",
		"on-fill": "#ffffff",
		"accent-soft": "#e3f0f9",
		"bubble-in": "#eef1f4",
		"bubble-out": "#dcecf8",
		"bubble-bot": "#ffffff",
		note: "#553096",
		"note-soft": "#f4effd",
		"note-edge": "#9470d8",
		done: "#17703f",
		"done-soft": "#e2f4ea",
		soon: "#8a5000",
		"soon-soft": "#fdf0d9",
		late: "#b3261e",
		"late-soft": "#fdeae8",
	},
	dark: {
		ground: "#12161a",
		surface: "#191e23",
		rail: "#0e1215",
		hover: "#20272d",
		text: "#e7ebee",
		quiet: "#a3aeb8",
		line: "#2a323a",
		edge: "#72808c",
		accent: "#72b8ea",
		fill: "#1d6fab",
		"on-fill": "#ffffff",
		"accent-soft": "#17324a",
		"bubble-in": "#262d34",
		"bubble-out": "#173c59",
		"bubble-bot": "#191e23",
		note: "#d6c8fb",
		"note-soft": "#2a2140",
		"note-edge": "#9277d6",
		done: "#63cb92",
		"done-soft": "#16301f",
		soon: "#f0b254",
		"soon-soft": "#352713",
		late: "#ff9187",
		"late-soft": "#3d1c1a",
	},
};

/** The accent in Mantine's ten shades; 7 fills in the light theme, 8 in the dark. */
export const accentShades = [
	"#eef6fc",
	"#e3f0f9",
	"#b5d7ef",
	"#8cc3ea",
	"#72b8ea",
	"#4897d0",
	"#2a7db9",
	"#0f5f93",
	"#1d6fab",
	"#0c4d79",
] as const;
