/**
 * What is built into `dist/`: of each part the folder, the Vite configuration, and the sources it is made of. A part
 * is built anew when one of its sources, or the lock file, has changed.
 *
 * @type {readonly { name: string, config: string, sources: readonly (string | RegExp)[] }[]}
 */
export const parts = [
	{
		name: "desk",
		config: "web-agent/vite.config.ts",
		sources: ["web-agent", "src/texts", /\/wire\.ts$/],
	},
	{
		name: "widget",
		config: "vite.widget.config.ts",
		sources: ["channels/webchat/widget", "src/texts", /\/wire\.ts$/],
	},
	{
		name: "site",
		config: "vite.site.config.ts",
		sources: ["src/citizen-pages", "src/texts", /\/wire\.ts$/],
	},
	{
		name: "hub",
		config: "vite.hub.config.ts",
		sources: [/^(src|channels|flows|kb)\/(?!webchat\/widget\/|citizen-pages\/).*\.m?ts$/, /\.mjs$/],
	},
];
