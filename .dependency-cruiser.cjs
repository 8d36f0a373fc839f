/**
 * Arrows point one way: a domain imports only lower ranks, and only their index.ts.
 * platform < calendars, events < units < citizens, staff < kb < conversations < desk
 *   < flows, channels < main
 */
const ranks = [
	["src/platform", "src/texts"],
	["src/calendars", "src/events"],
	["src/units"],
	["src/staff", "src/citizens"],
	["kb"],
	["src/conversations"],
	["src/desk"],
	["flows", "channels"],
	["src/main.ts", "src/hub.ts", "src/pages.ts", "src/config.ts", "src/seed"],
];
const domains = ranks.flat().filter((path) => !path.endsWith(".ts") && path !== "src/texts" && path !== "src/platform");

module.exports = {
	forbidden: [
		{ name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
		...ranks.slice(0, -1).map((rank, level) => ({
			name: `rank-${level}-imports-only-lower`,
			severity: "error",
			from: { path: `^(${rank.join("|")})(/|$)` },
			to: {
				path: `^(${ranks
					.slice(level + 1)
					.flat()
					.join("|")})(/|$)`,
			},
		})),
		...ranks.slice(1, -1).flatMap((rank) =>
			rank.length < 2
				? []
				: rank.map((domain) => ({
						name: `${domain}-leaves-its-own-rank-alone`,
						severity: "error",
						from: { path: `^${domain}/` },
						to: { path: `^(${rank.filter((other) => other !== domain).join("|")})/` },
					})),
		),
		...domains.map((domain) => ({
			name: `${domain}-only-by-its-index`,
			severity: "error",
			from: { pathNot: `^(${domain}|tests|web-agent|src/citizen-pages|src/seed|src/hub\\.ts|src/main\\.ts)(/|$)` },
			to: {
				path: `^${domain}/`,
				pathNot: `^(${domain}/(index|channel|capabilities)\\.ts$|${domain}/[a-z]+/index\\.ts$)`,
			},
		})),
		{
			name: "browser-code-shares-only-the-wire",
			severity: "error",
			from: { path: "^(web-agent|channels/webchat/widget|src/citizen-pages)/" },
			to: {
				path: "^(src|channels|flows|kb)/",
				pathNot:
					"(/wire\\.ts$|^src/texts/|^src/platform/realtime/ack\\.ts$|^src/staff/permissions\\.ts$|^channels/webchat/widget/|^src/citizen-pages/)",
			},
		},
		{
			name: "no-orphans",
			severity: "error",
			from: { orphan: true, path: "^(src|channels|flows|kb)/.*\\.ts$", pathNot: "\\.d\\.ts$" },
			to: {},
		},
		{ name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: "^(dist|data|node_modules)" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default"],
		},
	},
};
