/** What the page that embeds the chat decides, by `data-` attributes of the script tag. */
export interface Config {
	/** Origin of the hub. */
	server: string;
	/** What the hub is told about where the chat stands. */
	site: string;
	lang: string | null;
	title: string | null;
	/** `#rgb` or `#rrggbb`. */
	accent: string;
	position: "left" | "right";
	open: boolean;
	theme: "auto" | "light" | "dark";
}

export const defaultAccent = "#0d6159";

/**
 * Reads the attributes of the script tag; what is missing or not understood gets its default.
 *
 * @example <script src="https://oficina.example/widget.js" data-lang="es" data-accent="#7a3b10" async></script>
 */
export function readConfig(data: Record<string, string | undefined>, source: string, site: string): Config {
	const server = data.server || new URL(source).origin;
	return {
		server: server.replace(/\/+$/, ""),
		site: data.site || site,
		lang: data.lang || null,
		title: data.title || null,
		accent: data.accent || defaultAccent,
		position: data.position === "left" ? "left" : "right",
		open: data.open === "" || data.open === "true",
		theme: data.theme === "light" || data.theme === "dark" ? data.theme : "auto",
	};
}
