import { defineConfig } from "vitest/config";

/** What drives a browser, wherever it stands; each page's own tests stand with that page. */
const inBrowser = [
	"tests/journeys/**/*.test.ts",
	"tests/web-agent/{axe,by-hand,centre,desk,templates}.test.ts",
	"tests/webchat-widget/{access,talk}.test.ts",
];

/** What starts and kills whole hubs. */
const killing = ["tests/crash/**/*.test.ts", "tests/start/{refuses,runs}.test.ts"];

export default defineConfig({
	test: {
		globalSetup: ["tests/support/global-setup.ts"],
		hookTimeout: 60_000,
		testTimeout: 30_000,
		// What a test prints is shown when it fails.
		silent: "passed-only",
		projects: [
			// One group after another: what kills processes or drives a browser has the two cores for itself.
			{
				extends: true,
				test: {
					name: "unit",
					include: ["tests/**/*.test.ts"],
					exclude: [...killing, ...inBrowser],
					maxWorkers: 2,
					sequence: { groupOrder: 0 },
				},
			},
			{
				extends: true,
				test: {
					name: "crash",
					include: killing,
					testTimeout: 240_000,
					fileParallelism: false,
					sequence: { groupOrder: 1 },
				},
			},
			{
				extends: true,
				test: {
					name: "journeys",
					include: inBrowser,
					testTimeout: 120_000,
					fileParallelism: false,
					sequence: { groupOrder: 2 },
				},
			},
		],
	},
});
